// A word as a card: its keys as a picture, how it sounds, what it means, who made it.

import { made } from "./answer_view.js";
import { keyPicture, keysSaid, keysText } from "./key_names.js";
import { t } from "./texts.js";
import { playedPart } from "./word_played.js";
import { ago } from "./words.js";

/** @typedef {import("./dictionary_types.js").Word} Word */
/** @typedef {import("./dictionary_types.js").WordFields} WordFields */

/** @typedef {{name: string, act: (word: Word) => void, shown: (word: Word) => boolean, command?: string}} Action `command`: that does it, too */

/**
 * @typedef {object} World
 * @property {(keys: number[], chord: boolean) => void} play
 * @property {(text: string) => void} speak
 * @property {() => number} now
 * @property {readonly Action[]} actions
 */

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} [about] what it acts on: said after the text, and not seen
 * @param {string} [command] the command that presses it, too
 * @returns {HTMLButtonElement}
 */
export function button(text, act, about = "", command = "") {
  const one = made("button", text, "quiet");
  one.type = "button";
  if (about) one.setAttribute("aria-label", `${text} ${about}`);
  if (command) one.dataset.command = command;
  one.addEventListener("click", act);
  return one;
}

/** What a word is called in a sentence. @param {WordFields} word */
export const titleOf = (word) => word.says[0] ?? word.meanings[0]?.text ?? word.commands[0] ?? keysText(word.keys);

/**
 * @param {Word} word
 * @param {World} world
 * @returns {HTMLElement}
 */
export function wordCard(word, world) {
  const card = made("li", "");
  const title = titleOf(word);
  card.id = `word-${word.id ?? `${word.language}-${word.keys.join("-")}`}`;
  const head = made("h3", title);
  head.append(" ", made("small", word.language));
  card.append(head, keyPicture(word.keys, word.chord), made("p", keysLine(word), "keys"));
  if (word.says.length > 1) card.append(made("p", t("Also said: {forms}", { forms: word.says.slice(1).join(", ") })));
  if (word.meanings.length) card.append(meaningList(word));
  if (word.commands.length) card.append(made("p", t("Does: {commands}", { commands: word.commands.join(", ") })));
  card.append(playedPart(word, title), made("p", whose(word, world.now()), "help"));
  const row = made("p", "", "row");
  row.append(button(t("Play"), () => world.play(word.keys, word.chord), title, "review.hear"), button(t("Say"), () => world.speak(spoken(word)), title));
  for (const { name, act, shown, command } of world.actions) {
    if (shown(word)) row.append(button(name, () => act(word), title, command));
  }
  card.append(row);
  return card;
}

/** @param {WordFields} word */
const keysLine = ({ keys, chord }) => `${chord ? t("Chord") : t("Keys")} ${keysText(keys)}: ${keysSaid(keys, chord)}`;

/** @param {WordFields} word */
function meaningList({ meanings }) {
  const list = made("ol", "", "meanings");
  for (const { text, part } of meanings) {
    const item = made("li", "");
    if (part) item.append(made("em", part), " ");
    item.append(text);
    list.append(item);
  }
  return list;
}

/** @param {Word} word @param {number} now */
function whose({ id, maker, made: at, changer, changed, version }, now) {
  if (id === null) return t("Came with Rubato.");
  const begun = t("Made by {maker} {ago}", { maker, ago: ago(now - (at ?? now)) });
  return version === 1 ? `${begun}.` : t("{begun}, changed by {changer} {ago}; version {version}.", { begun, changer, ago: ago(now - (changed ?? now)), version });
}

/** @param {WordFields} word */
const spoken = (word) => [titleOf(word), ...word.meanings.map(({ text }) => text)].join(". ");
