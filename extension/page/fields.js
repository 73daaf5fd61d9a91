// Fields: what takes text, how its text is read and replaced so that frameworks notice, and its caret.

import { keyDown, keyUp } from "./key_events.js";
import { isSecret } from "./secret.js";
import { keepWay } from "./undoing.js";

/** Fields whose text is edited letter by letter. */
const TEXTS = /^(|text|search|url|tel|email|password|number)$/;
/** Fields that take a whole value only. */
const WHOLES = /^(date|month|week|time|datetime-local|color|range)$/;

/** @typedef {"text" | "rich" | "whole"} Kind */

/** @param {Element} element @returns {Kind | ""} "" where it takes no text */
export const kindOf = (element) => {
  if (element.localName === "textarea") return "text";
  if (element.localName === "input") {
    const { type } = /** @type {HTMLInputElement} */ (element);
    return TEXTS.test(type) ? "text" : WHOLES.test(type) ? "whole" : "";
  }
  return /** @type {HTMLElement} */ (element).isContentEditable ? "rich" : "";
};

/** What is edited as one: a page may give the focus to a part of it. @param {Element} element @returns {HTMLElement} */
export const editorOf = (element) => {
  let editor = /** @type {HTMLElement} */ (element);
  while (editor.parentElement?.isContentEditable) editor = editor.parentElement;
  return editor;
};

/** @param {Element} field */
export const isReadOnly = (field) => field.matches(":disabled, :read-only:not([contenteditable])")
  && !/** @type {HTMLElement} */ (field).isContentEditable;

/** @param {HTMLElement} field */
export const read = (field) => ("value" in field ? String(field.value) : field.innerHTML);

/** @param {HTMLElement} field @returns {Window & typeof globalThis} */
export const viewOf = (field) => /** @type {Window & typeof globalThis} */ (field.ownerDocument.defaultView);

/**
 * Past a framework's own setter, with the events of a change: React and Vue keep their state from these.
 * @param {HTMLElement} field @param {string} text
 */
export const write = (field, text) => {
  const view = viewOf(field);
  if ("value" in field) {
    const own = field.localName === "textarea" ? view.HTMLTextAreaElement : view.HTMLInputElement;
    Object.getOwnPropertyDescriptor(own.prototype, "value")?.set?.call(field, text);
  } else {
    field.innerHTML = text;
  }
  const inputType = text ? "insertReplacementText" : "deleteContentBackward";
  field.dispatchEvent(new view.InputEvent("input", { bubbles: true, composed: true, inputType }));
  field.dispatchEvent(new view.Event("change", { bubbles: true }));
};

/** The browser's own editing: its events are a person's, and its undo knows of it. @param {HTMLElement} field @param {string} command @param {string} [text] */
export const edit = (field, command, text) => field.ownerDocument.execCommand(command, false, text);

/** Editors of a page's own put text in, and take it out, on this event. @param {HTMLElement} field @param {string} inputType @param {string} [data] @returns {boolean} false where one did */
export const announce = (field, inputType, data) => {
  const view = viewOf(field);
  const selection = kindOf(field) === "rich" ? field.ownerDocument.getSelection() : null;
  const targetRanges = selection?.rangeCount ? [new view.StaticRange(selection.getRangeAt(0))] : [];
  return field.dispatchEvent(new view.InputEvent("beforeinput", {
    inputType, data: data ?? null, bubbles: true, cancelable: true, composed: true, targetRanges,
  }));
};

/** What editors do later, on a change of the selection or of their own, in ms: Slate waits longest. */
const SETTLES_MS = 150;

