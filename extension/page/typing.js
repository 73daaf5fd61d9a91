// Typing: text goes into the focused field as a person types it, key by key, and a selection is replaced.

import { tidy } from "../core/tidy.js";
import { announce, edit, editorOf, isReadOnly, kindOf, read, settled, wayBackFor, write } from "./fields.js";
import { focusedHere } from "./focus.js";
import { keyDown, keyUp } from "./key_events.js";
import { use } from "./last_used.js";
import { mean } from "./meant.js";
import { nameOf } from "./names.js";
import { isSecret } from "./secret.js";
/** @import {Reply} from "../handlers/ports.js" */
/** @import {Typed} from "../handlers/fields_port.js" */
/** @import {Elsewhere} from "./focus.js" */
/** @import {Kind} from "./fields.js" */

/** Longer texts go in at once, as what is dictated or pasted does: key by key they would hold the page up. */
const MOST_KEYS = 300;
/** As much of a field as is told. */
const LONGEST = 80;

/** What a date or a number looks like to the browser, for those whose words it does not take. @type {Record<string, string>} */
const FORMATS = {
  date: "2026-01-31", month: "2026-01", week: "2026-W05", time: "13:05", "datetime-local": "2026-01-31T13:05",
  color: "#ff8800", range: "50", number: "12.5",
};

/** @param {string} key @param {...string} args @returns {Elsewhere} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** Why text can't go there: by what it is. @param {Element} element @returns {Elsewhere} */
const noText = (element) => {
  const { localName, type } = /** @type {HTMLInputElement} */ (element);
  const name = nameOf(element);
  if (localName === "select") return refuse("why_field_picks", name);
  if (localName === "input" && /^(checkbox|radio)$/.test(type)) return refuse("why_field_ticks", name);
  if (localName === "input" && type === "file") return refuse("why_field_file", name);
  return refuse("why_no_field");
};

/** @param {HTMLElement} field @param {string} text */
export const insert = (field, text) => { if (announce(field, "insertText", text)) edit(field, "insertText", text); };

/** @param {HTMLElement} field @param {string} letter */
const stroke = (field, letter) => {
  if (keyDown(field, letter)) insert(field, letter);
  keyUp(field, letter);
};

/** @param {HTMLElement} field @param {string} text */
const typeIn = (field, text) => {
  const letters = [...text];
  // One edit is one step of the browser's undo, which is a secret's only way back.
  // Editors draw what they put in only later, and would lose their place between the letters.
  if (letters.length > MOST_KEYS || isSecret(field) || kindOf(field) === "rich") return insert(field, text);
  for (const letter of letters) stroke(field, letter);
};

/** A date or a time is set whole: the browser drops what it does not understand. @param {HTMLInputElement} field @param {string} text */
const setWhole = (field, text) => {
  const was = field.value;
  write(field, text);
  const understood = field.value !== "" && (field.type !== "color" || field.value === text.toLowerCase())
    && (field.type !== "range" || /^-?[\d.]+$/.test(text));
  if (!understood) write(field, was);
  return understood;
};

/** @param {HTMLElement} field */
const toldOf = (field) => (kindOf(field) === "rich" ? field.innerText ?? "" : read(field));

/** What has the focus, where text can go into it. @returns {{ok: true, value: {field: HTMLElement, name: string, kind: Kind}} | Elsewhere} */
export const targetOfText = () => {
  const focused = focusedHere();
  if (!focused.ok) return focused.why.key === "why_nothing_focused" ? refuse("why_no_field") : focused;
  const kind = kindOf(focused.value);
  if (!kind) return noText(focused.value);
  const field = kind === "rich" ? editorOf(focused.value) : /** @type {HTMLElement} */ (focused.value);
  const name = nameOf(field);
  mean(field);
  if (isReadOnly(field)) return refuse("why_read_only", name);
  use(field);
  return { ok: true, value: { field, name, kind } };
};

/**
 * @param {{text: string}} what
 * @returns {Promise<Reply<Typed> | Elsewhere>}
 */
export const fieldType = async ({ text }) => {
  const target = targetOfText();
  if (!target.ok) return target;
  const { field, name, kind } = target.value;
  const before = read(field);
  const way = wayBackFor(field);
  if (kind === "whole") {
    if (!setWhole(/** @type {HTMLInputElement} */ (field), text)) return badFormat(field, name, text);
  } else {
    typeIn(field, text);
    if (!(await settled(field, () => read(field) !== before))) return badFormat(field, name, text);
  }
  return { ok: true, value: { name, ...(!isSecret(field) && { value: tidy(toldOf(field), LONGEST) }), token: way() } };
};

/** @param {HTMLElement} field @param {string} name @param {string} text */
export const badFormat = (field, name, text) => {
  const format = field.localName === "input" ? FORMATS[/** @type {HTMLInputElement} */ (field).type] : undefined;
  return format ? refuse("why_field_format", text, name, format) : refuse("why_field_refused", name);
};
