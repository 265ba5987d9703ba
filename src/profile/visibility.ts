import { choiceOption } from "../fault/options.ts";
import type { AccountKind } from "../model/account.ts";
import type { Features } from "../model/business.ts";
import { type MissingReason, type MissingWidget, type WidgetName, widgetNames } from "./widget.ts";

/** The widgets of a feature that a business may not use. */
const featureOf: Partial<Readonly<Record<WidgetName, keyof Features>>> = {
  quotesByBrand: "quotes",
  activitiesByType: "activities",
  dueAmount: "dueDocuments",
  upcomingActivities: "activities",
  agreements: "agreements",
};

/**
 * The widgets that prospects have; they have no history of sales, and owe nothing.
 *
 * @see docs/decisions.md, G-137.
 */
export const prospectWidgets: readonly WidgetName[] = /* @__PURE__ */ Object.freeze([
  "quotesByBrand",
  "latestEvents",
  "activitiesByType",
  "upcomingActivities",
] as const);

/** Why a widget is not shown whatever data there are; undefined where it is shown if there are any. */
export function whyHidden(
  widget: WidgetName,
  features: Features,
  kind: AccountKind,
): Exclude<MissingReason, "no-data"> | undefined {
  const feature = featureOf[widget];
  if (feature !== undefined && !features[feature]) return "feature-disabled";
  return kind === "prospect" && !prospectWidgets.includes(widget) ? "prospect" : undefined;
}

const reasonTexts: Readonly<Record<MissingReason, string>> = {
  "feature-disabled": "The business does not use this feature.",
  prospect: "Prospects do not have this widget.",
  "no-data": "There is no relevant data.",
};

/** A widget that is not shown. */
export function missingWidget(widget: WidgetName, reason: MissingReason): MissingWidget {
  return { widget, reason, text: reasonTexts[reason] };
}

/**
 * Why a widget is not on a dashboard; null where it is.
 *
 * @throws {Fault} `POLICY_RANGE` for a name that no widget has.
 * @see docs/sources.md, 004:83-89; docs/decisions.md, G-137 to G-139.
 *
 * @example
 * import { readLedger } from "receivables";
 * import { todayIn } from "receivables/calendar";
 * import { customerDashboard, explainMissing } from "receivables/profile";
 *
 * const reading = readLedger(
 *   { business: { time_zone: "UTC", currency: "USD" }, accounts: [{ account_id: "A", kind: "prospect" }] },
 *   { today: "2025-06-10" },
 * );
 * if (!reading.ok) throw new Error(reading.issues[0]?.message);
 * const dashboard = customerDashboard(reading.value, "A", { now: "2025-06-10T18:00:00Z", todayIn });
 * explainMissing(dashboard, "salesTrend")?.reason;   // => "prospect"
 * explainMissing(dashboard, "latestEvents")?.reason; // => "no-data"
 */
export function explainMissing(
  { missing }: { readonly missing: readonly MissingWidget[] },
  widget: WidgetName,
): MissingWidget | null {
  choiceOption("widget", widget, widgetNames);
  return missing.find((each) => each.widget === widget) ?? null;
}
