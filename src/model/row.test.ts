import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { usd } from "../../test/reading.ts";
import { IssueLog } from "../fault/issue.ts";
import { amount, type Fields, id, required, text } from "./field.ts";
import { cellOf, cellPath, columnName, isPlainObject, keyName, rowReader, spelling } from "./row.ts";

interface Parcel {
  readonly parcelId: string;
  readonly name?: string;
  readonly netWeight?: number;
}

const parcelFields: Fields<Parcel> = {
  parcelId: required(id("The parcel.")),
  name: text("What it is called."),
  netWeight: amount("What is in it."),
};

function read(...rows: unknown[]) {
  const log = new IssueLog();
  const readParcel = rowReader(parcelFields, usd);
  const values = rows.map((row, index) => readParcel(row, ["parcels", index], log));
  const inShort = ({ code, path }: { code: string; path: readonly unknown[] }) => [code, ...path];
  return { values, issues: log.issues.map(inShort), warnings: log.warnings.map(inShort), log };
}

test("keys and columns are two spellings of one name", () => {
  expect(columnName("discountUntil")).toBe("discount_until");
  expect(columnName("id")).toBe("id");
  expect(keyName("debit_adjustment_id")).toBe("debitAdjustmentId");
});

describe("spellings", () => {
  test("a row may spell its keys either way, or both ways", () => {
    expect(read({ parcelId: "1", netWeight: "2" }, { parcel_id: "1", netWeight: "2" }).values).toEqual([
      { parcelId: "1", netWeight: 200 },
      { parcelId: "1", netWeight: 200 },
    ]);
  });

  test("an issue is at the key as the row spells it", () => {
    expect(read({ parcelId: "", netWeight: "x" }).issues).toEqual([
      ["ID_INVALID", "parcels", 0, "parcelId"],
      ["AMOUNT_FORMAT", "parcels", 0, "netWeight"],
    ]);
    expect(read({ parcel_id: "", net_weight: "x" }).issues).toEqual([
      ["ID_INVALID", "parcels", 0, "parcel_id"],
      ["AMOUNT_FORMAT", "parcels", 0, "net_weight"],
    ]);
  });

  test("a key that is missing is spelled as the other keys are", () => {
    expect(read({}).issues).toEqual([["FIELD_MISSING", "parcels", 0, "parcel_id"]]);
    expect(read({ net_weight: "1" }).issues).toEqual([["FIELD_MISSING", "parcels", 0, "parcel_id"]]);
    expect(read({ netWeight: "1" }).issues).toEqual([["FIELD_MISSING", "parcels", 0, "parcelId"]]);
    expect(read({ parcelId: undefined }).issues).toEqual([["FIELD_MISSING", "parcels", 0, "parcelId"]]);
    expect(read({ netWeight: "1", parcel_id: null }).issues).toEqual([
      ["FIELD_MISSING", "parcels", 0, "parcel_id"],
    ]);
  });

  test("a value under both spellings is refused: which one counts?", () => {
    const { issues, log } = read({ parcelId: "1", parcel_id: "2" });
    expect(issues).toEqual([["FIELD_TWICE", "parcels", 0, "parcel_id"]]);
    expect(log.issues[0]?.related).toEqual(["parcels", 0, "parcelId"]);
  });

  test("null and undefined count as absent, under either spelling", () => {
    expect(read({ parcel_id: "1", parcelId: null, name: null, netWeight: undefined }).values).toEqual([
      { parcelId: "1" },
    ]);
    expect(read({ parcelId: null, parcel_id: "" }).issues).toEqual([
      ["ID_INVALID", "parcels", 0, "parcel_id"],
    ]);
  });

  test("the spelling of a key, and the path of its cell", () => {
    expect(spelling({ dueOn: 1 }, "dueOn")).toBe("dueOn");
    expect(spelling({ due_on: 1, issuedOn: 2 }, "dueOn")).toBe("due_on");
    expect(spelling({ amount: 1 }, "dueOn")).toBe("due_on");
    expect(spelling({ issuedOn: 1 }, "dueOn")).toBe("dueOn");
    expect(cellPath(["rows", 0], { dueOn: 1 }, "dueOn")).toEqual(["rows", 0, "dueOn"]);
  });
});

describe("keys that no field has", () => {
  test("are warned about once a table, each of them", () => {
    const { values, warnings } = read(
      { parcel_id: "1", colour: "red" },
      { parcel_id: "2", colour: "blue", size: "L" },
    );
    expect(values).toEqual([{ parcelId: "1" }, { parcelId: "2" }]);
    expect(warnings).toEqual([
      ["COLUMN_UNKNOWN", "parcels", 0, "colour"],
      ["COLUMN_UNKNOWN", "parcels", 1, "size"],
    ]);
  });

  test("are warned about again in another table", () => {
    const readParcel = rowReader(parcelFields, usd);
    const logs = [new IssueLog(), new IssueLog()];
    for (const log of logs) readParcel({ parcel_id: "1", colour: "red" }, [], log);
    expect(logs.map(({ warnings }) => warnings.length)).toEqual([1, 1]);
  });

  test("F-30 L-64 a row may own a key __proto__, which is only unknown", () => {
    const { values, warnings } = read(
      JSON.parse('{"parcel_id":"1","__proto__":{"name":"x"},"constructor":"y"}'),
    );
    expect(values).toEqual([{ parcelId: "1" }]);
    expect(warnings).toEqual([
      ["COLUMN_UNKNOWN", "parcels", 0, "__proto__"],
      ["COLUMN_UNKNOWN", "parcels", 0, "constructor"],
    ]);
  });
});

