// Languages whose words are sought: those that came with Rubato, and those that people made.

import { ask } from "./ask.js";
import { keysText } from "./key_names.js";

/** @import { Vocabulary } from "../extension/core/roll_words.js" */

/** @typedef {{name: string, version: number, words: number, shipped: boolean}} Listed */
/** @typedef {import("./dictionary_types.js").Word} Kept */

/** Words that are read at once, and of one language at most. */
const [BATCH, MOST] = [1000, 50_000];

/** @returns {Promise<Listed[]>} to who is not signed in, only what came with Rubato */
export async function listed() {
  const session = await ask("GET", "/v1/session");
  const whole = session.ok && (session.value.signed_in || session.value.reading);
  const answer = await ask("GET", whole ? "/v1/words/languages" : "/v1/languages");
  const languages = answer.ok ? answer.value.languages : [];
  return whole ? languages : languages.map((/** @type {Listed} */ one) => ({ ...one, shipped: true }));
}

/** @param {Listed} language @returns {Promise<Vocabulary | string>} or why it cannot be read */
export async function vocabularyOf({ name, shipped }) {
  const place = `/v1/languages/${encodeURIComponent(name)}`;
  if (shipped) {
    const answer = await ask("GET", place);
    return answer.ok ? answer.value : answer.why;
  }
  /** @type {Kept[]} */
  const words = [];
  for (let more = true; more && words.length < MOST;) {
    const last = words.at(-1);
    const answer = await ask("GET", `${place}/words?${new URLSearchParams({ limit: String(BATCH), after: last ? keysText(last.keys) : "" })}`);
    if (!answer.ok) return answer.why;
    words.push(...answer.value.words);
    more = answer.value.more;
  }
  return { name, words: words.map((word) => ({ keys: word.keys, unordered: word.chord, meaning: spoken(word) })) };
}

/** What a word is called, and what it means where that is more. @param {Kept} word */
function spoken({ title, meanings }) {
  const others = meanings.map(({ text }) => text).filter((text) => text !== title);
  return others.length ? `${title}: ${others.join("; ")}` : title;
}
