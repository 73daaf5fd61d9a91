// How long the JavaScript recogniser, compiler and judge take: node benchmarks/recogniser_speed.js

import { readFileSync } from "node:fs";

import { compileLexicon } from "../extension/core/compiler.js";
import { judge } from "../extension/core/judge.js";
import { COUNT, FREE } from "../extension/core/keys.js";
import { feed, start } from "../extension/core/recogniser.js";

/** @import { Language, Word } from "../extension/core/language.js" */
/** @import { Lexicon } from "../extension/core/lexicon.js" */
/** @import { Event } from "../extension/core/states.js" */

const NOTES = 1_000_000;

/** @param {string} name */
function read(name) {
  const url = new URL(`../extension/languages/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8"));
}

/** A seeded generator (mulberry32), so that every run plays the same. */
function seeded(seed = 1) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Play words, likelier ones first, one key in thirty slipped.
 * @param {Lexicon} lexicon
 * @returns {Event[]}
 */
function notes(lexicon) {
  const random = seeded();
  /** @type {Event[]} */
  const events = [];
  while (events.length < NOTES) {
    const word = lexicon.words[Math.floor(lexicon.words.length ** random()) - 1];
    if (word.commands[0] === "piano.off") continue; // then all would be music
    for (const key of word.keys) {
      const slip = random() < 1 / 30 ? Math.floor(random() * 5) - 2 : 0;
      events.push({ type: "key", key: Math.min(Math.max(key + slip, 0), COUNT - 1) });
    }
  }
  return events;
}

/**
 * @param {Lexicon} lexicon
 * @param {Event[]} events
 */
function throughput(lexicon, events) {
  let state = start(lexicon);
  const begun = performance.now();
  for (const event of events) state = feed(lexicon, state, event).state;
  return (events.length / (performance.now() - begun)) * 1000;
}

/**
 * @param {Lexicon} lexicon
 * @param {Event[]} events
 */
function latencies(lexicon, events) {
  const found = new Float64Array(events.length);
  let state = start(lexicon);
  events.forEach((event, i) => {
    const begun = performance.now();
    state = feed(lexicon, state, event).state;
    found[i] = (performance.now() - begun) * 1000;
  });
  return found.sort();
}

/** @param {() => unknown} act */
function milliseconds(act) {
  const begun = performance.now();
  act();
  return performance.now() - begun;
}

/**
 * A user's language of a hundred words.
 * @returns {Language}
 */
function mine() {
  /** @type {Word[]} */
  const words = FREE.filter((key) => key < 12)
    .flatMap((a) => FREE.filter((key) => key > 12).map((b) => [24, a, b, a, 24]))
    .slice(0, 100)
    .map((keys) => ({ keys, unordered: false, means: ["tab.next"] }));
  return { format: 1, name: "mine", version: 1, kind: "commands", help: "", words, reserved: [] };
}

function main() {
  const { commands } = read("commands");
  const languages = [...["base", "swift", "numbers-decimal"].map(read), mine()];
  const first = milliseconds(() => compileLexicon(commands, languages));
  const { lexicon } = compileLexicon(commands, languages);
  if (lexicon === null) throw new Error("the shipped languages have problems");
  const events = notes(lexicon);
  const rate = Math.max(...[1, 2, 3].map(() => throughput(lexicon, events)));
  const times = latencies(lexicon, events);
  const words = lexicon.words.length;
  const one = milliseconds(() => judge(lexicon, commands, languages, languages[3].words[7].keys));
  const line = (/** @type {string} */ figure, /** @type {string} */ what) =>
    console.log(`  ${figure.padStart(12)} ${what}`);
  console.log(`recogniser, JavaScript, ${events.length.toLocaleString("en")} notes`);
  line(Math.round(rate).toLocaleString("en"), "notes/s      (bar: 1,000,000)");
  line(times[Math.floor(times.length / 2)].toFixed(2), "µs a note, p50");
  line(times[Math.floor(times.length * 0.99)].toFixed(2), "µs a note, p99 (bar: 50)");
  line(first.toFixed(1), `ms to compile ${words} words, the first time (bar: 50)`);
  line(one.toFixed(1), "ms to judge one word among them (bar: 100)");
}

main();
