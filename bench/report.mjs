/**
 * What the benchmark says, as tables: text for a terminal, Markdown for a page. `node report.mjs RESULT.json` prints Markdown of
 * what `--json` printed.
 */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { median } from "./ratios.mjs";

const times = (ratio) => ratio.toFixed(ratio < 0.1 ? 4 : ratio < 10 ? 2 : ratio < 1000 ? 1 : 0);

export const grouped = (count) => count.toLocaleString("en-US");

/** How much there is of a workload. */
export const aboutOf = ({ documents, accounts }) =>
  `${grouped(documents)} documents of ${grouped(accounts)} accounts`;

function verdict({ least, most, reached }) {
  if (reached === undefined) return "";
  const goal = least ?? Number(most.toFixed(3));
  return `${goal}: ${reached ? "reached" : "not reached"}`;
}

function ratioTable(header, goal, ratios) {
  return {
    header: [header, "median", "min", "max", goal],
    rows: ratios.map((ratio) => [
      ratio.what,
      times(ratio.median),
      times(ratio.min),
      times(ratio.max),
      verdict(ratio),
    ]),
    // The verdict is words.
    words: [0, 4],
  };
}

function sampleTable({ samples, missing = {}, facts = {}, tools = {}, rounds, figures }) {
  const rows = Object.entries(samples).map(([name, each]) => {
    const fewer = each.length < rounds ? `, ${each.length} of the rounds` : "";
    const label = named(name, tools[name]);
    if (missing[name] !== undefined)
      return [`${label}: left out, ${missing[name]}`, ...figures.map(() => "")];
    const cells = figures.map(({ key, fact, digits }) =>
      key === undefined
        ? String(facts[name][fact])
        : median(each.map((sample) => sample[key])).toFixed(digits),
    );
    return [label + fewer, ...cells];
  });
  return { header: ["candidate", ...figures.map(({ header }) => header)], rows, words: [0] };
}

/** A candidate with the package that it is, where there is one. */
function named(name, tool) {
  if (tool === undefined) return name;
  return tool.startsWith(`${name} `) ? tool : `${name} (${tool})`;
}

/** The tables of a part: how many times as fast, how many times as much, and what each candidate took. */
export function tablesOf(part) {
  const of = (kind) => part.ratios.filter((ratio) => ratio.kind === kind);
  return [
    ...(of("as fast").length > 0 ? [ratioTable("how many times as fast", "at least", of("as fast"))] : []),
    ...(of("as much").length > 0 ? [ratioTable("how many times as much", "at most", of("as much"))] : []),
    ...(part.samples === undefined ? [] : [sampleTable(part)]),
  ];
}

/** The columns' results, whose shape is older, as parts like the others. */
export function partsOf({ rows = [], columns = [], footprint = [], files = [] }) {
  const ofColumns = columns.map(({ size, documents, accounts, ratios, costs, samples, ...rest }) => ({
    part: `columns-${size}`,
    title: "Columns: stats of every account, averages and priorities",
    about: aboutOf({ documents, accounts }),
    ...rest,
    samples: Object.fromEntries(
      Object.entries(samples).map(([name, each]) => [
        name,
        each.map((sample) => ({ ...sample, nsPerDocument: (sample.steadyMs * 1e6) / documents })),
      ]),
    ),
    figures: [
      { key: "loadMs", header: "prepare, ms", digits: 0 },
      { key: "firstMs", header: "first call, ms", digits: 1 },
      { key: "steadyMs", header: "a call, ms", digits: 1 },
      { key: "nsPerDocument", header: "ns a document", digits: 1 },
      { key: "peakMb", header: "peak, MB", digits: 0 },
    ],
    ratios: [
      ...ratios.map(({ fast, slow, goal, ...ratio }) => ({
        what: `${fast} : ${slow}`,
        kind: "as fast",
        ...ratio,
        ...(goal === undefined ? {} : { least: goal }),
      })),
      ...costs.map((cost) => ({ kind: "as much", ...cost })),
    ],
  }));
  const kept = footprint.map(({ what, ours, theirs, unit, ...cost }) => ({
    what: `${what} (${ours.toPrecision(3)} : ${theirs.toPrecision(3)} ${unit})`,
    kind: "as much",
    ...cost,
  }));
  const ofFootprint =
    kept.length === 0
      ? []
      : [
          {
            part: "footprint",
            title: "Memory and imports",
            about: "",
            rounds: kept[0].each.length,
            ratios: kept,
          },
        ];
  return [...rows, ...ofColumns, ...ofFootprint, ...files];
}

const heading = ({ title, about, rounds, digest }) =>
  [title, about, `${rounds} round${rounds === 1 ? "" : "s"}`, digest === undefined ? "" : `answers ${digest}`]
    .filter((words) => words !== "")
    .join(", ");

function textTable({ header, rows, words }) {
  const all = [header, ...rows];
  const widths = header.map((_, at) => Math.max(...all.map((cells) => cells[at].length)));
  return all
    .map((cells) =>
      cells
        .map((cell, at) => (words.includes(at) ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function markdownTable({ header, rows, words }) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = `|${header.map((_, at) => (words.includes(at) ? "---" : "---:")).join("|")}|`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}

export const asText = (part) => [`\n${heading(part)}`, ...tablesOf(part).map(textTable)].join("\n\n");

export const asMarkdown = (part) =>
  [`### ${heading(part)}`, ...tablesOf(part).map(markdownTable)].join("\n\n");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const result = JSON.parse(readFileSync(process.argv[2], "utf8"));
  console.log(partsOf(result).map(asMarkdown).join("\n\n"));
}
