import { dirname, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { sources } from "./doc-comments.ts";
import { anchorsOf, isThere, pages, proseOf, textOf } from "./pages.ts";

describe("links lead somewhere", () => {
  const links = pages.flatMap((page) =>
    [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => [page, target] as const),
  );
  const own = links.filter(([, target]) => !/^(https?|mailto):/.test(target));

  test.each(own)("%s: %s", (page, target) => {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : posix.join(dirname(page), path);
    expect(isThere(file), file).toBe(true);
    if (anchor !== undefined) expect([...anchorsOf(file)]).toContain(anchor);
  });
});

describe("what doc comments point to is there", () => {
  const mentions = sources.flatMap((file) =>
    [...textOf(file).matchAll(/docs\/[\w-]+\.(?:md|json)(?:#[\w-]+)?/g)].map(([target]) => target),
  );
  const decided = new Set([...textOf("docs/decisions.md").matchAll(/^\| (G-\d+)/gm)].map(([, id]) => id));
  const decisions = sources.flatMap((file) => [...textOf(file).matchAll(/\bG-\d+/g)].map(([id]) => id));

  test.each([...new Set(mentions)])("%s", (target) => {
    const [file = "", anchor] = target.split("#");
    expect(isThere(file)).toBe(true);
    if (anchor !== undefined) expect([...anchorsOf(file)]).toContain(anchor);
  });

  test.each([...new Set(decisions)])("decision %s", (id) => {
    expect([...decided]).toContain(id);
  });
});