/** @param {HTMLElement} field @param {() => boolean} isSo @returns {Promise<boolean>} whether it became so */
export const settled = async (field, isSo) => {
  for (const end = performance.now() + (kindOf(field) === "rich" ? SETTLES_MS : 0); !isSo() && performance.now() < end;) {
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  return isSo();
};

/** @param {HTMLElement} field */
const selectAll = (field) => {
  if ("select" in field) /** @type {HTMLInputElement} */ (field).select();
  else field.ownerDocument.getSelection()?.selectAllChildren(field);
};

/** Where one goes on writing, in a field that nobody wrote in yet. @param {HTMLElement} field */
export const caretToEnd = (field) => {
  const { selectionStart, selectionEnd } = /** @type {HTMLInputElement} */ (field);
  if (kindOf(field) !== "text" || selectionStart || selectionEnd) return;
  field.ownerDocument.getSelection()?.modify("move", "forward", "documentboundary");
};

/** @param {HTMLElement} field @param {string} was @returns {boolean} */
const restore = (field, was) => {
  if (!field.isConnected) return false;
  field.focus({ preventScroll: true });
  if (kindOf(field) === "text") {
    selectAll(field);
    edit(field, was ? "insertText" : "delete", was);
  }
  if (read(field) !== was) write(field, was);
  return true;
};

/** What stands in an editor, without the marks that it puts beside it. @param {HTMLElement} field */
export const plainOf = (field) => (field.innerText ?? "").replace(/\s+/g, " ").trim();

/**
 * By the editor's own undo, which hears keys or is told, else by the browser's. Nothing else may write there: an editor keeps its
 * text elsewhere, too.
 * @param {HTMLElement} field @param {string} was
 */
const restoreRich = async (field, was) => {
  if (!field.isConnected) return false;
  field.focus({ preventScroll: true });
  const now = plainOf(field);
  const left = keyDown(field, "Undo");
  keyUp(field, "Undo");
  // Some take the key and do nothing.
  const heard = !left && await settled(field, () => plainOf(field) !== now);
  if (!heard && announce(field, "historyUndo")) edit(field, "undo");
  return settled(field, () => plainOf(field) === was);
};

/** Of a secret only this is kept: where the caret stood, and how long it was. @typedef {{at: number | null, length: number}} Measure */

/** @param {HTMLElement} field @returns {Measure} no caret where something was selected */
const measure = (field) => {
  const { selectionStart, selectionEnd, value } = /** @type {HTMLInputElement} */ (field);
  return { at: selectionStart === selectionEnd ? selectionStart : null, length: value.length };
};

/**
 * Takes out what was put in; else the browser's own undo goes, unless that would change another field.
 * @param {HTMLElement} field @param {Measure} was
 */
const undone = (field, { at, length }) => {
  if (!field.isConnected) return false;
  field.focus({ preventScroll: true });
  const secret = /** @type {HTMLInputElement} */ (field);
  const more = secret.value.length - length;
  if (at !== null && more > 0) {
    secret.setSelectionRange(at, at + more);
    return edit(field, "delete");
  }
  const now = secret.value.length;
  if (edit(field, "undo") && secret.value.length !== now) return true;
  edit(field, "redo");
  return false;
};

/**
 * The way back to what a field holds now. Of a secret its text is not kept.
 * @param {HTMLElement} field
 * @returns {() => number} makes it, once the field has changed
 */
export const wayBackFor = (field) => {
  const ref = new WeakRef(field);
  const rich = kindOf(field) === "rich";
  const secret = isSecret(field) ? measure(field) : null;
  const was = secret ? "" : rich ? plainOf(field) : read(field);
  return () => keepWay(() => {
    const there = ref.deref();
    if (!there) return false;
    if (secret) return undone(there, secret);
    return rich ? restoreRich(there, was) : restore(there, was);
  });
};

/** Empties it as a person does, who selects all and deletes it. @param {HTMLElement} field */
export const empty = async (field) => {
  field.focus({ preventScroll: true });
  selectAll(field);
  // Editors hear of a selection a while later.
  await settled(field, () => false);
  if (keyDown(field, "Backspace") && announce(field, "deleteContentBackward")) edit(field, "delete");
  keyUp(field, "Backspace");
  await settled(field, () => plainOf(field) === "");
  if (!isSecret(field) && "value" in field && field.value !== "") write(field, "");
};
