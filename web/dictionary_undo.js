// Undo in the dictionary: the last change of a language, or one of its history, taken back; and that taken back in turn.

import { ask } from "./ask.js";
import { named } from "./named.js";
import { say } from "./page_parts.js";
import { canTakeBack } from "./taking_back.js";
import { t } from "./texts.js";
import { titleOf } from "./word_view.js";
import { counted } from "./words.js";

/** @typedef {import("./dictionary_types.js").Change} Change */
/** @typedef {{csrf: () => string, changed: () => Promise<void>}} Changing `changed` reads the page again */

/** What was just changed in a language can be taken back by command. @param {string} language @param {Changing} changing */
export async function lastCanGo(language, changing) {
  const answer = await ask("GET", `/v1/languages/${language}/history?limit=1`);
  const batch = answer.ok ? answer.value.changes[0]?.batch : undefined;
  if (batch !== undefined) canTakeBack(() => takeBack(language, { batch }, changing));
}

/**
 * Take back all changes that were made together, the last ones where it is not said which.
 * @param {string} language
 * @param {{batch?: number}} which
 * @param {Changing} changing
 * @returns {Promise<boolean>} whether it went
 */
export async function takeBack(language, which, changing) {
  const answer = await ask("POST", `/v1/languages/${language}/undo`, { body: which, csrf: changing.csrf() });
  if (!answer.ok) {
    say(answer.why);
    return false;
  }
  const [first] = /** @type {Change[]} */ (answer.value.changes);
  canTakeBack(() => takeBack(language, { batch: first.batch }, changing));
  await changing.changed();
  const word = first.after ?? first.before;
  say(t("Taken back: {changes} in {language}{again}.", { changes: counted(answer.value.count, "change"), language, again: word ? t("; “{title}” is {act} again", { title: titleOf(word), act: named(first.act) }) : "" }));
  return true;
}
