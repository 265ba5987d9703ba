/** Row forms: `npm run bench -- --rows [--rounds N] [--json]`. Rows of a million documents, beside what one would otherwise write. */
import { createHash } from "node:crypto";
import { sizes } from "./data.mjs";
import { aboutOf } from "./report.mjs";
import { asFast, child, inTurn, ratiosOf, timesOf } from "./rounds.mjs";

/** Candidates whose answers are exact, and how often a process computes them: by size, calls and those that warm up. */
const candidates = {
  objects: { exact: true, "100k": [8, 3], "1M": [3, 1] },
  "naive-objects": { exact: true, "100k": [2, 1], "1M": [1, 0] },
  wire: { exact: true, "100k": [60, 40], "1M": [7, 3] },
  "naive-exact": { exact: true, "100k": [3, 1], "1M": [1, 0] },
  typed: { exact: true, "100k": [60, 40], "1M": [7, 3] },
  "naive-float": { "100k": [60, 40], "1M": [7, 3] },
  "naive-float-iso": { "100k": [60, 40], "1M": [7, 3] },
};

/** Which is held against which, and how many times as fast it should be at a million. */
const comparisons = [
  ["objects", "naive-objects", 12],
  ["wire", "naive-exact", 140],
  ["typed", "naive-float", 1.6],
  ["typed", "naive-float-iso"],
];

const digest = (answers) => createHash("sha256").update(answers.join("\n")).digest("hex").slice(0, 16);

/** Runs the rounds of one size. Answers that are not exact are counted, not refused, but must be the same each time. */
export function measureRows(size, rounds) {
  const answersOf = {};
  const adriftOf = {};
  const found = inTurn(`rows, ${size}`, candidates, rounds, (name) => {
    const { exact, [size]: times } = candidates[name];
    const [calls, warm] = times;
    const { times: each, peakMb, answers, adrift } = child("candidate.mjs", [name, size, String(calls)]);
    answersOf[name] ??= answers;
    adriftOf[name] = adrift;
    if (digest(answers) !== digest(answersOf[name]))
      throw new Error(`${name} answers differently each time.`);
    return {
      ...timesOf(each, warm),
      nsPerDocument: (timesOf(each, warm).steadyMs * 1e6) / sizes[size].documents,
      peakMb,
      ...(exact ? { digest: digest(answers) } : {}),
    };
  });
  const facts = Object.fromEntries(
    Object.keys(candidates).map((name) => [
      name,
      { wrong: countWrong(answersOf[name], answersOf["naive-exact"]), adrift: adriftOf[name] },
    ]),
  );
  return {
    part: `rows-${size}`,
    title: "Rows: stats of every account, averages and priorities",
    about: aboutOf(sizes[size]),
    ...found,
    facts,
    figures: [
      { key: "firstMs", header: "first call, ms", digits: 0 },
      { key: "steadyMs", header: "a call, ms", digits: 0 },
      { key: "nsPerDocument", header: "ns a document", digits: 0 },
      { key: "peakMb", header: "peak, MB", digits: 0 },
      { fact: "wrong", header: "accounts wrong" },
      { fact: "adrift", header: "sums adrift" },
    ],
    ratios: ratiosOf(
      found.samples,
      comparisons.map(([fast, slow, least]) =>
        asFast(fast, slow, "steadyMs", size === "1M" ? least : undefined),
      ),
    ),
  };
}

function countWrong(answers, truth) {
  const right = new Set(truth);
  return answers.filter((answer) => !right.has(answer)).length + Math.abs(answers.length - truth.length);
}
