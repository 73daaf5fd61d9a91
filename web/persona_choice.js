// Who answers on the chat page: chosen there, with what it brings seen in the page's other choices.

import { t } from "./texts.js";

/** @typedef {import("./persona_form.js").Persona} Persona */

/** What of a persona the page has a choice for. */
const CHOICES = /** @type {const} */ (["prompt", "length", "model"]);

/**
 * @typedef {object} Page
 * @property {HTMLSelectElement} choice of the persona
 * @property {(id: string) => HTMLSelectElement} select
 * @property {() => Iterable<HTMLInputElement>} topics the boxes
 * @property {(persona: Persona | null) => void} greet
 */

/** Knows who answers. */
export class PersonaChoice {
  /** @type {Persona[]} */
  #personas = [];
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    page.choice.addEventListener("change", () => this.#take());
  }

  /** Who answers; null: nobody in particular. */
  get persona() {
    return this.#personas.find(({ name }) => name === this.#page.choice.value) ?? null;
  }

  /** The name that a question goes with: who was told, or is chosen. @param {string | undefined} told */
  named(told) {
    return told ?? this.#page.choice.value;
  }

  /** @param {Persona[]} personas @param {string} [wanted] the name of who is to answer, if there is one */
  show(personas, wanted = "") {
    this.#personas = personas;
    const { choice } = this.#page;
    choice.replaceChildren(new Option(t("nobody in particular"), ""), ...personas.map(({ name }) => new Option(name, name)));
    const found = personas.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
    if (!found) return;
    choice.value = found.name;
    this.#take();
  }

  #take() {
    const { persona } = this;
    for (const id of CHOICES) {
      const value = persona?.[id];
      const select = this.#page.select(id);
      // What is gone (a model) stays as it was: the answer says that another spoke.
      if (value && [...select.options].some((option) => option.value === value)) select.value = value;
    }
    for (const box of this.#page.topics()) box.checked = persona?.topics?.includes(box.value) ?? false;
    this.#page.greet(persona);
  }
}
