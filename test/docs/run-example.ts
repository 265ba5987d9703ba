/** Runs an example as a reader would, and gives back what it claims beside what came out. */
import ts from "typescript";
import * as calendar from "../../src/calendar/index.ts";
import * as columns from "../../src/columns/index.ts";
import * as csv from "../../src/csv/index.ts";
import * as customers from "../../src/customers/index.ts";
import * as debtors from "../../src/debtors/index.ts";
import * as engine from "../../src/index.ts";
import * as profile from "../../src/profile/index.ts";
import * as store from "../../src/store/index.ts";
import * as summary from "../../src/summary/index.ts";

/** What examples import from. */
export const doors: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  receivables: engine,
  "receivables/calendar": calendar,
  "receivables/columns": columns,
  "receivables/csv": csv,
  "receivables/customers": customers,
  "receivables/debtors": debtors,
  "receivables/profile": profile,
  "receivables/store": store,
  "receivables/summary": summary,
};

/** One `// =>` of an example. */
export interface Claim {
  /** The expression, as it stands in the example. */
  readonly expression: string;
  readonly actual: unknown;
  readonly expected: unknown;
}

/**
 * Runs an example. `expression; // => value`, or the comment on the lines after, claims what the expression is; so does
 * `const name = expression; // => value`.
 *
 * @throws {Error} for a claim that belongs to no statement, an import of what no door has, and whatever the example throws.
 */
export async function runExample(example: string): Promise<readonly Claim[]> {
  const source = ts.createSourceFile("example.ts", example, ts.ScriptTarget.Latest, true);
  const claims: Claim[] = [];
  const imported = new Map<string, unknown>();
  let code = "";
  let claimed = 0;
  for (const [index, statement] of source.statements.entries()) {
    if (ts.isImportDeclaration(statement)) {
      for (const [name, value] of importsOf(statement)) imported.set(name, value);
      continue;
    }
    const next = source.statements[index + 1]?.getStart(source) ?? example.length;
    const value = claimIn(example.slice(statement.getEnd(), next));
    const own = statement.getText(source);
    if (value === undefined) code += `${own}\n`;
    else {
      claimed += 1;
      code += claimCode(statement, source, value);
    }
  }
  const all = example.match(/\/\/ =>/g)?.length ?? 0;
  if (all !== claimed) throw new Error(`${all - claimed} of ${all} claims stand after no statement.`);
  const js = ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;
  const claim = (expression: string, actual: unknown, expected: unknown) => {
    claims.push({ expression, actual, expected });
  };
  const run = new AsyncFunction(...imported.keys(), claimName, js);
  await run(...imported.values(), claim);
  return claims;
}

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: readonly string[]
) => (...values: readonly unknown[]) => Promise<void>;

const claimName = "$claim";

/** The value that a comment behind a statement claims: the rest of the `// =>` line, and comment lines that go on. */
function claimIn(after: string): string | undefined {
  const [first = "", ...rest] = after.split("\n");
  const start = /^\s*\/\/ =>(.*)$/.exec(first);
  const lines = start === null ? rest : [first, ...rest];
  const [head = "", ...more] = lines;
  const claim = /^\s*\/\/ =>(.*)$/.exec(head);
  if (claim === null || (start === null && first.trim() !== "")) return undefined;
  const goesOn = more.findIndex((line) => !/^\s*\/\/ {3}/.test(line));
  const continued = (goesOn === -1 ? more : more.slice(0, goesOn)).map((line) =>
    line.replace(/^\s*\/\//, ""),
  );
  return [claim[1] ?? "", ...continued].join("\n").trim();
}

function claimCode(statement: ts.Statement, source: ts.SourceFile, value: string): string {
  const claim = (name: string, expression: string) =>
    `${claimName}(${JSON.stringify(name)}, ${expression}, (${value}));\n`;
  if (ts.isExpressionStatement(statement)) {
    const expression = statement.expression.getText(source);
    return claim(expression, expression);
  }
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
  if (declared === undefined || !ts.isIdentifier(declared.name)) {
    throw new Error(`Nothing to compare: ${statement.getText(source)}`);
  }
  return `${statement.getText(source)}\n${claim(declared.name.text, declared.name.text)}`;
}

/** The names an import brings and their values; types bring none. */
function importsOf(statement: ts.ImportDeclaration): readonly (readonly [string, unknown])[] {
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  const door = doors[from];
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  if (door === undefined || bindings === undefined || !ts.isNamedImports(bindings)) {
    throw new Error(`An example imports { names } from ${Object.keys(doors).join(", ")}, not from ${from}.`);
  }
  if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  return bindings.elements.flatMap(({ isTypeOnly, name, propertyName }) => {
    const wanted = (propertyName ?? name).text;
    if (isTypeOnly) return [];
    if (!(wanted in door)) throw new Error(`${from} has no ${wanted}.`);
    return [[name.text, door[wanted]] as const];
  });
}
