import { expect, test } from "vitest";
import { isEmail } from "./email.ts";

const local64 = "a".repeat(64);
const label63 = "b".repeat(63);

test.each([
  "ap@acme.test",
  "Accounts.Payable+portal@acme-west.co.uk",
  "o'brien_7@1.test",
  "büro@bücher.example",
  "a@b.c",
  `${local64}@${label63}.test`,
  `${local64}@${label63}.${label63}.${"c".repeat(61)}`,
])("F-47 mail can be sent to %j", (text) => {
  expect(isEmail(text)).toBe(true);
});

test.each([
  ["nothing", ""],
  ["no @", "acme.test"],
  ["two @", "ap@acme@test.test"],
  ["nobody", "@acme.test"],
  ["no domain", "ap@"],
  ["a host without a domain", "ap@localhost"],
  ["a blank inside", "accounts payable@acme.test"],
  ["a blank at the end", "ap@acme.test "],
  ["two addresses", "ap@acme.test,office@acme.test"],
  ["a name around it", "Acme <ap@acme.test>"],
  ["a line end", "ap@acme.test\n"],
  ["a mark that is not seen", "ap@acme.test\u202e"],
  ["half a character", "ap\ud800@acme.test"],
  ["an empty part in the name", "a..p@acme.test"],
  ["a dot before the name", ".ap@acme.test"],
  ["a dot behind the name", "ap.@acme.test"],
  ["an empty part in the domain", "ap@acme..test"],
  ["a dot at the end", "ap@acme.test."],
  ["a hyphen before a part", "ap@-acme.test"],
  ["a hyphen behind a part", "ap@acme-.test"],
  ["an underscore in the domain", "ap@ac_me.test"],
  ["a name of 65 characters", `a${local64}@acme.test`],
  ["a part of 64 characters", `ap@b${label63}.test`],
  ["255 characters", `${local64}@${label63}.${label63}.${"c".repeat(62)}`],
])("F-47 mail can be sent nowhere with %s", (_, text) => {
  expect(isEmail(text)).toBe(false);
});

test("F-47 F-52 a long text is told at once", () => {
  const start = performance.now();
  for (const text of ["a".repeat(1_000_000), `a@${"b.".repeat(500_000)}`, "@".repeat(1_000_000)]) {
    expect(isEmail(text)).toBe(false);
  }
  expect(performance.now() - start).toBeLessThan(100);
});
