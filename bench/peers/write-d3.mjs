/** d3-dsv: what csvFormatRows does, with the line ends that RFC 4180 asks for. */
import { csvFormatRow } from "d3-dsv";
import { table } from "./customer-cells.mjs";
import { installed } from "./installed.mjs";

export const name = installed("d3-dsv");

export const write = (header, list) =>
  Buffer.from(`${table(header, list).map(csvFormatRow).join("\r\n")}\r\n`);
