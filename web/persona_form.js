// The form of a persona: filled from one, and read as the server takes it.

import { t } from "./texts.js";

/**
 * @typedef {object} Persona
 * @property {number} id
 * @property {number} version of which a change is
 * @property {string} name
 * @property {string} [greeting]
 * @property {string} [manner]
 * @property {string} [voice] its id
 * @property {string} [language]
 * @property {string[]} [topics] names
 * @property {string} [model]
 * @property {string} [prompt]
 * @property {string} [length]
 * @property {{[name: string]: any}} [sampling]
 * @property {string[]} [sites]
 * @property {number} [goes_on] times that it goes on by itself
 */

const TEXTS = /** @type {const} */ (["name", "greeting", "manner", "voice", "language", "model", "prompt", "length"]);
const LISTS = /** @type {const} */ (["topics", "sites"]);

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement} */
const field = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/** @param {HTMLFormElement} form @param {Partial<Persona>} persona */
export function fill(form, persona) {
  form.reset();
  for (const name of TEXTS) set(field(form, name), persona[name] ?? "");
  for (const name of LISTS) field(form, name).value = (persona[name] ?? []).join("\n");
  field(form, "temperature").value = String(persona.sampling?.temperature ?? "");
  field(form, "goes_on").value = String(persona.goes_on ?? 0);
}

/** What a choice no longer has (a voice that was removed) stays chosen, and is told so. @param {HTMLInputElement | HTMLSelectElement} element @param {string} value */
function set(element, value) {
  element.value = value;
  if (element.value === value || !(element instanceof HTMLSelectElement)) return;
  element.add(new Option(t("{value} (not there)", { value }), value));
  element.value = value;
}

/**
 * Reads it; what the form has no field for stays as it was.
 * @param {HTMLFormElement} form
 * @param {Partial<Persona>} before
 * @returns {Omit<Persona, "id" | "version">}
 */
export function read(form, before) {
  const texts = Object.fromEntries(TEXTS.map((name) => [name, field(form, name).value.trim()]));
  const lists = Object.fromEntries(LISTS.map((name) => [name, lines(field(form, name).value)]));
  const { temperature: _, ...sampling } = before.sampling ?? {};
  const warm = field(form, "temperature").value;
  if (warm !== "") sampling["temperature"] = Number(warm);
  return { name: "", ...texts, ...lists, sampling, goes_on: Number(field(form, "goes_on").value) };
}

/** @param {string} text */
const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
