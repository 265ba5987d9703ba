/** A package with the version that is installed. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

export function installed(name) {
  const paths = resolve.paths(name).map((folder) => `${folder}/${name}/package.json`);
  for (const path of paths) {
    try {
      return `${name} ${JSON.parse(readFileSync(path, "utf8")).version}`;
    } catch {
      // Not in this folder; perhaps in the next one up.
    }
  }
  return name;
}
