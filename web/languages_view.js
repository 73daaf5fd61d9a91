// Languages on the page: made, changed and deleted, files in and out, their history and undo.

import { made } from "./answer_view.js";
import { ask } from "./ask.js";
import { takeBack } from "./dictionary_undo.js";
import { named } from "./named.js";
import { part, say } from "./page_parts.js";
import { wordLine } from "./proposals_view.js";
import { sure } from "./sure.js";
import { t } from "./texts.js";
import { field } from "./word_form.js";
import { button, titleOf } from "./word_view.js";
import { ago, counted } from "./words.js";

/** @typedef {import("./dictionary_types.js").Language} Language */
/** @typedef {import("./dictionary_types.js").Change} Change */

/** @type {import("./dictionary_types.js").WordFields} */
const NOTHING = { keys: [], chord: false, says: [], meanings: [], commands: [] };
const FORMS = ["toml", "json", "csv", "plover"];
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * @typedef {object} World
 * @property {() => string} csrf
 * @property {() => boolean} admin
 * @property {() => readonly Language[]} languages
 * @property {() => Promise<void>} changed reads them again
 */

/** Shows them. */
export class LanguagesView {
  #world;
  /** @type {Language | null} which one the form changes; none: it is new */
  #changing = null;
  #form = part("new-language", HTMLFormElement);

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    this.#form.addEventListener("submit", (event) => void this.#keep(event));
    this.#form.addEventListener("input", () => this.#check());
    part("leave-language", HTMLButtonElement).addEventListener("click", () => this.#change(null));
    part("file", HTMLFormElement).addEventListener("submit", (event) => void this.#take(event));
  }

  show() {
    const languages = this.#world.languages();
    part("language-list", HTMLElement).replaceChildren(...languages.map((one) => this.#item(one)));
    part("about", HTMLSelectElement).replaceChildren(new Option(t("no other: it speaks for itself"), ""), ...languages.map(({ name }) => new Option(name, name)));
    part("names", HTMLElement).replaceChildren(...languages.filter(({ shipped }) => !shipped).map(({ name }) => new Option(name)));
    for (const id of ["new-language", "file"]) part(id, HTMLFormElement).hidden = !this.#world.admin();
  }

  /** @param {Language} language */
  #item(language) {
    const { name, version, help, about, words, shipped, kind } = language;
    const item = made("li", "");
    item.id = `language-${name}`;
    item.append(made("h3", name), made("p", [help, about && t("Speaks about {about}.", { about })].filter(Boolean).join(" ")));
    item.append(made("p", t("{words}, {kind}, version {version}", { words: counted(words, "word"), kind: named(kind), version }) + (shipped ? t("; came with Rubato") : ""), "help"));
    const row = made("p", "", "row");
    for (const form of FORMS) row.append(exported(name, form));
    if (!shipped) row.append(button(t("History"), () => void this.history(name), t("of {name}", { name }), "review.open"));
    if (!shipped && this.#world.admin()) {
      row.append(
        button(t("Undo"), () => void this.#undo(name, {}), t("in {name}", { name }), "dictionary.undo"),
        button(t("Change"), () => this.#change(language), name, "review.edit"),
        button(t("Delete"), () => void this.#remove(language), name, "review.delete"),
      );
    }
    item.append(row);
    return item;
  }

  /** @param {Language | null} language */
  #change(language) {
    this.#changing = language;
    const name = field(this.#form, "name");
    name.value = language?.name ?? "";
    name.readOnly = language !== null;
    field(this.#form, "help").value = language?.help ?? "";
    field(this.#form, "about").value = language?.about ?? "";
    part("new-language-title", HTMLElement).textContent = language ? t("Change {name}", { name: language.name }) : t("A new language");
    part("keep-language", HTMLElement).textContent = language ? t("Keep it") : t("Make it");
    part("leave-language", HTMLElement).hidden = !language;
    (language ? field(this.#form, "help") : name).focus();
  }

  /** Says while one types what is wrong. */
  #check() {
    const name = field(this.#form, "name");
    const taken = !this.#changing && this.#world.languages().some((one) => one.name === name.value);
    const wrong = taken ? t("There is a language {name} already.", { name: name.value }) : name.value && !NAME.test(name.value) ? t("Only a to z, 0 to 9 and dash; the first is no dash.") : "";
    name.setCustomValidity(wrong);
    part("name-help", HTMLElement).textContent = wrong || t("a to z, 0 to 9 and dash.");
  }

  /** @param {SubmitEvent} event */
  async #keep(event) {
    event.preventDefault();
    const [name, help, about] = ["name", "help", "about"].map((one) => field(this.#form, one).value.trim());
    const csrf = this.#world.csrf();
    const before = this.#changing;
    const answer = before
      ? await ask("PATCH", `/v1/languages/${before.name}`, { body: { version: before.version, help, about }, csrf })
      : await ask("POST", "/v1/languages", { body: { name, help, about }, csrf });
    if (!answer.ok) return say(answer.why);
    this.#change(null);
    await this.#world.changed();
    say(t("{name} is kept.", { name: answer.value.name }));
  }

  /** @param {Language} language */
  async #remove({ name, words }) {
    if (!await sure(t("Delete {name} with {count} word and their history? This cannot be undone; export it first.|Delete {name} with {count} words and their history? This cannot be undone; export it first.", { name, count: words }), t("Delete it"))) return;
    const answer = await ask("DELETE", `/v1/languages/${name}?words=${words}`, { csrf: this.#world.csrf() });
    await this.#world.changed();
    say(answer.ok ? t("{name} is deleted.", { name }) : answer.why);
  }

  /** @param {string} name @param {{batch?: number}} body */
  async #undo(name, body) {
    if (!await takeBack(name, body, this.#world)) return;
    const said = part("said", HTMLElement).textContent ?? "";
    await this.history(name);
    say(said);
  }

  /** @param {string} name */
  async history(name) {
    const answer = await ask("GET", `/v1/languages/${name}/history`);
    if (!answer.ok) return say(answer.why);
    /** @type {Change[]} */
    const changes = answer.value.changes;
    part("history-of", HTMLElement).textContent = changes.length ? t("What was changed in {name}, the newest first.", { name }) : t("Nothing was changed in {name} yet.", { name });
    part("history", HTMLElement).replaceChildren(...changes.map((one) => this.#past(name, one)));
    part("history-title", HTMLElement).focus();
  }

  /** @param {string} name @param {Change} change */
  #past(name, { batch, act, before, after, by, at, note, undoes, undone }) {
    const item = made("li", "");
    const told = made("span", `${named(act)}: ${wordLine(after ?? before)}`);
    if (before && after) told.append(made("small", t("was: {word}", { word: wordLine(before) })));
    told.append(made("small", `${by}, ${ago(Date.now() - at)}${note ? `, ${note}` : ""}${undoes ? t(", taking an earlier change back") : ""}${undone ? t("; taken back") : ""}`));
    item.append(told);
    if (this.#world.admin() && !undone) item.append(button(t("Take back"), () => void this.#undo(name, { batch }), `“${titleOf(after ?? before ?? NOTHING)}” ${named(act)}`, "dictionary.undo"));
    return item;
  }

  /** @param {SubmitEvent} event */
  async #take(event) {
    event.preventDefault();
    const form = part("file", HTMLFormElement);
    const file = field(form, "file").files?.[0];
    if (!file) return;
    const path = `/v1/languages/${encodeURIComponent(field(form, "language").value)}/import?form=${field(form, "form").value}`;
    const dry = await this.#send(`${path}&dry=true`, file);
    if (!dry) return;
    if (!await sure(t("{name} brings {words} and changes {changed}; {same} are there already. Take it in?", { name: file.name, words: counted(dry.added, "new word"), changed: dry.changed, same: dry.same }), t("Take it in"))) return;
    const done = await this.#send(path, file);
    if (!done) return;
    form.reset();
    await this.#world.changed();
    say(t("{words} added to {language}, {changed} changed; undo takes all of it back.", { words: counted(done.added, "word"), language: done.language, changed: done.changed }));
  }

  /** @param {string} path @param {File} file @returns {Promise<{language: string, added: number, changed: number, same: number} | null>} */
  async #send(path, file) {
    const answer = await fetch(path, { method: "POST", body: file, headers: { "X-Rubato-CSRF": this.#world.csrf() } }).catch(() => null);
    const told = answer && await answer.json();
    const problems = /** @type {{line: number, message: string}[]} */ (told?.problems ?? []);
    part("file-problems", HTMLElement).replaceChildren(...problems.map(({ line, message }) => made("li", line ? t("Line {line}: {message}", { line, message }) : message)));
    if (answer?.ok) return told;
    say(told ? problems.length ? t("Nothing was taken in; see what is wrong beside the file.") : told.detail : t("The server does not answer."));
    return null;
  }
}

/** @param {string} name @param {string} form */
function exported(name, form) {
  const called = form === "plover" ? t("plover’s JSON") : form.toUpperCase();
  const link = made("a", called);
  link.setAttribute("aria-label", t("{called} of {name}", { called, name }));
  link.href = `/v1/languages/${name}/export?form=${form}`;
  link.download = "";
  return link;
}
