// Enter and Escape: the keys as the page hears them, and what the browser does where the page leaves them alone.

import { asks, click, isOff } from "./click.js";
import { focusedIn, innerOf } from "./deep.js";
import { announce, edit, editorOf, isReadOnly, kindOf, wayBackFor } from "./fields.js";
import { focusedHere } from "./focus.js";
import { isSubmitter, partsOf, send } from "./forms.js";
import { keyDown, keyUp } from "./key_events.js";
import { mean } from "./meant.js";
import { nameOf } from "./names.js";
import { keepWay } from "./undoing.js";
/** @import {Acted, Reply} from "../handlers/ports.js" */
/** @import {Escaped} from "../handlers/fields_port.js" */
/** @import {Elsewhere} from "./focus.js" */

/** Fields of which two or more, without a button, keep Enter from sending a form. */
const BLOCKING = /^(|text|search|url|tel|email|password|date|month|week|time|datetime-local|number)$/;

/**
 * How Enter in a field would send its form: by the first button, or, without one, from the only field.
 * @param {Element} element @returns {(() => void) | null}
 */
const sendingBy = (element) => {
  const { form } = /** @type {HTMLInputElement} */ (element);
  if (!form || !/^(input|select)$/.test(element.localName)) return null;
  const button = partsOf(form).find(isSubmitter);
  if (button) return button.matches(":enabled") ? () => /** @type {HTMLElement} */ (button).click() : null;
  const fields = partsOf(form).filter((one) => one.localName === "input" && BLOCKING.test(/** @type {HTMLInputElement} */ (one).type));
  return fields.length > 1 ? null : () => send(form);
};

/** @param {Element} element */
const isPressed = (element) => element.matches("button, a[href], area[href], summary, input[type='button'], input[type='submit'], input[type='reset'], input[type='image']");

/** A new line, as the editor makes it. @param {HTMLElement} field @returns {number | undefined} the way back */
export const newLine = (field) => {
  const kind = kindOf(field);
  if (isReadOnly(field) || (field.localName !== "textarea" && kind !== "rich")) return undefined;
  const editor = kind === "rich" ? editorOf(field) : field;
  const way = wayBackFor(editor);
  const inputType = kind === "rich" ? "insertParagraph" : "insertLineBreak";
  if (announce(editor, inputType)) edit(editor, inputType);
  return way();
};

/**
 * @param {{sure?: boolean}} how `sure` does it though it asks
 * @returns {Reply<Acted & {token?: number}> | Elsewhere}
 */
export const fieldEnter = ({ sure = false }) => {
  const focused = focusedHere();
  if (!focused.ok) return focused;
  const element = /** @type {HTMLElement} */ (focused.value);
  const name = nameOf(element);
  mean(element);
  if (isOff(element)) return { ok: false, why: { key: "why_disabled", args: [name] } };
  const sends = sendingBy(element);
  const pressed = isPressed(element);
  // Asked before the page hears of it: its own listeners may send, too.
  if (!sure && (sends || (!kindOf(element) && asks(element)))) return { ok: true, value: { name, asks: true } };
  const left = keyDown(element, "Enter");
  const came = left ? defaultOf(element, sends, pressed) : undefined;
  keyUp(element, "Enter");
  return came ?? { ok: true, value: { name, handled: !left } };
};

/**
 * What the browser does on Enter.
 * @param {HTMLElement} element @param {(() => void) | null} sends @param {boolean} pressed
 * @returns {Reply<Acted & {token?: number}> | undefined}
 */
const defaultOf = (element, sends, pressed) => {
  if (pressed && isSubmitter(element)) return void element.click();
  if (pressed) return /** @type {Reply<Acted>} */ (click({ button: "left", sure: true }));
  if (sends && !kindOf(element).startsWith("rich")) return void sends();
  const token = newLine(element);
  return token === undefined ? undefined : { ok: true, value: { name: nameOf(element), token } };
};

/** What lies on top and closes on Escape. @returns {HTMLElement | undefined} */
const topmost = () => [...document.querySelectorAll("dialog:modal, [popover]:not([popover='manual']):popover-open")]
  .map((one) => /** @type {HTMLElement} */ (one)).at(-1);

/** @param {HTMLElement} element @returns {Escaped["what"] | ""} "" where the page keeps it open */
const close = (element) => {
  if (!(element instanceof HTMLDialogElement) || !element.matches(":modal")) {
    element.hidePopover();
    return "popover";
  }
  const closes = element.getAttribute("closedby") !== "none";
  if (closes && element.dispatchEvent(new Event("cancel", { cancelable: true }))) element.close();
  return element.open ? "" : "dialog";
};

/** @param {HTMLElement} element @param {Escaped["what"]} what @returns {number} the way back */
const reopening = (element, what) => {
  const ref = new WeakRef(element);
  return keepWay(() => {
    const there = ref.deref();
    if (!there?.isConnected) return false;
    if (what === "dialog") /** @type {HTMLDialogElement} */ (there).showModal();
    else there.showPopover();
    return true;
  });
};

/** @param {Element} element @returns {number} the way back */
const refocusing = (element) => {
  const ref = new WeakRef(/** @type {HTMLElement} */ (element));
  return keepWay(() => {
    ref.deref()?.focus({ preventScroll: true });
    return ref.deref()?.isConnected === true;
  });
};

/** What the browser does on Escape. @param {Element | null} focused @returns {Escaped} */
const escaping = (focused) => {
  const top = topmost();
  const closed = top && close(top);
  if (top && closed) return { what: closed, name: nameOf(top), token: reopening(top, closed) };
  if (!focused || top) return { what: "key", name: "" };
  const token = refocusing(focused);
  /** @type {HTMLElement} */ (focused).blur();
  return { what: "field", name: nameOf(focused), token };
};

/** @returns {Reply<Escaped> | Elsewhere} */
export const fieldEscape = () => {
  const focused = focusedHere();
  if (!focused.ok && focused.within) return focused;
  const element = focused.ok ? focused.value : focusedIn(document);
  const target = element && !innerOf(element) ? element : document.body ?? document.documentElement;
  const opened = topmost();
  const left = keyDown(target, "Escape");
  const value = /** @type {Escaped} */ (left && opened?.isConnected !== false && topmost() === opened
    ? escaping(focused.ok && focused.value.isConnected ? focused.value : null) : { what: "key", name: "" });
  keyUp(target, "Escape");
  return { ok: true, value };
};
