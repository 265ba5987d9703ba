/**
 * The part of csv-parse that `read-csv.ts` uses. Its own types pull in Node's, and then `process` would compile here.
 * `tsconfig.json` maps the module to this file.
 */
export interface RecordWithInfo {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

export interface Options {
  readonly bom: boolean;
  readonly delimiter: string;
  readonly info: true;
  readonly record_delimiter: readonly string[];
  readonly relax_column_count: boolean;
}

export function parse(text: string, options: Options): readonly RecordWithInfo[];
