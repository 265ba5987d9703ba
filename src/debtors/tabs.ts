import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { knownOptions } from "../fault/options.ts";
import { deepFrozen } from "../table/frozen.ts";

/** The six tabs, as the command names them. */
export const debtorTabNames = ["overview", "aging", "credit", "reliability", "value", "forecast"] as const;
/** One of {@link debtorTabNames}. */
export type DebtorTabName = (typeof debtorTabNames)[number];

/** How an element of a tab is shown. */
export type ElementKind = "donut" | "bar" | "cards" | "line" | "table";

/** What a tab's export button offers. */
export type TabFormat = "xlsx" | "csv" | "html" | "xml" | "png";

/** A tab: what stands on it, what it shows, and how it may be exported. */
export interface DebtorTab {
  readonly name: DebtorTabName;
  readonly label: string;
  readonly source: string;
  readonly elements: readonly { readonly kind: ElementKind; readonly title: string }[];
  /** Of the source document. JSON and plain tables may be had of every tab. */
  readonly formats: readonly TabFormat[];
  /** What every tab has. */
  readonly buttons: readonly ["date", "due-date-aging", "transaction-aging", "refresh", "export"];
}

const files = ["xlsx", "csv", "html", "xml"] as const;
const image = ["png"] as const;
const buttons = ["date", "due-date-aging", "transaction-aging", "refresh", "export"] as const;

function tab(
  name: DebtorTabName,
  label: string,
  source: string,
  formats: readonly TabFormat[],
  elements: readonly (readonly [ElementKind, string])[],
): DebtorTab {
  return {
    name,
    label,
    source,
    formats,
    buttons,
    elements: elements.map(([kind, title]) => ({ kind, title })),
  };
}

/**
 * The six tabs in their order.
 *
 * @see docs/sources.md, 002:178-186.
 *
 * @example
 * import { debtorTabs } from "receivables/debtors";
 *
 * debtorTabs.map(({ label }) => label).slice(0, 2); // => ["Overview", "Customer Aging"]
 */
export const debtorTabs: readonly DebtorTab[] = /* @__PURE__ */ deepFrozen([
  tab("overview", "Overview", "002:187-234", image, [
    ["donut", "7-Day Terms Aging"],
    ["donut", "30-Day+ Terms Aging"],
    ["bar", "Top 10 Debtors Outstanding"],
    ["cards", "At-Risk Accounts"],
    ["line", "Payment Trends"],
  ]),
  tab("aging", "Customer Aging", "002:235-279", files, [
    ["table", "Customer Detail Aging Report - Monthly and 30 Day Terms"],
    ["table", "Customer Detail Aging Report - 7 Day Terms"],
  ]),
  tab("credit", "Credit Utilization", "002:280-321", files, [["table", "Credit Utilization"]]),
  tab("reliability", "Payment Reliability", "002:322-337", files, [["table", "Payment Reliability"]]),
  tab("value", "Customer Value", "002:338-362", files, [["table", "Customer Value"]]),
  tab("forecast", "Payment Forecast", "002:363-382", image, [["bar", "Payment Forecast"]]),
]);

/** The tab that is shown when the dashboard is opened. */
export const defaultDebtorTab: DebtorTabName = "overview";

/** Where the dashboard stands in the menu, and what protects it. Whoever shows it enforces that. */
export interface DebtorsAccess {
  readonly menu: readonly ["Reports", "Debtors Dashboard"];
  readonly areaCode: 427;
  /** In the letters of whoever protects it. */
  readonly passwordLevel: string;
}

/**
 * Where the dashboard is opened, and the password level that it asks for: D unless the business set another one.
 *
 * @throws {Fault} `POLICY_RANGE` for a level that is no text; `POLICY_UNKNOWN` for another option.
 * @see docs/sources.md, 002:9-10; docs/decisions.md, G-105.
 *
 * @example
 * import { debtorsAccess } from "receivables/debtors";
 *
 * debtorsAccess().passwordLevel;                         // => "D"
 * debtorsAccess({ passwordLevel: "B" }).passwordLevel; // => "B"
 */
export function debtorsAccess(options: { readonly passwordLevel?: string } = {}): DebtorsAccess {
  knownOptions(options, ["passwordLevel"]);
  const passwordLevel: unknown = options.passwordLevel ?? "D";
  if (typeof passwordLevel !== "string" || passwordLevel === "") {
    const message = `A password level is text, not ${shown(passwordLevel)}.`;
    throw new Fault("POLICY_RANGE", message, { path: ["passwordLevel"] });
  }
  return { menu: ["Reports", "Debtors Dashboard"], areaCode: 427, passwordLevel };
}
