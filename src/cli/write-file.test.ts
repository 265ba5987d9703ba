import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf } from "../../test/command.ts";
import { UsageError } from "./io.ts";
import { removeParts, writeWhole } from "./write-file.ts";

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

test("parts of a file that were left are taken away, and nothing else", async () => {
  const kept = ["a.csv", "a.csv.part", "a.csv.0123456789abc.part", "ba.csv.0123456789ab.part", "b.csv"];
  const parts = ["a.csv.0123456789ab.part", "a.csv.ffffffffffff.part"];
  const folder = folderOf(Object.fromEntries([...kept, ...parts].map((name) => [name, ""])));
  await removeParts(join(folder, "a.csv"));
  expect(readdirSync(folder)).toEqual(kept.toSorted());
});

describe.skipIf(process.platform === "win32")("what is more than a file", () => {
  test("a link stays one: what it leads to is written, there or not", async () => {
    const folder = folderOf({ "real/a.csv": "old" });
    const link = join(folder, "link.csv");
    symlinkSync(join("real", "a.csv"), link);
    await writeWhole(link, "new");
    expect([lstatSync(link).isSymbolicLink(), readFileSync(join(folder, "real", "a.csv"), "utf8")]).toEqual([
      true,
      "new",
    ]);
    const dangling = join(folder, "dangling.csv");
    symlinkSync(join("real", "b.csv"), dangling);
    await writeWhole(dangling, "new");
    expect(readlinkSync(dangling)).toBe(join("real", "b.csv"));
    expect(readdirSync(join(folder, "real"))).toEqual(["a.csv", "b.csv"]);
    symlinkSync("loop.csv", join(folder, "loop.csv"));
    await expect(writeWhole(join(folder, "loop.csv"), "new")).rejects.toThrow(UsageError);
  });

  test("the mode of a file that is there is kept", async () => {
    const folder = folderOf({ "a.csv": "old" });
    const file = join(folder, "a.csv");
    for (const mode of [0o600, 0o664, 0o640]) {
      chmodSync(file, mode);
      await writeWhole(file, "new");
      expect(statSync(file).mode & 0o777).toBe(mode);
    }
  });

  test("a pipe is written into", async () => {
    const pipe = join(folderOf({}), "pipe");
    execFileSync("mkfifo", [pipe]);
    const [text] = await Promise.all([readFile(pipe, "utf8"), writeWhole(pipe, "through")]);
    expect([text, statSync(pipe).isFIFO()]).toEqual(["through", true]);
  });

  test("a device is written into", async () => {
    await writeWhole("/dev/null", "gone");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });
});
