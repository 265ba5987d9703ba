/** d3-dsv: each row goes to the columns as it is cut, none is kept. */
import { readFileSync } from "node:fs";
import { csvParseRows } from "d3-dsv";
import { installed } from "./installed.mjs";
import { typedInvoices } from "./typed-invoices.mjs";

export const name = installed("d3-dsv");

export function read(file) {
  const invoices = typedInvoices();
  csvParseRows(readFileSync(file, "utf8"), (cells, row) => {
    if (row > 0) invoices.add(cells[1], cells[2], cells[3], cells[4], cells[5]);
  });
  return invoices.finish();
}
