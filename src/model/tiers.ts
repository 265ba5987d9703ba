import { type Issue, IssueLog, type Path, type Reading, shown } from "../fault/issue.ts";
import { listArgument } from "../fault/options.ts";
import type { Minor } from "../money/amount.ts";

/** A class of customers by revenue, from `min` to `max` minor units, both included; max null is open. */
export interface ValueTier {
  readonly id: number;
  readonly name: string;
  readonly min: Minor;
  readonly max: Minor | null;
}

/** What is wrong with tiers, and what is worth knowing about them. */
export interface TierIssues {
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
}

/**
 * Checks classes of customers by revenue.
 *
 * Errors: `TIER_RANGE` where a tier begins below zero or ends before it begins, `TIER_OVERLAP` where two share a revenue,
 * `TIER_ID` for an id that is no whole number from 1 on or is used twice. Warnings: `TIER_GAP` where revenue between two tiers
 * falls in none, `TIER_ID` where ids have holes. In minor units 49999 and 50000 touch.
 *
 * @param tiers - In any order. Paths begin with the tier's place in it.
 * @throws {Fault} `TYPE` for what is no list.
 * @see docs/sources.md, 002:352-359; docs/decisions.md, G-88, G-89.
 *
 * @example
 * import { validateTiers } from "receivables";
 *
 * const bronze = { id: 1, name: "Bronze", min: 0, max: 50000 };
 * const silver = { id: 2, name: "Silver", min: 50000, max: 100000 };
 * validateTiers([bronze, silver]).issues.map(({ code }) => code);                 // => ["TIER_OVERLAP"]
 * validateTiers([{ ...bronze, max: 49999 }, silver]);                             // => { issues: [], warnings: [] }
 * validateTiers([{ ...bronze, max: 40000 }, silver]).warnings.map(({ code }) => code); // => ["TIER_GAP"]
 */
export function validateTiers(tiers: readonly ValueTier[]): TierIssues {
  listArgument("tiers", tiers);
  const log = new IssueLog(Number.POSITIVE_INFINITY);
  const placed: PlacedTier[] = [];
  for (const [at, tier] of tiers.entries()) {
    if (isTier(tier)) placed.push({ tier, path: [at] });
    else
      log.error({
        code: "TYPE",
        path: [at],
        message: `A tier is { id, name, min, max }, not ${shown(tier)}.`,
      });
  }
  for (const { tier, path } of placed) {
    checkTierId(tier.id, path, log);
    checkTierRange(tier, path, log);
  }
  checkTogether(placed, log);
  return { issues: log.issues, warnings: log.warnings };
}

function isTier(tier: unknown): tier is ValueTier {
  return typeof tier === "object" && tier !== null && typeof (tier as ValueTier).name === "string";
}

/** A tier and where it stands. */
export interface PlacedTier {
  readonly tier: ValueTier;
  readonly path: Path;
}

/** Logs an id that is no whole number from 1 on. */
export function checkTierId(id: unknown, path: Path, log: IssueLog): void {
  if (typeof id === "number" && Number.isSafeInteger(id) && id >= 1) return;
  const message = `A tier's id is a whole number from 1 on, not ${shown(id)}.`;
  log.error({ code: "TIER_ID", path: [...path, "id"], message });
}

/** Logs a tier that begins below zero or ends before it begins. */
export function checkTierRange({ name, min, max }: ValueTier, path: Path, log: IssueLog): void {
  const isBound = (bound: number) => Number.isSafeInteger(bound) && bound >= 0;
  if (isBound(min) && (max === null || (isBound(max) && max >= min))) return;
  const message = `Tier ${shown(name)} runs from ${shown(min)} to ${shown(max)}: not from 0 upwards.`;
  log.error({ code: "TIER_RANGE", path, message });
}

