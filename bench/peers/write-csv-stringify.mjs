/** csv-stringify: arrays of cells at once. */
import { stringify } from "csv-stringify/sync";
import { table } from "./customer-cells.mjs";
import { installed } from "./installed.mjs";

export const name = installed("csv-stringify");

export const write = (header, list) =>
  Buffer.from(stringify(table(header, list), { record_delimiter: "\r\n" }));
