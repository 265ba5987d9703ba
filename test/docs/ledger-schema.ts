/** Makes the JSON Schema of a `.json` ledger from the columns that the readers read. */
import { businessKeys } from "../../src/model/business.ts";
import type { FieldKind } from "../../src/model/field.ts";
import { type TableColumn, type TableName, tableColumns, tableNames } from "../../src/model/tables.ts";

type Schema = Readonly<Record<string, unknown>>;

/** 30 and 31 days are told apart; that 29 February needs a leap year is left to the reader of the ledger. */
const day =
  "^(?!0000)[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))$";
const ownCode = "^[A-Z][A-Z0-9]{1,11}$";
const amount = "^-?[0-9]+(?:\\.[0-9]+)?$";
const instant =
  "^(?:[0-9]{4}|[+-][0-9]{6})-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)$";

/** A currency by code, or by code and exponent. */
const currencyOf = (codes: Schema): Schema => ({
  oneOf: [
    { type: "string", ...codes },
    {
      type: "object",
      required: ["code"],
      properties: {
        code: { type: "string", pattern: ownCode },
        exponent: { type: "integer", minimum: 0, maximum: 4 },
      },
    },
  ],
});

/** What a cell of each kind may be. */
const cells: Readonly<Record<FieldKind, Schema>> = {
  id: { type: "string", minLength: 1 },
  text: { type: "string" },
  label: { type: "string", minLength: 1 },
  amount: { type: "string", pattern: amount },
  count: { type: ["string", "integer"], pattern: "^[0-9]{1,15}$" },
  day: { type: "string", pattern: day },
  // Milliseconds since 1970-01-01T00:00Z are read as well.
  instant: { type: ["string", "integer"], pattern: instant },
  moment: { type: ["string", "integer"], pattern: `${day}|${instant}` },
  percent: { type: "string", pattern: amount },
  choice: { type: "string" },
  // The business's own code, even where it is a unit of its own.
  currency: currencyOf({ pattern: ownCode }),
};

/** The business, by key; the meanings come from the reader's own list. */
const business: Readonly<Record<string, Schema>> = {
  time_zone: { type: "string", examples: ["America/Chicago"] },
  currency: currencyOf({ pattern: "^[A-Z]{3}$", examples: ["USD", "EUR", "JPY"] }),
  name: { type: "string" },
  layby_term: {
    type: "object",
    oneOf: ["days", "months"].map((unit) => ({
      required: [unit],
      properties: { [unit]: { type: "integer", minimum: 1, maximum: 36_500 } },
      additionalProperties: false,
    })),
  },
  value_tiers: {
    type: "array",
    items: {
      type: "object",
      required: ["id", "name", "min"],
      properties: {
        id: { type: "integer", minimum: 1 },
        name: { type: "string", minLength: 1 },
        min: { type: "string", pattern: amount },
        max: { type: ["string", "null"], pattern: amount },
      },
    },
  },
  features: {
    type: "object",
    properties: Object.fromEntries(
      ["due_documents", "agreements", "quotes", "activities"].map((key) => [
        key,
        { type: ["boolean", "null"] },
      ]),
    ),
  },
};

/** The whole schema. It never refuses what the readers take; what only they can see, they say. */
export function ledgerSchema(): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A ledger of accounts receivable",
    description:
      "One business's receivables as one JSON file: the business, and a table of rows for each kind of document. " +
      "Keys are in snake_case. Rows are checked further when the ledger is read: that ids are known and used once, that " +
      "balances agree with allocations, that amounts have no more decimals than the currency. See docs/ledger.md.",
    type: "object",
    properties: {
      business: {
        type: "object",
        description: "Without a time zone and a currency, here or as options, nothing can be computed.",
        properties: Object.fromEntries(
          Object.entries(businessKeys).map(([key, means]) => [
            key,
            orNull({ description: means, ...business[key] }),
          ]),
        ),
        additionalProperties: true,
      },
      ...Object.fromEntries(tableNames.map((table) => [table, tableSchema(table)])),
    },
    additionalProperties: true,
  };
}

function tableSchema(table: TableName): Schema {
  const columns = tableColumns(table);
  const required = columns.filter((column) => column.required).map(({ name }) => name);
  return {
    type: "array",
    items: {
      type: "object",
      required,
      properties: Object.fromEntries(columns.map((column) => [column.name, columnSchema(column)])),
      additionalProperties: true,
    },
  };
}

function columnSchema({ kind, means, required, choices }: TableColumn): Schema {
  const spellings =
    choices === undefined
      ? ""
      : ` One of ${choices.join(", ")}; case, spaces, hyphens, underscores and slashes do not matter.`;
  const schema = {
    description: `${means}${spellings}`,
    ...cells[kind],
    ...(choices === undefined ? {} : { examples: choices }),
  };
  return required ? schema : orNull(schema);
}

/** The same, and null, which counts as absent. */
function orNull(schema: Schema): Schema {
  const { type, oneOf } = schema;
  if (type !== undefined && oneOf === undefined) return { ...schema, type: [type, "null"].flat() };
  const { description, ...rest } = schema;
  return { description, anyOf: [rest, { type: "null" }] };
}
