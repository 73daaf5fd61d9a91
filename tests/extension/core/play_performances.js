// Plays performances from a file and prints one hash of effects for each: node play_performances.js FILE
//
// FILE: a line with {"languages": [...], "options": {...}}, then one performance a line.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

import { feed, start } from "../../../extension/core/recogniser.js";
import { shippedLexicon } from "./performances.js";

const [head, ...lines] = readFileSync(process.argv[2], "utf8").trimEnd().split("\n");
const { languages, options } = JSON.parse(head);
const lexicon = shippedLexicon(options, languages);
process.stdout.write(lines.map(hashed).join("\n") + "\n");

/** @param {string} line */
function hashed(line) {
  let state = start(lexicon);
  const heard = [];
  for (const item of JSON.parse(line)) {
    const event = typeof item === "number" ? { type: "key", key: item } : item;
    const step = feed(lexicon, state, event);
    state = step.state;
    heard.push(step.effects);
  }
  return createHash("sha256").update(JSON.stringify([heard, state])).digest("hex").slice(0, 16);
}
