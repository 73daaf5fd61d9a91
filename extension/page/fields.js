// Fields: what takes text, how its text is read and replaced so that frameworks notice, and its caret.

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
  } else if (kindOf(field) === "rich") {
    edit(field, "undo");
  }
  if (read(field) !== was) write(field, was);
  return true;
};

/** @param {HTMLElement} field */
const undone = (field) => {
  if (!field.isConnected) return false;
  field.focus({ preventScroll: true });
  return edit(field, "undo");
};

/**
 * The way back to what a field holds now. Of a secret nothing is kept: there the browser's own undo goes.
 * @param {HTMLElement} field
 * @returns {() => number} makes it, once the field has changed
 */
export const wayBackFor = (field) => {
  const ref = new WeakRef(field);
  const was = isSecret(field) ? null : read(field);
  return () => keepWay(() => {
    const there = ref.deref();
    if (!there) return false;
    return was === null ? undone(there) : restore(there, was);
  });
};

/** Empties it as a person does, who selects all and deletes it. @param {HTMLElement} field */
export const empty = (field) => {
  field.focus({ preventScroll: true });
  selectAll(field);
  edit(field, "delete");
  if (!isSecret(field) && "value" in field && field.value !== "") write(field, "");
};
