import { expectTypeOf, test } from "vitest";
import type { FaultCode } from "./codes.ts";
import { Fault } from "./fault.ts";
import { type Issue, IssueLog, type Reading } from "./issue.ts";

test("a reading has a value only where it is ok, and issues only where it is not", () => {
  const reading = new IssueLog().reading(() => 42);
  expectTypeOf(reading).toEqualTypeOf<Reading<number>>();
  // @ts-expect-error whether there is a value must be asked first
  reading.value;
  if (reading.ok) expectTypeOf(reading.value).toEqualTypeOf<number>();
  else expectTypeOf(reading.issues).toEqualTypeOf<readonly Issue[]>();
});

test("a code is one of the union", () => {
  expectTypeOf<"DATE_INVALID">().toExtend<FaultCode>();
  // @ts-expect-error no such code
  new Fault("DATE_WRONG", "No such code.");
});
