import { Fault } from "../fault/fault.ts";
import { shown } from "../fault/issue.ts";
import { choiceOption } from "../fault/options.ts";

/** The screens that a summary leads to. Showing them is the host's affair; a link says which one, and of which account. */
export const summaryScreens = ["open-items", "contracts", "payment-history"] as const;
/** One of {@link summaryScreens}. */
export type SummaryScreen = (typeof summaryScreens)[number];

/** A link from a figure to the screen behind it. */
export interface SummaryLink {
  readonly screen: SummaryScreen;
  /** What the screen is called. */
  readonly title: string;
  /** Whose rows the screen shows. */
  readonly accountId: string;
}

/** What a figure that leads to a screen carries. */
export interface Linked {
  /** Null where the operator may not open the screen. */
  readonly link: SummaryLink | null;
  /** Whether a permission lacks: then `link` is null, and the figure is there all the same. */
  readonly linkDenied: boolean;
}

const titles: Readonly<Record<SummaryScreen, string>> = {
  "open-items": "Open Items",
  contracts: "Contracts",
  "payment-history": "Payment History",
};

/** The link to a screen of an account for an operator who may open some screens. */
export function linkedTo(
  screen: SummaryScreen,
  accountId: string,
  permissions: readonly SummaryScreen[],
): Linked {
  const denied = !permissions.includes(screen);
  return { link: denied ? null : { screen, title: titles[screen], accountId }, linkDenied: denied };
}

/** The link from an invoice that was found: its screens are called the customer's. */
export function foundLink(screen: "open-items" | "payment-history", accountId: string): SummaryLink {
  return { screen, title: `Customer ${titles[screen]}`, accountId };
}

/**
 * Checks which screens an operator may open; none by default.
 *
 * @returns Each once, in the order of {@link summaryScreens}.
 * @throws {Fault} `POLICY_RANGE` for what is no list, or a name that is no screen.
 */
export function permissionsOption(value: unknown = []): readonly SummaryScreen[] {
  if (!Array.isArray(value)) {
    throw new Fault("POLICY_RANGE", `permissions must be a list of screens, not ${shown(value)}.`, {
      path: ["permissions"],
    });
  }
  const given = new Set(
    Array.from(value, (each: unknown) => choiceOption("permissions", each, summaryScreens)),
  );
  return summaryScreens.filter((screen) => given.has(screen));
}
