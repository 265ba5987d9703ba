import { todayIn } from "../calendar/zone.ts";
import { customerDashboard } from "../profile/dashboard.ts";
import {
  type DashboardOptions,
  salesTables,
  settingsOf,
  trendComparisons,
  userKinds,
} from "../profile/settings.ts";
import { formatOf } from "./format.ts";
import { type ExitCode, type Io, UsageError } from "./io.ts";
import { isOn, numberOf, type Parsed, textOf, wordOf } from "./options.ts";
import { dashboardPage } from "./profile-page.ts";
import { settledLedger } from "./settled-ledger.ts";

/** `receivables profile`: one customer's dashboard. */
export async function profileCommand(parsed: Parsed, io: Io): Promise<ExitCode> {
  const accountId = textOf(parsed, "account");
  if (accountId === undefined) throw new UsageError("Name the account: --account ID.");
  const format = formatOf(parsed, io);
  const asked = askedOf(parsed);
  settingsOf({ now: 0, todayIn, ...asked });
  const settled = await settledLedger(parsed, io, io.err);
  if (!settled.ok) return settled.exitCode;
  const { ledger, now } = settled;
  const dashboard = customerDashboard(ledger, accountId, { now, todayIn, ...asked });
  io.out(
    format === "table"
      ? dashboardPage(dashboard, ledger.business.timeZone)
      : `${JSON.stringify(dashboard, null, 2)}\n`,
  );
  return settled.conclude();
}

/** What a command line asks for; an option that this user does not have is refused. */
function askedOf(parsed: Parsed): Omit<DashboardOptions, "now" | "todayIn"> {
  const user = wordOf(parsed, "user", userKinds);
  const wholesalerId = textOf(parsed, "wholesaler-id");
  const direct = isOn(parsed, "direct");
  const showAllSales = isOn(parsed, "show-all-sales");
  if (user !== "manufacturer" && (wholesalerId !== undefined || direct || showAllSales)) {
    throw new UsageError("--wholesaler-id, --direct and --show-all-sales are for --user manufacturer.");
  }
  if (direct && wholesalerId !== undefined) {
    throw new UsageError("Sales go through --wholesaler-id ID or --direct, not both.");
  }
  const salesFrom = wordOf(parsed, "sales-from", salesTables);
  const comparison = wordOf(parsed, "comparison", trendComparisons);
  const projectionMonths = numberOf(parsed, "projection-months");
  const eventsLimit = numberOf(parsed, "events-limit");
  const upcomingLimit = numberOf(parsed, "upcoming-limit");
  return {
    ...(user === undefined ? {} : { user }),
    ...(wholesalerId === undefined ? {} : { wholesalerId }),
    ...(direct ? { wholesalerId: null } : {}),
    ...(showAllSales ? { showAllSales } : {}),
    ...(salesFrom === undefined ? {} : { salesFrom }),
    ...(comparison === undefined ? {} : { comparison }),
    ...(projectionMonths === undefined ? {} : { projectionMonths }),
    ...(eventsLimit === undefined ? {} : { eventsLimit }),
    ...(upcomingLimit === undefined ? {} : { upcomingLimit }),
  };
}
