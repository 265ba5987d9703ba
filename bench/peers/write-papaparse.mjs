/** papaparse: arrays of cells. */
import papaparse from "papaparse";
import { encoded } from "./customer-cells.mjs";
import { installed } from "./installed.mjs";

export const name = installed("papaparse");

export const write = (header, list) => encoded(header, list, (rows) => `${papaparse.unparse(rows)}\r\n`);
