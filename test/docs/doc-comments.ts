/** The examples in the doc comments of the library. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root, textOf } from "./pages.ts";

/** An `@example` of a doc comment. */
export interface DocExample {
  /** The file, by path from the root. */
  readonly file: string;
  /** What the comment is about. */
  readonly symbol: string;
  readonly text: string;
}

/** The files of the library, without their tests, by path from the root. */
export const sources: readonly string[] = readdirSync(join(root, "src"), {
  recursive: true,
  encoding: "utf8",
})
  .map((name) => `src/${name.replaceAll("\\", "/")}`)
  .filter((name) => name.endsWith(".ts") && !/\.(test|test-d|d)\.ts$/.test(name))
  .sort();

/** Every `@example` of a file, in order. */
export function docExamplesOf(file: string): readonly DocExample[] {
  const text = textOf(file);
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const examples: DocExample[] = [];
  const visit = (node: ts.Node): void => {
    const comments = (ts.getLeadingCommentRanges(text, node.pos) ?? []).filter(({ pos }) =>
      text.startsWith("/**", pos),
    );
    const symbol = nameOf(node);
    if (symbol !== undefined) {
      for (const { pos, end } of comments) {
        for (const example of examplesIn(text.slice(pos, end))) {
          examples.push({ file, symbol, text: example });
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const written = text.match(/^\s*\* @example\b/gm)?.length ?? 0;
  if (written !== examples.length) throw new Error(`${file}: ${written} examples, ${examples.length} found.`);
  return examples;
}

/** What a declaration is called; undefined for what a doc comment cannot be about. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]?.name.getText();
  if (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertySignature(node)
  ) {
    return node.name?.getText();
  }
  return undefined;
}

/** The examples of one comment, without its stars. */
function examplesIn(comment: string): readonly string[] {
  const lines = comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""));
  const examples: string[][] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    if (/^@\w+/.test(line)) {
      open = undefined;
      if (line.startsWith("@example")) {
        open = [];
        examples.push(open);
      }
    } else open?.push(line);
  }
  return examples.map((example) =>
    example
      .filter((line) => !line.startsWith("```"))
      .join("\n")
      .trim(),
  );
}
