import type { Day } from "../calendar/day.ts";
import type { Statement } from "../model/statement.ts";

/**
 * The account's most recent statement on a day: the latest issued by then, of two on one day the one with the greater id.
 * Undefined where there was none yet.
 *
 * @see docs/decisions.md, G-44; docs/sources.md, 001:122.
 *
 * @example
 * import { latestStatement } from "receivables";
 *
 * const statements = [
 *   { statementId: "S1", accountId: "A", issuedOn: "2025-01-31", lines: [] },
 *   { statementId: "S2", accountId: "A", issuedOn: "2025-02-28", lines: [] },
 * ];
 * latestStatement(statements, "A", "2025-03-10")?.statementId; // => "S2"
 * latestStatement(statements, "A", "2025-02-27")?.statementId; // => "S1"
 */
export function latestStatement(
  statements: Iterable<Statement>,
  accountId: string,
  asOf: Day,
): Statement | undefined {
  let latest: Statement | undefined;
  for (const statement of statements) {
    if (statement.accountId !== accountId || statement.issuedOn > asOf) continue;
    const later =
      latest === undefined ||
      statement.issuedOn > latest.issuedOn ||
      (statement.issuedOn === latest.issuedOn && statement.statementId > latest.statementId);
    if (later) latest = statement;
  }
  return latest;
}
