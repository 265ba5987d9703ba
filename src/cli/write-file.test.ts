import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf } from "../../test/command.ts";
import { UsageError } from "./io.ts";
import { writeWhole } from "./write-file.ts";

test("a file is written, or written over, and nothing else is left", async () => {
  const folder = folderOf({ "a.csv": "old" });
  await writeWhole(join(folder, "a.csv"), "new, with é\n");
  await writeWhole(join(folder, "b.csv"), "");
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe("new, with é\n");
  expect(readdirSync(folder)).toEqual(["a.csv", "b.csv"]);
});

test("what cannot be written leaves what was there, and no part of it", async () => {
  const folder = folderOf({ "there/kept.csv": "kept" });
  await expect(writeWhole(join(folder, "there"), "new")).rejects.toThrow(UsageError);
  await expect(writeWhole(join(folder, "nowhere", "a.csv"), "new")).rejects.toThrow(/cannot be written: /);
  expect(readdirSync(folder)).toEqual(["there"]);
  expect(readFileSync(join(folder, "there", "kept.csv"), "utf8")).toBe("kept");
});
