// Making words on the page: the form, checked at every key, kept or proposed; two versions side by side.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { keyPicture, keysOf, keysText } from "./key_names.js";
import { openEar } from "./page_ear.js";
import { part, say } from "./page_parts.js";
import { wordLine } from "./proposals_view.js";
import { t } from "./texts.js";
import { withFields } from "./word_fields.js";
import { field, fill, read, sentences } from "./word_form.js";
import { button, titleOf } from "./word_view.js";

/** @typedef {import("./dictionary_types.js").Word} Word */
/** @typedef {import("./dictionary_types.js").WordFields} WordFields */
/** @typedef {import("./dictionary_types.js").Language} Language */

/**
 * @typedef {object} World
 * @property {() => string} csrf
 * @property {() => boolean} admin
 * @property {(keys: number[], chord: boolean) => void} play
 * @property {() => void} playsHere what is played from now on goes into the form
 * @property {(language: string) => Promise<void>} kept a word of a language was kept
 */

/** What is said to be heard no longer; an ear knows one phrase at least. */
const ENOUGH = "stop listening";
/** ms after the last letter before the server is asked. */
const PAUSE = 150;

/** The form. */
export class WordMaking {
  #form = withFields(part("word", HTMLFormElement));
  #world;
  /** @type {Word | null} which word is changed; none: it is new */
  #changing = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  #asked = 0;
  /** @type {import("../extension/core/conversing.js").Ear | null} */
  #ear = null;
  /** The microphone is being opened. */
  #opening = false;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    this.#form.addEventListener("input", () => this.#changed());
    this.#form.addEventListener("submit", (event) => void this.#keep(event));
    part("cancel", HTMLButtonElement).addEventListener("click", () => this.change(null));
    part("hear", HTMLButtonElement).addEventListener("click", () => { const word = read(this.#form); if (word) world.play(word.keys, word.chord); });
    part("speak", HTMLButtonElement).addEventListener("click", () => void this.#listen());
    this.#changed();
  }

  /**
   * Says who decides: an admin keeps, a user proposes.
   * @param {readonly Language[]} languages that there are
   * @param {string} chosen which a new word goes to, where nothing else was chosen
   */
  show(languages, chosen) {
    const into = part("into", HTMLSelectElement);
    const was = into.value;
    const own = languages.filter(({ shipped }) => !shipped).map(({ name }) => name);
    into.replaceChildren(...own.map((name) => new Option(name, name)));
    const wanted = own.find((name) => name === (was || chosen));
    if (wanted) into.value = wanted;
    const admin = this.#world.admin();
    part("keep", HTMLElement).textContent = admin ? t("Keep it") : t("Propose it");
    for (const one of this.#form.querySelectorAll("[data-user]")) /** @type {HTMLElement} */ (one).hidden = admin;
  }

  /**
   * @param {Word | null} word none: a new one
   * @param {Partial<WordFields>} [told] what is known of a new one
   */
  change(word, told = {}) {
    this.#changing = word;
    fill(this.#form, word ?? told);
    if (word) field(this.#form, "into").value = word.language;
    part("into", HTMLSelectElement).disabled = word !== null;
    part("word-title", HTMLElement).textContent = word ? t("Change {title}", { title: titleOf(word) }) : t("A new word");
    this.#both(null);
    this.#changed();
    this.#world.playsHere();
    part(told.keys ? "says" : "keys", HTMLElement).focus();
  }

  /** Opens a word on a new line of its meanings. @param {Word} word */
  addMeaning(word) {
    this.change(word);
    const meanings = part("meanings", HTMLTextAreaElement);
    if (meanings.value.trim()) meanings.value = `${meanings.value.trimEnd()}\n`;
    meanings.focus();
    meanings.setSelectionRange(meanings.value.length, meanings.value.length);
  }

  /** @param {number} key */
  press(key) {
    const keys = part("keys", HTMLInputElement);
    keys.value = keysText([...keysOf(keys.value) ?? [], key]);
    this.#changed();
  }

  /** Takes the last key back. */
  back() {
    const keys = part("keys", HTMLInputElement);
    keys.value = keysText((keysOf(keys.value) ?? []).slice(0, -1));
    this.#changed();
  }

  #changed() {
    const keys = keysOf(part("keys", HTMLInputElement).value) ?? [];
    part("picture", HTMLElement).replaceChildren(keyPicture(keys, part("chord", HTMLInputElement).checked));
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#check(), PAUSE);
  }

  /** Asks what its keys run into; an answer that comes late is passed over. */
  async #check() {
    const word = read(this.#form);
    const language = field(this.#form, "into").value;
    const list = part("findings", HTMLElement);
    this.#asked += 1;
    const mine = this.#asked;
    if (!word || !language) return list.replaceChildren();
    const named = word.says.length || word.meanings.length || word.commands.length;
    const body = { ...word, ...(!named && { says: ["…"] }), language, own: this.#changing?.id ?? null };
    const answer = await ask("POST", "/v1/words/check", { body, csrf: this.#world.csrf() });
    if (mine !== this.#asked) return;
    const told = answer.ok ? sentences(answer.value) : [answer.why];
    const refused = !answer.ok || answer.value.refused;
    list.replaceChildren(...told.map((text, at) => made("li", text, refused && at === 0 ? "refused" : "")));
  }

  /** @param {SubmitEvent} event */
  async #keep(event) {
    event.preventDefault();
    const word = read(this.#form);
    const before = this.#changing;
    const language = field(this.#form, "into").value;
    if (!word) return say(t("Play or type its keys first: numbers from 0 to 24."));
    if (!language) return say(t("There is no language yet that words can be added to: make one first."));
    const answer = await this.#send(word, language);
    if (!answer.ok) return this.#refused(answer, word);
    this.change(null);
    field(this.#form, "into").value = language;
    say(this.#world.admin() ? (before ? t("“{title}” is changed.", { title: titleOf(answer.value) }) : t("“{title}” is kept.", { title: titleOf(answer.value) })) : t("Your proposal is kept; an admin decides about it."));
    await this.#world.kept(language);
  }

  /** @param {NonNullable<ReturnType<typeof read>>} word @param {string} language */
  #send(word, language) {
    const csrf = this.#world.csrf();
    const { id, version } = this.#changing ?? { id: null, version: 0 };
    if (!this.#world.admin()) {
      return ask("POST", "/v1/words/proposals", { body: { language, id, version, word, note: field(this.#form, "note").value }, csrf });
    }
    return id === null
      ? ask("POST", "/v1/words", { body: { ...word, language }, csrf })
      : ask("PATCH", `/v1/words/${id}`, { body: { ...word, version }, csrf });
  }

  /**
   * @param {{status: number, why: string}} answer
   * @param {NonNullable<ReturnType<typeof read>>} word
   */
  async #refused({ status, why }, word) {
    say(why);
    const { id } = this.#changing ?? {};
    if (status !== 412 || !id) return;
    const theirs = await ask("GET", `/v1/words/${id}`);
    if (theirs.ok) this.#both({ theirs: theirs.value, yours: word });
  }

  /** Shows both versions, of which one is taken. @param {{theirs: Word, yours: NonNullable<ReturnType<typeof read>>} | null} found */
  #both(found) {
    const place = part("both", HTMLElement);
    place.hidden = !found;
    place.replaceChildren();
    if (!found) return;
    const theirs = made("div", "");
    theirs.append(made("h3", t("As {changer} changed it", { changer: found.theirs.changer })), made("p", wordLine(found.theirs)), button(t("Take theirs"), () => this.change(found.theirs)));
    const yours = made("div", "");
    const meanings = found.yours.meanings.map((text) => ({ text, part: "" }));
    yours.append(made("h3", t("As you would have it")), made("p", wordLine({ ...found.yours, meanings })), button(t("Make my change on theirs"), () => {
      this.#changing = found.theirs;
      this.#both(null);
      say(t("Yours is in the form, to be kept over theirs."));
      part("keep", HTMLElement).focus();
    }));
    place.append(theirs, yours);
  }

  /** Writes down how it is said. */
  async #listen() {
    const pressed = part("speak", HTMLButtonElement);
    if (this.#ear) return this.#deaf("");
    if (this.#opening) return;
    this.#opening = true;
    try {
      this.#ear = await openEar(document.documentElement.lang, [ENOUGH], {
        ready: () => say(t("Listening: say the word.")),
        began: () => {},
        text: (text) => {
          const says = field(this.#form, "says");
          says.value = `${says.value.trim()}\n${text.trim().replace(/[.!?]$/, "")}`.trim();
          this.#changed();
          this.#deaf(t("Heard: {text}", { text }));
        },
        command: () => this.#deaf(t("No longer listening.")),
        nothing: () => say(t("That was not understood; say it again.")),
        lost: (why) => this.#deaf(why),
      }, false);
      pressed.setAttribute("aria-pressed", "true");
    } catch (error) {
      this.#deaf(error instanceof Error ? error.message : String(error));
    } finally {
      this.#opening = false;
    }
  }

  /** @param {string} why */
  #deaf(why) {
    this.#ear?.close();
    this.#ear = null;
    part("speak", HTMLElement).setAttribute("aria-pressed", "false");
    if (why) say(why);
  }
}