/** Logs what is wrong with tiers together: shared revenue, gaps, ids. */
export function checkTogether(tiers: readonly PlacedTier[], log: IssueLog): void {
  const ascending = [...tiers].sort((a, b) => a.tier.min - b.tier.min);
  // The tier that reaches furthest so far: another may lie within it.
  let before: ValueTier | undefined;
  for (const { tier, path } of ascending) {
    if (before === undefined) {
      before = tier;
      continue;
    }
    if (before.max === null || tier.min <= before.max) {
      const message = `Tiers ${shown(before.name)} and ${shown(tier.name)} overlap.`;
      log.error({ code: "TIER_OVERLAP", path, message });
    } else if (tier.min > before.max + 1) {
      const message = `Revenue between tiers ${shown(before.name)} and ${shown(tier.name)} falls in none.`;
      log.warn({ code: "TIER_GAP", path, message });
    }
    if (before.max !== null && (tier.max === null || tier.max > before.max)) before = tier;
  }
  const seen = new Set<number>();
  for (const { tier, path } of tiers) {
    if (seen.has(tier.id)) {
      log.error({ code: "TIER_ID", path: [...path, "id"], message: `Two tiers have the id ${tier.id}.` });
    }
    seen.add(tier.id);
  }
  const highest = tiers.reduce((most, { tier }) => Math.max(most, tier.id), 0);
  for (const { tier, path } of tiers) {
    if (tier.id !== highest || highest <= seen.size) continue;
    const message = `Ids of tiers run from 1 without holes; ${highest} is the highest of ${seen.size}.`;
    log.warn({ code: "TIER_ID", path: [...path, "id"], message });
  }
}

/**
 * Tiers with one more, whose id must be the next number.
 *
 * Issues: `TIER_ID` for another id; as {@link validateTiers}.
 *
 * @throws {Fault} `TYPE` for what is no list.
 * @see docs/sources.md, 002:353-358.
 *
 * @example
 * import { addTier } from "receivables";
 *
 * const bronze = { id: 1, name: "Bronze", min: 0, max: 49999 };
 * const reading = addTier([bronze], { id: 3, name: "Silver", min: 50000, max: null });
 * reading.ok ? [] : reading.issues.map(({ code, path }) => [code, path]); // => [["TIER_ID", [1, "id"]]]
 */
export function addTier(tiers: readonly ValueTier[], tier: ValueTier): Reading<readonly ValueTier[]> {
  listArgument("tiers", tiers);
  const log = new IssueLog();
  const next = tiers.reduce((most, each) => Math.max(most, isTier(each) ? each.id : 0), 0) + 1;
  if (isTier(tier) && tier.id !== next) {
    const message = `The next tier has the id ${next}, not ${shown(tier.id)}.`;
    log.error({ code: "TIER_ID", path: [tiers.length, "id"], message });
  }
  const more = [...tiers, tier];
  const { issues, warnings } = validateTiers(more);
  for (const issue of issues) log.error(issue);
  for (const warning of warnings) log.warn(warning);
  return log.reading(() => more);
}

/**
 * Tiers without one of them. Customers whose revenue fell in it stand under Standard unless another tier takes them.
 *
 * Issues: `REF_UNKNOWN` where there is no such tier. Warnings: as {@link validateTiers}.
 *
 * @throws {Fault} `TYPE` for what is no list.
 * @see docs/sources.md, 002:359.
 *
 * @example
 * import { removeTier } from "receivables";
 *
 * const tiers = [{ id: 1, name: "Bronze", min: 0, max: 49999 }, { id: 2, name: "Silver", min: 50000, max: 99999 }];
 * const reading = removeTier(tiers, 2);
 * reading.ok && reading.value.map(({ name }) => name); // => ["Bronze"]
 */
export function removeTier(tiers: readonly ValueTier[], id: number): Reading<readonly ValueTier[]> {
  listArgument("tiers", tiers);
  const log = new IssueLog();
  const fewer = tiers.filter((tier) => tier.id !== id);
  if (fewer.length === tiers.length) {
    log.error({ code: "REF_UNKNOWN", path: ["id"], message: `There is no tier ${shown(id)}.` });
  }
  for (const warning of validateTiers(fewer).warnings) log.warn(warning);
  return log.reading(() => fewer);
}
