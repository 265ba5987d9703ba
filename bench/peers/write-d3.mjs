/** d3-dsv: what csvFormatRows does, with the line ends that RFC 4180 asks for. */
import { csvFormatRow } from "d3-dsv";
import { encoded } from "./customer-cells.mjs";
import { installed } from "./installed.mjs";

export const name = installed("d3-dsv");

export const write = (header, list) =>
  encoded(header, list, (rows) => `${rows.map(csvFormatRow).join("\r\n")}\r\n`);
