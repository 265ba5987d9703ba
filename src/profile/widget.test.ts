import { expect, test } from "vitest";
import { dashboardOf } from "../../test/profile-of.ts";
import { defaultProfileTab, missingReasons, widgetNames, widgetTitles } from "./widget.ts";

test("D-002 a customer's profile opens on the dashboard", () => {
  expect(defaultProfileTab).toBe("Dashboard");
  expect(dashboardOf({}).defaultTab).toBe("Dashboard");
});

test("D-003 nine widgets, in the order of the document", () => {
  expect(widgetNames.map((name) => widgetTitles[name])).toEqual([
    "Sales Trend",
    "Quotes by Brand",
    "Month Projection",
    "Latest Events",
    "Last 12 Months Chart",
    "Activities by Type",
    "Due Amount",
    "Upcoming Activities",
    "Agreements",
  ]);
  const { widgets, missing } = dashboardOf({});
  expect(Object.keys(widgets)).toEqual([...widgetNames]);
  expect(missing.map(({ widget }) => widget)).toEqual([...widgetNames]);
});

test("D-049 three reasons, the first that applies first", () => {
  expect(missingReasons).toEqual(["feature-disabled", "prospect", "no-data"]);
});
