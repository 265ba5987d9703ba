import { expectTypeOf, test } from "vitest";
import type { Issue, Reading } from "../fault/issue.ts";
import { accountReader } from "./account.ts";
import { type Invoice, invoiceReader, readInvoices } from "./invoice.ts";
import type { Reader } from "./reader.ts";

/** Standard Schema v1 as its specification has it, in the parts that a consumer asks for. */
interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Result<Output> | Promise<Result<Output>>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
type Result<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
      }[];
    };

const currency = { code: "USD", exponent: 2 };
const invoices = invoiceReader({ currency });

test("a reader stands wherever a Standard Schema is asked for, and says what it makes", () => {
  expectTypeOf(invoices).toExtend<StandardSchemaV1<unknown, Invoice>>();
  expectTypeOf(invoices).not.toExtend<StandardSchemaV1<unknown, { readonly siteId: string }>>();
});

test("a value is there only where the reading is good", () => {
  const reading = readInvoices([], { currency });
  expectTypeOf(reading).toEqualTypeOf<Reading<readonly Invoice[]>>();
  expectTypeOf(reading).not.toHaveProperty("value");
  if (reading.ok) expectTypeOf(reading.value).toEqualTypeOf<readonly Invoice[]>();
  else expectTypeOf(reading.issues).toEqualTypeOf<readonly Issue[]>();
  expectTypeOf(reading.warnings).toEqualTypeOf<readonly Issue[]>();
});

test("rows may be anything, options not", () => {
  expectTypeOf<Reader<Invoice>["read"]>().parameter(0).toBeUnknown();
  // @ts-expect-error: amounts mean nothing without a currency
  invoiceReader({});
  // @ts-expect-error: an exponent is never guessed
  accountReader({ currency: { code: "USD" } });
});

test("what was read is not to be changed", () => {
  const change = (invoice: Invoice) => {
    // @ts-expect-error: a new value instead
    invoice.amount = 0;
    // @ts-expect-error: nor its lines
    invoice.lineItems.push({ invoiceId: "", line: "", status: "" });
  };
  expectTypeOf(change).returns.toBeVoid();
});
