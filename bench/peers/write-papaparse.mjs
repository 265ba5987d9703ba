/** papaparse: arrays of cells at once. */
import papaparse from "papaparse";
import { table } from "./customer-cells.mjs";
import { installed } from "./installed.mjs";

export const name = installed("papaparse");

export const write = (header, list) => Buffer.from(`${papaparse.unparse(table(header, list))}\r\n`);
