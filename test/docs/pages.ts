/** The pages of the documentation and what stands in them: fenced blocks, headings, links. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, without a slash at its end. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The pages a reader comes to, by path from the root. */
export const pages: readonly string[] = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  "docs/sample-ledger/README.md",
  "docs/building-supplies/README.md",
];

/** The text of a file of the project. */
export function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Whether a path from the root leads to something. */
export function isThere(path: string): boolean {
  return existsSync(join(root, path));
}

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  /** The heading it stands under. */
  readonly heading: string;
  readonly language: string;
  readonly text: string;
  /** The line of the page its text begins on, counted from 1. */
  readonly line: number;
  /** Whether it goes on where the block before it ended: a fence that says `ts continued`. */
  readonly continued: boolean;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let open: (Pick<Block, "language" | "line" | "continued"> & { readonly lines: string[] }) | undefined;
  for (const [index, line] of textOf(page).split("\n").entries()) {
    const fence = /^```(\w*)( continued)?/.exec(line);
    if (fence !== null) {
      if (open === undefined) {
        open = { language: fence[1] ?? "", line: index + 2, continued: fence[2] !== undefined, lines: [] };
      } else {
        const { lines, ...rest } = open;
        blocks.push({ page, heading, text: lines.join("\n"), ...rest });
        open = undefined;
      }
    } else if (open !== undefined) open.lines.push(line);
    else heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
  }
  if (open !== undefined) throw new Error(`${page}:${open.line}: a block is opened and never closed.`);
  return blocks;
}

/** The code examples of a page: a block with the blocks that continue it, one below the other. */
export function codeExamplesOf(page: string): readonly Block[] {
  const examples: Block[] = [];
  for (const block of blocksOf(page)) {
    if (block.language !== "ts") continue;
    const before = examples.at(-1);
    if (!block.continued) examples.push(block);
    else if (before === undefined) throw new Error(`${page}:${block.line}: there is no block to continue.`);
    else {
      // So many lines apart as on the page: what is wrong is found there.
      const apart = block.line - before.line - before.text.split("\n").length;
      const text = `${before.text}\n${"\n".repeat(apart)}${block.text}`;
      examples.splice(-1, 1, { ...before, text });
    }
  }
  return examples;
}

/** A page without its fenced blocks and code spans: what links and headings are looked for in. */
export function proseOf(page: string): string {
  return textOf(page)
    .replace(/^```[\s\S]*?^```/gm, "")
    .replace(/`[^`\n]*`/g, (span) => (/^`[^`]*\]\(/.test(span) ? span : span.replace(/[[\]()]/g, " ")));
}

/** The names under which links reach the headings of a page, as GitHub makes them. */
export function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of textOf(page)
    .replace(/^```[\s\S]*?^```/gm, "")
    .matchAll(/^#+ (.*)$/gm)) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const anchor = words.replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
    let name = anchor;
    for (let times = 1; anchors.has(name); times += 1) name = `${anchor}-${times}`;
    anchors.add(name);
  }
  return anchors;
}
