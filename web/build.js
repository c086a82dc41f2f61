// Builds what the query page can use and does not need: the editor, and the outline of the world.

import { writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { world } from "./world.js";

const folder = process.argv[2];
await build({
  entryPoints: ["src/editor.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome100", "firefox101", "safari16.4"], // the first with adopted style sheets
  legalComments: "linked",
  outdir: folder,
});
await writeFile(`${folder}/world.json`, JSON.stringify(world()));
