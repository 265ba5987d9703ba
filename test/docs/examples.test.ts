import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type DocExample, docExamplesOf, sources } from "./doc-comments.ts";
import { codeExamplesOf, pages, root } from "./pages.ts";
import { doors, runExample } from "./run-example.ts";

const docExamples = sources.flatMap(docExamplesOf);
const pageExamples = pages.flatMap(codeExamplesOf);

async function holds(example: string): Promise<void> {
  const claims = await runExample(example);
  expect(claims, "an example claims something: expression; // => value").not.toEqual([]);
  for (const { expression, actual, expected } of claims) expect(actual, expression).toStrictEqual(expected);
}

/** `name`, and where a name has several examples, `name 2`. */
function numbered<Value>(
  values: readonly Value[],
  nameOf: (value: Value) => string,
): readonly (readonly [string, Value])[] {
  const times = new Map<string, number>();
  return values.map((value) => {
    const name = nameOf(value);
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return [time === 1 ? name : `${name} ${time}`, value];
  });
}

describe("examples of doc comments", () => {
  test.each(numbered(docExamples, ({ file, symbol }) => `${file} ${symbol}`))("%s", async (_, { text }) => {
    await holds(text);
  });
});

describe("examples of pages", () => {
  test.each(numbered(pageExamples, ({ page, heading }) => `${page} ${heading}`))("%s", async (_, {
    text,
  }) => {
    await holds(text);
  });
});

test("all examples compile under the strictest settings", () => {
  const examples = [
    ...docExamples.map(({ file, symbol, text }) => [`${file} ${symbol}`, text] as const),
    ...pageExamples.map(({ page, line, text }) => [`${page}:${line}`, text] as const),
  ];

  expect(typeErrorsOf(examples)).toEqual([]);
}, 60_000);

describe("public functions", () => {
  const own = new Set(docExamples.map(({ symbol }: DocExample) => symbol));
  const functions = Object.entries(doors).flatMap(([door, names]) =>
    Object.entries(names).flatMap(([name, value]) =>
      typeof value === "function" ? [`${door} ${name}`] : [],
    ),
  );

  test.each(functions)("%s has an example", (name) => {
    expect(own).toContain(name.split(" ")[1]);
  });
});

/** What the compiler says of some texts, each under its name. */
function typeErrorsOf(texts: readonly (readonly [string, string])[]): readonly string[] {
  const { config } = ts.readConfigFile(`${root}/test/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...config, files: [], include: [] },
    ts.sys,
    `${root}/test`,
  );
  const files = new Map(
    texts.map(([name, text], index) => [`${root}/test/docs/example-${index}.ts`, { name, text }]),
  );
  const paths = Object.fromEntries(
    Object.keys(doors).map((door) => [door, [`${root}/src/${door.split("/")[1] ?? ""}/index.ts`]]),
  );
  const all = { ...options, noEmit: true, noUnusedLocals: false, paths: { ...options.paths, ...paths } };
  const host = ts.createCompilerHost(all);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const example = files.get(file);
    return example === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, `${example.text}\nexport {};\n`, version, true);
  };
  const program = ts.createProgram([...files.keys()], all, host);
  return ts.getPreEmitDiagnostics(program).flatMap(({ file, start, messageText }) => {
    const example = files.get(file?.fileName ?? "");
    if (example === undefined || file === undefined)
      return [ts.flattenDiagnosticMessageText(messageText, "\n")];
    const line = file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    return [`${example.name} line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`];
  });
}
