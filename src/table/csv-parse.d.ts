/**
 * The part of csv-parse that `read-csv.ts` uses. Its own types pull in Node's, and then `process` would compile here.
 * `tsconfig.json` maps the module to this file.
 */
export interface Options {
  readonly bom: boolean;
  readonly delimiter: string;
  readonly record_delimiter: readonly string[];
  readonly relax_column_count: boolean;
  /** How many records to read; all unless said. */
  readonly to?: number;
}

export function parse(text: string, options: Options): readonly (readonly string[])[];
