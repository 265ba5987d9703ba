import { expect, test } from "vitest";

test("the host stands in the zone that the project asks for", () => {
  expect(process.env["TZ"]).toMatch(/./);
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env["TZ"]);
});
