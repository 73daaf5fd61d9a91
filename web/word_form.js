// The form of a word: filled from one, read as the server takes it, checked while it is made.

import { keysOf, keysText } from "./key_names.js";
import { t } from "./texts.js";

/** @typedef {import("./dictionary_types.js").WordFields} WordFields */
/** @typedef {import("./dictionary_types.js").Verdict} Verdict */
/** @typedef {import("./dictionary_types.js").Met} Met */

const KINDS = /** @type {{[kind: string]: (met: Met, name: string) => string}} */ ({
  equal: (_, name) => t("These keys are {name} already: give it the meaning, or play other keys.", { name }),
  begins: (_, name) => t("These keys begin {name}.", { name }),
  "begun-by": (_, name) => t("{name} begins these keys.", { name }),
  elsewhere: (_, name) => t("The same keys are {name}.", { name }),
  slip: ({ error, played }, name) => t("{slip} ({keys}) plays {name}.", { slip: ERRORS[error ?? ""] ?? t("A slip"), keys: keysText(played), name }),
});
const ERRORS = /** @type {{[error: string]: string}} */ ({
  slip: t("A key beside"), omitted: t("A key left out"), doubled: t("A key twice"), swapped: t("Two keys swapped"),
});

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement} */
export const field = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/** @param {{text: string, part: string}} meaning */
const written = ({ text, part }) => part ? `(${part}) ${text}` : text;

/** @param {HTMLFormElement} form @param {Partial<WordFields>} word */
export function fill(form, word) {
  field(form, "keys").value = keysText(word.keys ?? []);
  field(form, "chord").checked = word.chord ?? false;
  field(form, "says").value = (word.says ?? []).join("\n");
  field(form, "meanings").value = (word.meanings ?? []).map(written).join("\n");
  field(form, "commands").value = (word.commands ?? []).join("\n");
}

/** @param {string} text */
const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

/**
 * @param {HTMLFormElement} form
 * @returns {{keys: number[], chord: boolean, says: string[], meanings: string[], commands: string[]} | null} null: its keys are none
 */
export function read(form) {
  const keys = keysOf(field(form, "keys").value);
  if (!keys?.length) return null;
  return {
    keys,
    chord: field(form, "chord").checked,
    says: lines(field(form, "says").value),
    meanings: lines(field(form, "meanings").value),
    commands: lines(field(form, "commands").value),
  };
}

/**
 * What the check says, in sentences, what is refused first.
 * @param {Verdict} verdict
 * @returns {string[]}
 */
export function sentences({ met, problems, free }) {
  const refused = problems.map(({ message, fix }) => `${message}; ${fix}.`);
  const told = met.map((one) => (KINDS[one.kind] ?? KINDS["elsewhere"])(one, `“${one.title}” (${one.language})`));
  return [...refused, ...told, ...(free ? [t("Free, and safe from slips: {keys}.", { keys: keysText(free) })] : [])];
}
