// Dictating: a piece of text goes on from what stands before the caret, with the space and the capital that it needs there.

import { joined } from "../core/dictation.js";
import { kindOf, read, settled, wayBackFor } from "./fields.js";
import { newLine } from "./enter.js";
import { isSecret } from "./secret.js";
import { badFormat, fieldType, insert, targetOfText } from "./typing.js";
/** @import {Reply} from "../handlers/ports.js" */
/** @import {Elsewhere} from "./focus.js" */

/** As much before the caret tells how to go on. */
const ENOUGH = 80;

/** @param {string} key @param {...string} args @returns {Elsewhere} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** What an editor's line holds up to the caret: from its block's begin, or from the last break. @param {HTMLElement} editor */
const lineBefore = (editor) => {
  const selection = editor.ownerDocument.getSelection();
  if (!selection?.rangeCount) return "";
  const caret = selection.getRangeAt(0);
  const { startContainer: node } = caret;
  let block = node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node) : /** @type {Element} */ (node.parentElement);
  while (block !== editor && block.parentElement && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  const range = editor.ownerDocument.createRange();
  range.setStart(block, 0);
  range.setEnd(caret.startContainer, caret.startOffset);
  const line = range.cloneContents();
  const last = [...line.querySelectorAll("br")].at(-1);
  const rest = editor.ownerDocument.createRange();
  rest.selectNodeContents(line);
  if (last) rest.setStartAfter(last);
  return rest.toString();
};

/** @param {HTMLElement} field @returns {string} */
const before = (field) => {
  if (kindOf(field) === "rich") return lineBefore(field).slice(-ENOUGH);
  const { value, selectionStart } = /** @type {HTMLInputElement} */ (field);
  return value.slice(0, selectionStart ?? value.length).slice(-ENOUGH);
};

/** The browser takes what is typed on end for one step of its undo: a move of the caret, there and back, parts them. @param {HTMLElement} editor */
const closeTyping = (editor) => {
  const selection = editor.ownerDocument.getSelection();
  if (!selection?.isCollapsed) return;
  const [node, at] = [selection.anchorNode, selection.anchorOffset];
  selection.modify("move", "backward", "character");
  selection.collapse(node, at);
};

/** Sentences begin with a capital, what is sought or an address does not. @param {HTMLElement} field */
const takesSentences = (field) => field.localName !== "input"
  || (/^(|text)$/.test(/** @type {HTMLInputElement} */ (field).type) && !field.hasAttribute("role"));

/**
 * @param {{text: string, exact?: boolean}} what "\n" is a new line, and nothing beside it; `exact`: as it is, with no capital
 * @returns {Promise<Reply<{name: string, text: string, token: number}> | Elsewhere>}
 */
export const fieldDictate = async ({ text, exact }) => {
  const target = targetOfText();
  if (!target.ok) return target;
  const { field, name, kind } = target.value;
  // Nobody says a secret aloud to a recogniser unasked; it can be typed.
  if (isSecret(field)) return refuse("why_dictated_secret", name);
  if (text === "\n") {
    if (kind === "rich") closeTyping(field);
    const token = newLine(field);
    return token === undefined ? refuse("why_one_line", name) : { ok: true, value: { name, text, token } };
  }
  if (kind === "whole") return /** @type {any} */ (await fieldType({ text }));
  if (kind === "rich") closeTyping(field);
  const [was, way] = [read(field), wayBackFor(field)];
  const piece = joined(before(field), text, takesSentences(field) && !exact);
  insert(field, piece);
  if (!(await settled(field, () => read(field) !== was))) return badFormat(field, name, text);
  return { ok: true, value: { name, text: piece, token: way() } };
};
