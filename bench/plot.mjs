/**
 * Draws what `npm run bench -- ... --json` printed: `node bench/plot.mjs RESULT.json [FOLDER]` writes a chart for each part that
 * the result has, as SVG, to docs/performance. Bars are medians, the line over each goes from the least to the most of its rounds.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { median } from "./ratios.mjs";
import { grouped, partsOf } from "./report.mjs";
import { here } from "./rounds.mjs";

/** Candidates that are this library, whichever part they are in. */
const own = new Set([
  ...["ours", "columns", "sorted", "sorted, sums only", "rows", "objects", "wire", "typed"],
  ...["from columns", "from a list"],
]);

const panelsOf = ({ part, figures }) =>
  part.startsWith("process")
    ? [
        { key: "wallMs", title: "wall time", unit: "s", scale: 1e-3 },
        { key: "cpuMs", title: "CPU time", unit: "s", scale: 1e-3 },
        { key: "peakMb", title: "peak memory", unit: "MB", scale: 1 },
      ]
    : figures
        .filter(({ key }) => key === "steadyMs")
        .map(({ key }) => ({ key, title: "time a call", unit: "ms", scale: 1 }));

const layout = { width: 720, labels: 178, values: 86, row: 24, bar: 14, margin: 16 };
const plotFrom = layout.margin + layout.labels;
const plotWidth = layout.width - plotFrom - layout.values - layout.margin;

/** Three digits that count, of large numbers all. */
const shown = (value) => (value >= 100 ? grouped(Math.round(value)) : String(Number(value.toPrecision(3))));
const at = (place) => String(Math.round(place * 10) / 10);
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Where a value stands between 0 and 1, and the values that get a line: powers of ten, or round steps from 0. */
function scaleOf(least, most) {
  if (most / least > 20) {
    const from = Math.floor(Math.log10(least * 0.8));
    const to = Math.log10(most);
    const ticks = Array.from({ length: Math.floor(to) - from + 1 }, (_, step) => 10 ** (from + step));
    return { isLog: true, ticks, place: (value) => (Math.log10(value) - from) / (to - from) };
  }
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((times) => times * power >= rough);
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, tick) => tick * step);
  return { isLog: false, ticks, place: (value) => value / most };
}

/** One figure of every candidate: a heading, a bar each, an axis below. */
function panel({ key, title, unit, scale: toUnit }, candidates, from) {
  const bars = candidates.map(([name, samples]) => {
    const values = samples.map((sample) => sample[key] * toUnit);
    return { name, middle: median(values), least: Math.min(...values), most: Math.max(...values) };
  });
  const scale = scaleOf(
    Math.min(...bars.map(({ least }) => least)),
    Math.max(...bars.map(({ most }) => most)),
  );
  const x = (value) => at(plotFrom + plotWidth * scale.place(value));
  const first = from + 22;
  const bottom = first + bars.length * layout.row;
  const lines = [
    `<text class="heading" x="${layout.margin}" y="${from + 10}">${title}, ${unit}${scale.isLog ? ", logarithmic" : ""}</text>`,
    ...scale.ticks.map(
      (tick) =>
        `<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${first - 4}" y2="${bottom}"/>` +
        `<text class="tick" x="${x(tick)}" y="${bottom + 14}" text-anchor="middle">${shown(tick)}</text>`,
    ),
    ...bars.flatMap(({ name, middle, least, most }, index) => {
      const top = first + index * layout.row;
      const base = top + layout.bar - 3;
      const width = at(Math.max(1, plotWidth * scale.place(middle)));
      const line = top + layout.bar / 2;
      return [
        `<text class="name" x="${plotFrom - 10}" y="${base}" text-anchor="end">${escaped(name)}</text>`,
        `<rect class="${own.has(name) ? "own" : "other"}" x="${plotFrom}" y="${top}" width="${width}" height="${layout.bar}" rx="2"/>`,
        `<line class="ends" x1="${x(least)}" x2="${x(most)}" y1="${line}" y2="${line}"/>`,
        `<text class="value" x="${at(plotFrom + plotWidth * scale.place(most) + 8)}" y="${base}">${shown(middle)}</text>`,
      ];
    }),
  ];
  return { lines, bottom: bottom + 30 };
}

/** Colours that can be read on white and on black; the reader's own setting makes them fit better. */
const style = `
    text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #57606a; }
    .title { font-size: 14px; font-weight: 600; fill: #24292f; }
    .heading, .value { font-weight: 600; }
    .name { fill: #24292f; }
    .tick { font-size: 11px; }
    .grid { stroke: #8c959f; stroke-opacity: 0.35; }
    .ends { stroke: #24292f; stroke-opacity: 0.7; stroke-width: 1.5; }
    .own { fill: #0969da; }
    .other { fill: #afb8c1; }
    @media (prefers-color-scheme: dark) {
      text { fill: #9198a1; }
      .title, .name { fill: #e6edf3; }
      .ends { stroke: #e6edf3; }
      .own { fill: #4493f8; }
      .other { fill: #57606a; }
    }`;

const spread = (rounds) => (rounds === 1 ? "one round" : `medians and ends of ${rounds} rounds`);

/** The chart of a part, or undefined where nothing in it was timed. */
export function chartOf(part) {
  const candidates = Object.entries(part.samples ?? {}).filter(([, samples]) => samples.length > 0);
  if (candidates.length === 0) return undefined;
  const title = `${part.title}; ${part.about}`;
  const lines = [];
  let bottom = layout.margin + 50;
  for (const each of panelsOf(part)) {
    const drawn = panel(each, candidates, bottom);
    lines.push(...drawn.lines);
    bottom = drawn.bottom;
  }
  const height = bottom + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${height}" width="${layout.width}" height="${height}" role="img" aria-label="${escaped(title)}">
  <title>${escaped(title)}</title>
  <style>${style}
  </style>
  <text class="title" x="${layout.margin}" y="${layout.margin + 12}">${escaped(part.title)}</text>
  <text x="${layout.margin}" y="${layout.margin + 30}">${escaped(part.about)}; ${spread(part.rounds)}, less is better</text>
  ${lines.join("\n  ")}
</svg>
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [result, folder = here("../docs/performance")] = process.argv.slice(2);
  mkdirSync(folder, { recursive: true });
  for (const part of partsOf(JSON.parse(readFileSync(result, "utf8")))) {
    const chart = chartOf(part);
    if (chart === undefined) continue;
    const path = join(folder, `${part.part}.svg`);
    writeFileSync(path, chart);
    console.log(path);
  }
}