describe("what is a row", () => {
  class Row {
    parcelId = "1";
  }
  const cyclic: Record<string, unknown> = { parcelId: "1" };
  cyclic["self"] = cyclic;

  test.each([
    ["a literal", { parcelId: "1" }],
    ["an object without a prototype", Object.assign(Object.create(null), { parcelId: "1" })],
    ["an object of another realm", runInNewContext('({ parcelId: "1" })')],
    ["a frozen object", Object.freeze({ parcelId: "1" })],
    ["an object that holds itself", cyclic],
  ])("F-29 %s is", (_, row) => {
    expect(isPlainObject(row)).toBe(true);
    expect(read(row).values).toEqual([{ parcelId: "1" }]);
  });

  test.each([
    ["undefined", undefined],
    ["null", null],
    ["text", '{"parcelId":"1"}'],
    ["a number", 1],
    ["an array", [{ parcelId: "1" }]],
    ["an array of another realm", runInNewContext('[{ parcelId: "1" }]')],
    ["an instance of a class", new Row()],
    ["a Map", new Map([["parcelId", "1"]])],
    ["a Map of another realm", runInNewContext("new Map()")],
    ["a function", () => ({ parcelId: "1" })],
  ])("F-29 F-28 %s is not", (_, row) => {
    expect(isPlainObject(row)).toBe(false);
    expect(read(row).issues).toEqual([["TYPE", "parcels", 0]]);
  });

  test("F-29 a cell that holds the row itself is of the wrong type", () => {
    const row: Record<string, unknown> = { parcelId: "1" };
    row["name"] = row;
    expect(read(row).issues).toEqual([["TYPE", "parcels", 0, "name"]]);
  });

  test("what only a prototype has is not read", () => {
    expect(read(Object.create(Object.assign(Object.create(null), { parcelId: "1" }))).issues).toEqual([
      ["FIELD_MISSING", "parcels", 0, "parcel_id"],
    ]);
  });
});

describe("getters", () => {
  test("F-29 are read once", () => {
    let calls = 0;
    const row = {
      get parcelId() {
        calls += 1;
        return calls === 1 ? "first" : "later";
      },
    };
    expect(read(row).values).toEqual([{ parcelId: "first" }]);
    expect(calls).toBe(1);
  });

  test("F-29 that throw are issues at their key, and the other keys are still read", () => {
    const row = {
      get parcel_id(): string {
        throw new Error("no such parcel");
      },
      net_weight: "x",
    };
    const { values, issues, log } = read(row);
    expect(values).toEqual([undefined]);
    expect(issues).toEqual([
      ["TYPE", "parcels", 0, "parcel_id"],
      ["AMOUNT_FORMAT", "parcels", 0, "net_weight"],
    ]);
    expect(log.issues[0]?.message).toContain("no such parcel");
  });

  test("F-29 may throw anything", () => {
    const row = {
      get parcelId(): string {
        throw null;
      },
    };
    expect(read(row).issues).toEqual([["TYPE", "parcels", 0, "parcelId"]]);
  });

  test("F-29 an object that should be an amount and throws is an issue at its cell", () => {
    const row = {
      parcelId: "1",
      netWeight: {
        toFixed: () => {
          throw new RangeError("no digits");
        },
      },
    };
    expect(read(row).issues).toEqual([["TYPE", "parcels", 0, "netWeight"]]);
  });
});

test("all issues of a row come together, and a row with one gives no value", () => {
  expect(read({ parcelId: "", name: 3, netWeight: 4 })).toMatchObject({
    values: [undefined],
    issues: [
      ["ID_INVALID", "parcels", 0, "parcelId"],
      ["TYPE", "parcels", 0, "name"],
      ["TYPE", "parcels", 0, "netWeight"],
    ],
  });
});

test("an issue of one row does not refuse the next", () => {
  expect(read({ parcelId: "" }, { parcelId: "2" }).values).toEqual([undefined, { parcelId: "2" }]);
});

test("a cell is found by either spelling", () => {
  const log = new IssueLog();
  expect(cellOf({ line_items: 1 }, "lineItems", "line_items", [], log)).toEqual({
    key: "line_items",
    value: 1,
  });
  expect(cellOf({ lineItems: 1 }, "lineItems", "line_items", [], log)).toEqual({
    key: "lineItems",
    value: 1,
  });
  expect(cellOf({}, "lineItems", "line_items", [], log)?.value).toBeUndefined();
  expect(log.errorCount).toBe(0);
});
