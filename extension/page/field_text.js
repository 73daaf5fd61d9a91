// Field text: what a person sees written in a field or on a button of the page, which is no text of the page.

import { kindOf } from "./fields.js";
import { isSecret } from "./secret.js";

const BUTTONS = /^(button|submit|reset)$/;

/** @param {Element} element @returns {string} "" for what is no field, for an empty one, and for every secret */
export const written = (element) => {
  const { localName } = element;
  if (isSecret(element)) return "";
  if (localName === "select") return [.../** @type {HTMLSelectElement} */ (element).selectedOptions].map((one) => one.label).join(", ");
  if (localName !== "input" && localName !== "textarea") return "";
  const field = /** @type {HTMLInputElement} */ (element);
  if (!(BUTTONS.test(field.type) || kindOf(field) === "text")) return "";
  return field.value;
};

/** @param {Element} field @param {{from: number, to: number}} part */
export const writtenAt = (field, { from, to }) => written(field).slice(from, to).replace(/\s+/g, " ");

/** Gives it the focus, and selects the part where there is a caret. @param {HTMLElement} field @param {{from: number, to: number}} part */
export const selectWritten = (field, { from, to }) => {
  field.focus({ preventScroll: true });
  if (kindOf(field) !== "text") return;
  const { selectionStart } = /** @type {HTMLInputElement} */ (field);
  // Numbers and addresses of mail have no places in them for a script.
  if (selectionStart === null) /** @type {HTMLInputElement} */ (field).select();
  else /** @type {HTMLInputElement} */ (field).setSelectionRange(from, to);
};
