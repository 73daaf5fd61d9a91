// Field: clearing the focused one, and sending its form, so that frameworks notice.

import { editorOf, empty, isReadOnly, kindOf, plainOf, read, wayBackFor, write } from "./fields.js";
import { focusedHere } from "./focus.js";
import { faultIn, isSubmitter, partsOf, send } from "./forms.js";
import { mean } from "./meant.js";
import { nameOf } from "./names.js";
/** @import {Reply} from "../handlers/ports.js" */
/** @import {Elsewhere} from "./focus.js" */

/** @param {string} key @param {...string} args @returns {Elsewhere} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** @returns {Promise<Reply<{name: string, token: number}> | Elsewhere>} */
export const clear = async () => {
  const focused = focusedHere();
  if (!focused.ok) return focused.why.key === "why_nothing_focused" ? refuse("why_no_field") : focused;
  const kind = kindOf(focused.value);
  if (!kind) return refuse("why_no_field");
  const field = kind === "rich" ? editorOf(focused.value) : /** @type {HTMLElement} */ (focused.value);
  const name = nameOf(field);
  mean(field);
  if (isReadOnly(field)) return refuse("why_read_only", name);
  if ((kind === "rich" ? plainOf(field) : read(field)) === "") return refuse("why_field_empty", name);
  const way = wayBackFor(field);
  if (kind === "whole") write(field, "");
  else await empty(field);
  return { ok: true, value: { name, token: way() } };
};

/** Sends the form as its own button would. @returns {Reply<{name: string}> | Elsewhere} */
export const submit = () => {
  const focused = focusedHere();
  if (!focused.ok) return focused;
  const element = focused.value;
  mean(element);
  const form = /** @type {HTMLInputElement} */ (element).form ?? element.closest("form");
  if (!form) return refuse("why_no_form", nameOf(element));
  const fault = faultIn(form);
  if (fault) return refuse("why_form_invalid", nameOf(fault), fault.validationMessage);
  send(form, submitterOf(element, form));
  return { ok: true, value: { name: nameOf(form) === "form" ? nameOf(element) : nameOf(form) } };
};

/**
 * The focused button where it sends, else the form's first.
 * @param {Element} element @param {HTMLFormElement} form
 */
const submitterOf = (element, form) => {
  const buttons = partsOf(form).filter((one) => isSubmitter(one) && one.matches(":enabled"));
  return /** @type {HTMLElement | undefined} */ (buttons.includes(element) ? element : buttons[0]);
};
