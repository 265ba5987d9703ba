import { type Day, dayNumber } from "../calendar/day.ts";
import type { Statement } from "../model/statement.ts";

/**
 * The most recent statement of each account on a day: the latest issued by then, of two on one day the one with the
 * greater id. An account without one has no entry.
 *
 * @throws {Fault} as `dayNumber`.
 * @see docs/decisions.md, G-44; docs/sources.md, 001:122.
 *
 * @example
 * import { latestStatements } from "receivables";
 *
 * const statements = [
 *   { statementId: "S1", accountId: "A", issuedOn: "2025-01-31", lines: [] },
 *   { statementId: "S2", accountId: "A", issuedOn: "2025-02-28", lines: [] },
 * ];
 * latestStatements(statements, "2025-03-10").get("A")?.statementId; // => "S2"
 * latestStatements(statements, "2025-02-27").get("A")?.statementId; // => "S1"
 */
export function latestStatements(statements: Iterable<Statement>, asOf: Day): Map<string, Statement> {
  dayNumber(asOf);
  const latest = new Map<string, Statement>();
  for (const statement of statements) {
    if (statement.issuedOn > asOf) continue;
    const before = latest.get(statement.accountId);
    if (before === undefined || isLater(statement, before)) latest.set(statement.accountId, statement);
  }
  return latest;
}

function isLater(a: Statement, b: Statement): boolean {
  return a.issuedOn === b.issuedOn ? a.statementId > b.statementId : a.issuedOn > b.issuedOn;
}
