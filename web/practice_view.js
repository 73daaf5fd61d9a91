// Practice on the page: it asks, you play, it tells, and asks again what was missed.

import { ask } from "./ask.js";
import { keyPicture, keysSaid } from "./key_names.js";
import { part } from "./page_parts.js";
import { PracticeRound } from "./practice_round.js";
import { fixed, t } from "./texts.js";
import { counted } from "./words.js";
import { titleOf } from "./word_view.js";

/**
 * @typedef {object} World
 * @property {() => string} csrf
 * @property {() => string} language that is practised; empty where none is chosen
 * @property {() => number} now ms, of any beginning
 * @property {(text: string) => void} speak
 * @property {() => void} playsHere what is played from now on is an answer
 */

/** Words of one round. */
const COUNT = 10;

/** Asks, and hears the answers. */
export class PracticeView {
  /** @type {PracticeRound} */
  #round = new PracticeRound([]);
  #world;
  #since = 0;
  /** @type {number[]} ms of the answers of this round */
  #times = [];
  #slips = 0;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    part("begin", HTMLButtonElement).addEventListener("click", () => void this.begin());
    part("show-keys", HTMLButtonElement).addEventListener("click", () => this.#show());
    part("ask-again", HTMLButtonElement).addEventListener("click", () => this.#ask(""));
    part("end", HTMLButtonElement).addEventListener("click", () => this.#leave());
    part("pass", HTMLButtonElement).addEventListener("click", () => { this.#show(); void this.#answered(); });
  }

  async begin() {
    const language = this.#world.language();
    if (!language) return this.#tell(t("Choose one language above first."));
    const answer = await ask("GET", `/v1/words/practice?count=${COUNT}&language=${encodeURIComponent(language)}`);
    if (!answer.ok) return this.#tell(answer.why);
    this.#round = new PracticeRound(answer.value.words);
    this.#times = [];
    this.#slips = 0;
    this.#world.playsHere();
    this.#standing(answer.value.progress);
    this.#ask("");
  }

  /** @param {number} key */
  press(key) {
    const word = this.#round.asked;
    if (!word) return;
    const heard = this.#round.press(key);
    if (heard === "right") void this.#answered();
    else if (heard === "wrong") this.#tell(t("No, not {key}: from the beginning. {question}", { key, question: question(word) }));
    else part("shown", HTMLElement).replaceChildren(keyPicture(this.#round.played));
  }

  #show() {
    const word = this.#round.asked;
    if (!word) return;
    this.#round.show();
    part("shown", HTMLElement).replaceChildren(keyPicture(word.keys, word.chord));
    this.#tell(`${titleOf(word)}: ${keysSaid(word.keys, word.chord)}.`);
  }

  async #answered() {
    const word = /** @type {import("./practice_round.js").Asked} */ (this.#round.asked);
    const ms = Math.round(this.#world.now() - this.#since);
    const how = this.#round.next();
    this.#slips += how.slips;
    if (!how.shown) this.#times.push(ms);
    const verdict = how.shown ? t("{title} is {keys}.", { title: titleOf(word), keys: keysSaid(word.keys, word.chord) }) : t("Right, {seconds} s{slips}.", { seconds: fixed(ms / 1000, 1), slips: how.slips ? `, ${counted(how.slips, "slip")}` : "" });
    this.#ask(verdict);
    if (!how.first) return;
    const body = { language: word.language, keys: word.keys, slips: how.slips, ms: Math.max(0, ms), shown: how.shown };
    const answer = await ask("POST", "/v1/words/practice", { body, csrf: this.#world.csrf() });
    if (!answer.ok) this.#tell(answer.why);
  }

  /** What was answered counts. */
  #leave() {
    this.#round = new PracticeRound([]);
    this.#ask(t("Ended."));
  }

  /** Asks the next one, after a sentence about the last. @param {string} said */
  #ask(said) {
    const word = this.#round.asked;
    for (const id of ["ask-again", "show-keys", "pass", "end"]) part(id, HTMLButtonElement).hidden = !word;
    part("shown", HTMLElement).replaceChildren();
    if (!word) return void this.#end(said);
    this.#tell(`${said} ${question(word)}`.trim());
    this.#world.speak(titleOf(word));
    this.#since = this.#world.now();
  }

  /** @param {string} said */
  async #end(said) {
    const middle = [...this.#times].sort((a, b) => a - b)[Math.floor(this.#times.length / 2)];
    const figures = middle === undefined ? "" : t(" Half were played within {seconds} s, with {count} slip in all.| Half were played within {seconds} s, with {count} slips in all.", { seconds: fixed(middle / 1000, 1), count: this.#slips });
    this.#tell(`${said} ${said ? t("That was the round.") : t("Nothing is due now: come back tomorrow, or add words.")}${figures}`.trim());
    const language = encodeURIComponent(this.#world.language());
    const answer = await ask("GET", `/v1/words/practice?count=1&language=${language}`);
    if (answer.ok) this.#standing(answer.value.progress);
  }

  /** @param {{words: number, begun: number, due: number, learnt: number, slips: number, ms: number | null}} progress */
  #standing({ words, begun, due, learnt, slips, ms }) {
    const speed = ms === null ? "" : t(", half of them within {seconds} s at best", { seconds: fixed(ms / 1000, 1) });
    part("progress", HTMLElement).textContent = t("{begun} of {words} begun, {due} due, {learnt} learnt; {slips} so far{speed}. Spaced by SM-2 (Woźniak 1990).", { begun, words: counted(words, "word"), due, learnt, slips: counted(slips, "slip"), speed });
  }

  /** @param {string} text */
  #tell(text) {
    part("asked", HTMLElement).textContent = text;
  }
}

/** @param {import("./practice_round.js").Asked} word */
function question(word) {
  const meaning = word.meanings[0]?.text;
  const title = titleOf(word);
  return t("Play “{title}”", { title }) + (meaning && meaning !== title ? ` — ${meaning}` : "");
}
