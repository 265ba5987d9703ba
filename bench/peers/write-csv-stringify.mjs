/** csv-stringify: arrays of cells. */
import { stringify } from "csv-stringify/sync";
import { encoded } from "./customer-cells.mjs";
import { installed } from "./installed.mjs";

export const name = installed("csv-stringify");

export const write = (header, list) =>
  encoded(header, list, (rows) => stringify(rows, { record_delimiter: "\r\n" }));
