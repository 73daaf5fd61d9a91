// Fields: clearing the focused one, and sending its form, so that frameworks notice.

import { focusedIn } from "./deep.js";
import { nameOf } from "./names.js";
/** @import {Refusal, Reply} from "../handlers/ports.js" */

const TEXTS = /^(|text|search|url|tel|email|password|number|date|month|week|time|datetime-local)$/;

/** What was in fields that were cleared; it never leaves the page. @type {{field: WeakRef<HTMLElement>, was: string}[]} */
const cleared = [];

/** @param {string} key @param {...string} args @returns {Refusal} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** @param {Element | null} element @returns {HTMLElement | null} */
const fieldOf = (element) => {
  if (!element) return null;
  const isText = element.tagName === "TEXTAREA"
    || (element.tagName === "INPUT" && TEXTS.test(/** @type {HTMLInputElement} */ (element).type));
  const field = /** @type {HTMLElement} */ (element);
  return isText || field.isContentEditable ? field : null;
};

/** @param {HTMLElement} field */
const read = (field) => ("value" in field ? String(field.value) : field.innerHTML);

/**
 * Past a framework's own setter, with the events of typing: React and Vue keep their state from these.
 * @param {HTMLElement} field @param {string} text
 */
const write = (field, text) => {
  const view = /** @type {Window & typeof globalThis} */ (field.ownerDocument.defaultView);
  if ("value" in field) {
    const own = field.tagName === "TEXTAREA" ? view.HTMLTextAreaElement : view.HTMLInputElement;
    Object.getOwnPropertyDescriptor(own.prototype, "value")?.set?.call(field, text);
  } else {
    field.innerHTML = text;
  }
  const inputType = text ? "insertReplacementText" : "deleteContentBackward";
  field.dispatchEvent(new view.InputEvent("input", { bubbles: true, composed: true, inputType }));
  field.dispatchEvent(new view.Event("change", { bubbles: true }));
};

/** @returns {Reply<{name: string, token: number}>} */
export const clear = () => {
  const field = fieldOf(focusedIn(document));
  if (!field) return refuse("why_no_field");
  const name = nameOf(field);
  if (field.matches(":disabled, :read-only:not([contenteditable])")) return refuse("why_read_only", name);
  const was = read(field);
  if (was === "") return refuse("why_field_empty", name);
  write(field, "");
  return { ok: true, value: { name, token: cleared.push({ field: new WeakRef(field), was }) - 1 } };
};

/** @param {{token: number}} which @returns {Reply<null>} */
export const unclear = ({ token }) => {
  const { field, was } = cleared[token] ?? {};
  const element = field?.deref();
  if (!element?.isConnected || was === undefined) return refuse("why_page_changed");
  write(element, was);
  return { ok: true, value: null };
};

/** @param {HTMLFormElement} form */
const faultIn = (form) =>
  form.noValidate ? null : /** @type {HTMLInputElement | null} */ (form.querySelector(":invalid:not(fieldset)"));

/** Sends the form as its own button would. @returns {Reply<{name: string}>} */
export const submit = () => {
  const element = focusedIn(document);
  if (!element) return refuse("why_nothing_focused");
  const form = /** @type {HTMLInputElement} */ (element).form ?? element.closest("form");
  if (!form) return refuse("why_no_form", nameOf(element));
  const fault = faultIn(form);
  if (fault) return refuse("why_form_invalid", nameOf(fault), fault.validationMessage);
  form.requestSubmit(submitterOf(element, form));
  return { ok: true, value: { name: nameOf(form) === "form" ? nameOf(element) : nameOf(form) } };
};

/**
 * The focused button where it sends, else the form's first.
 * @param {Element} element @param {HTMLFormElement} form
 */
const submitterOf = (element, form) => {
  const buttons = [...form.elements].filter((one) => one.matches(
    "button:not([type]):enabled, button[type='submit']:enabled, input[type='submit']:enabled, input[type='image']:enabled",
  ));
  return /** @type {HTMLElement | undefined} */ (buttons.includes(element) ? element : buttons[0]);
};
