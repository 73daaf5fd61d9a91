// Gathers each page's modules into one script: node scripts/bundle_extension.js FOLDER, JSON to stdout.
//
// The folder needs no build: the browser loads it as it is. But a panel of some 320 modules is 370
// requests, and opens in twice the time that one script takes; what goes to the store is bundled.

import { buildSync } from "esbuild";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ENTRIES = ["panel/panel.js", "panel/start.js", "worker.js", "worklets/capture.js", "worklets/voice.js"];

/** @param {string} path @returns {number} how many folders deep it lies */
const depth = (path) => path.split("/").length;

/** @param {string} folder @param {string} entry @returns the script, and the modules it is made of */
const built = (folder, entry) => {
  const { outputFiles: [{ text }], metafile } = buildSync({
    absWorkingDir: folder, entryPoints: [entry], bundle: true, write: false, format: "esm",
    charset: "utf8", target: "chrome123", metafile: true, outfile: entry, allowOverwrite: true,
  });
  return { text, inputs: Object.keys(metafile.inputs) };
};

/**
 * @param {string} folder of an extension
 * @returns {Record<string, string>} what each entry is now, by its path
 * @throws where a module finds its files from where it lies, and the entry lies at another depth
 */
export const bundled = (folder) => Object.fromEntries(ENTRIES.map((entry) => {
  const { text, inputs } = built(folder, entry);
  const astray = inputs.find((one) => depth(one) !== depth(entry) && readFileSync(join(folder, one), "utf8").includes("import.meta"));
  if (astray) throw new Error(`${astray} finds files beside itself, and would not in ${entry}.`);
  return [entry, text];
}));

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(bundled(resolve(process.argv[2]))));
