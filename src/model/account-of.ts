import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import type { Account } from "./account.ts";
import type { Ledger } from "./ledger.ts";

/**
 * The account of an id that a caller gives.
 *
 * @throws {Fault} `REF_UNKNOWN` where the ledger does not have it.
 */
export function accountOf({ accounts }: Pick<Ledger, "accounts">, accountId: string): Account {
  const account = accounts.get(accountId);
  if (account !== undefined) return account;
  throw new Fault("REF_UNKNOWN", `There is no account ${shown(accountId)}.`, { path: ["accountId"] });
}
