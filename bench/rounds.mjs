/** How candidates take turns, and what a part of the benchmark says of them: samples by candidate, ratios within a round. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, summary } from "./ratios.mjs";

export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const progress = (text) => process.stderr.write(`\r${text.padEnd(70)}`);

/** Runs a file of this folder in a process of its own; what it prints is JSON. */
export function child(file, args) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [here(file), ...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${status ?? signal}:\n${stderr}`);
  return JSON.parse(stdout);
}

/** The first call and the middle of those after the ones that warm the compiler up. */
export const timesOf = (times, warm) => ({ firstMs: times[0], steadyMs: median(times.slice(warm)) });

/**
 * Runs every candidate in every round, the first one moved on by one each round. Before the second round begins, all of
 * the first have answered alike, and none may answer otherwise later.
 *
 * @param candidates - By name; one with `rounds` takes part in so many of the first rounds only.
 * @param run - Gives `{ missing }` for what is not installed, or a sample with `digest` and perhaps `tool`.
 */
export function inTurn(title, candidates, rounds, run) {
  const names = Object.keys(candidates);
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  const [tools, missing] = [{}, {}];
  let digest;
  for (let round = 0; round < rounds; round += 1) {
    const asked = names.filter(
      (name) => missing[name] === undefined && round < (candidates[name].rounds ?? rounds),
    );
    for (let turn = 0; turn < asked.length; turn += 1) {
      const name = asked[(round + turn) % asked.length];
      progress(`${title}, round ${round + 1} of ${rounds}: ${name}`);
      const { missing: reason, tool, digest: found, ...sample } = run(name);
      if (reason !== undefined) {
        missing[name] = reason;
        continue;
      }
      if (tool !== undefined) tools[name] = tool;
      if (found !== undefined) digest ??= found;
      if (found !== undefined && found !== digest)
        throw new Error(`${title}: ${name} answers ${found}, not ${digest}.`);
      samples[name].push(sample);
    }
  }
  progress("");
  process.stderr.write("\r");
  return { rounds, tools, missing, samples, ...(digest === undefined ? {} : { digest }) };
}

/** A comparison that says how many times as fast, and how many it should be at least. */
export const asFast = (fast, slow, by, least) => ({
  what: `${fast} : ${slow}`,
  kind: "as fast",
  above: slow,
  below: fast,
  by,
  least,
});

/** A comparison that says how many times as much of a figure, and how many it may be at most. */
export const asMuch = (ours, theirs, by, word, most) => ({
  what: `${ours} : ${theirs}, ${word}`,
  kind: "as much",
  above: ours,
  below: theirs,
  by,
  most,
});

/** Ratios of figures, one for each round in which both took part; none of a candidate that is missing. */
export function ratiosOf(samples, comparisons) {
  return comparisons.flatMap(({ what, kind, above, below, by, least, most }) => {
    const rounds = Math.min(samples[above].length, samples[below].length);
    if (rounds === 0) return [];
    const each = Array.from(
      { length: rounds },
      (_, round) => samples[above][round][by] / samples[below][round][by],
    );
    const ratio = { what, kind, ...summary(each) };
    if (least !== undefined) return [{ ...ratio, least, reached: ratio.median >= least }];
    if (most !== undefined) return [{ ...ratio, most, reached: ratio.median <= most }];
    return [ratio];
  });
}
