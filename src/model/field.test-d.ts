import { test } from "vitest";
import { amount, type Fields, id, text } from "./field.ts";

interface Row {
  readonly rowId: string;
  readonly worth?: number;
}

test("there is a field for each key of a row, of the key's type, and for no other", () => {
  const good: Fields<Row> = { rowId: id(""), worth: amount("") };
  // @ts-expect-error: worth is missing, optional in the row or not
  const short: Fields<Row> = { rowId: id("") };
  // @ts-expect-error: worth is a number
  const mixed: Fields<Row> = { rowId: id(""), worth: text("") };
  // @ts-expect-error: a row has no name
  const long: Fields<Row> = { ...good, name: text("") };
  return [short, mixed, long];
});
