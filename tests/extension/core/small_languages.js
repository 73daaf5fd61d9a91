// Small languages in the notation of tests/vectors/compiler.json and judge.json.

import { parse } from "../../../extension/core/keys.js";

/** @import { Command, Language, Reserved, Word } from "../../../extension/core/language.js" */

/**
 * Read `"tab:number close! mute?"`: a value's kind, destructive, without a phrase.
 * @param {{commands: string}} row
 * @returns {Command[]}
 */
export function commandsOf({ commands }) {
  return commands.split(" ").map((part) => {
    const [name, kind = "none"] = part.split(":");
    const plain = name.replace(/[!?]/g, "");
    const rest = { misheard: [], help: "", earcon: "done", undo: "", page: false, repeat: false };
    const phrases = name.includes("?") ? [] : [plain];
    const value = /** @type {any} */ (kind);
    return { name: plain, phrases, value, ...rest, destructive: name.includes("!"), group: "" };
  });
}

/**
 * Read the languages of a case.
 * @param {{languages: any[]}} row
 * @returns {Language[]}
 */
export function languagesOf({ languages }) {
  return languages.map(({ name, kind = "commands", base, words = [], reserved = [] }) => ({
    ...{ format: 1, name, version: 1, kind, help: "", ...(base && { base }) },
    words: words.map(word),
    reserved: reserved.map(kept),
  }));
}

/**
 * Read `"* 9 9 / 9 ~ = down, up"`: the founder's, safe / fast keys, a chord, meanings.
 * @param {string} text
 * @returns {Word}
 */
function word(text) {
  const [left, right = ""] = text.split("=");
  const [keys, fast = ""] = left.replace(/[*~]/g, "").split("/");
  const means = right.split(",").map((name) => name.trim()).filter(Boolean);
  const flags = { unordered: left.includes("~"), founder: left.includes("*") };
  return { keys: parse(keys), fast: parse(fast), means, ...flags };
}

/**
 * @param {string} text
 * @returns {Reserved}
 */
function kept(text) {
  const [keys, why] = text.split("=");
  return { keys: parse(keys), for: why.trim() };
}
