import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A project with the packed package and its declared dependencies in node_modules, and nothing else. */
    packedHome: string;
  }
}

/** Builds, packs and installs once for all files here: two builds at a time would empty each other's dist. */
export default function setup(project: TestProject): () => void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const home = mkdtempSync(join(tmpdir(), "receivables-packed-"));
  const modules = join(home, "node_modules");

  execFileSync("npm", ["run", "build", "--silent"], { cwd: root, stdio: "pipe" });
  execFileSync("npm", ["pack", "--silent", "--pack-destination", home], { cwd: root, stdio: "pipe" });
  execFileSync("tar", ["-xzf", `receivables-${manifest.version}.tgz`], { cwd: home });
  mkdirSync(modules);
  renameSync(join(home, "package"), join(modules, "receivables"));
  mkdirSync(join(modules, ".bin"));
  for (const [name, file] of Object.entries<string>(manifest.bin)) {
    symlinkSync(join("..", "receivables", file), join(modules, ".bin", name));
  }
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
  }

  project.provide("packedHome", home);
  return () => rmSync(home, { recursive: true, force: true });
}
