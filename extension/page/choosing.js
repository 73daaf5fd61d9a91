// Choosing: tells what can be picked where the focus is, opening its list where that is shut, and picks one.

import { tidy } from "../core/tidy.js";
import { choicesAt, openBy } from "./choices.js";
import { asks, isOff } from "./click.js";
import { kindOf } from "./fields.js";
import { focusedHere } from "./focus.js";
import { keyDown, keyUp } from "./key_events.js";
import { mean } from "./meant.js";
import { look } from "./model/elements.js";
import { nameOf } from "./names.js";
import { finish, press } from "./pointer.js";
import { isSecret } from "./secret.js";
import { keepWay } from "./undoing.js";
import { until } from "./waiting.js";
/** @import {Reply} from "../handlers/ports.js" */
/** @import {Choice, Choices} from "./choices.js" */
/** @import {Picked, ToPick} from "../handlers/fields_port.js" */
/** @import {Elsewhere} from "./focus.js" */

/** What was told last, by its number. @type {{token: number, element: WeakRef<HTMLElement>, choices: Choices, given: Choice[], opened: boolean} | null} */
let told = null;
let tokens = Math.floor(performance.timeOrigin);

/** @param {string} key @param {...string} args @returns {Elsewhere} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** @param {HTMLElement} element */
const clickOn = (element) => { press(element, "left"); finish(element, "left"); };

/** @returns {Promise<Reply<ToPick> | Elsewhere>} */
export const fieldChoices = async () => {
  const focused = focusedHere();
  if (!focused.ok) return focused.why.key === "why_nothing_focused" ? refuse("why_nothing_to_pick_from") : focused;
  const element = /** @type {HTMLElement} */ (focused.value);
  const name = nameOf(element);
  const choices = choicesAt(element);
  if (!choices) return refuse("why_nothing_to_pick_from");
  if (isOff(element)) return refuse("why_disabled", name);
  const opened = choices.list().length === 0 && choices.opener !== null;
  // To look is to press it: what that would send or delete is left alone.
  if (opened && asks(element)) return refuse("why_would_submit", name);
  if (opened) await openBy(element, () => choices.list().length > 0);
  const given = choices.list().filter(({ title }) => title);
  if (given.length === 0) return refuse("why_no_options", name);
  tokens += 1;
  told = { token: tokens, element: new WeakRef(element), choices, given, opened };
  const options = given.map(({ title, chosen }) => ({ title: tidy(title), chosen: chosen && !isSecret(element) }));
  return { ok: true, value: { name, options, token: tokens } };
};

/** What is shown as picked now. @param {HTMLElement} element @param {string} fallback */
const shownBy = (element, fallback) => {
  if (element.isConnected && kindOf(element) === "text") return tidy(/** @type {HTMLInputElement} */ (element).value) || fallback;
  return fallback;
};

/** @param {{token: number, index: number}} which @returns {Promise<Reply<Picked>>} */
export const fieldPick = async ({ token, index }) => {
  const element = told?.element.deref();
  if (!told || told.token !== token || !element?.isConnected) return refuse("why_page_changed");
  mean(element);
  const { choices, given } = told;
  const { title } = given[index];
  // A page may have built its list anew since.
  const now = choices.list();
  const choice = now[index]?.title === title ? now[index] : now.find((one) => one.title === title) ?? given[index];
  // Of a secret nothing is kept, so there is no way back.
  const restore = isSecret(element) ? null : choices.restore();
  choice.pick();
  await until(() => settled(choices, title));
  const shown = restore ? shownBy(element, tidy(title)) : tidy(title);
  return { ok: true, value: { name: nameOf(element), value: shown, ...(restore && { token: keepWay(restore) }) } };
};

/** It is picked, or its list has closed. @param {Choices} choices @param {string} title */
const settled = (choices, title) => {
  const now = choices.list();
  return now.length === 0 || now.some((one) => one.chosen && one.title === title);
};

/** Shuts again what was opened to look. @param {{token: number}} which @returns {Reply<null>} */
export const fieldShut = ({ token }) => {
  const element = told?.element.deref();
  if (told?.token === token && told.opened && element?.isConnected && told.choices.list().length > 0) {
    keyDown(element, "Escape");
    keyUp(element, "Escape");
    if (told.choices.list().length > 0) clickOn(element);
  }
  return { ok: true, value: null };
};

const TOGGLES = "input[type='checkbox'], input[type='radio'], [role='checkbox'], [role='switch'], [role='radio'], "
  + "[role='menuitemcheckbox'], [role='menuitemradio'], [aria-pressed]";

/** @param {any} element */
const stateOf = (element) => (element.localName === "input" ? `${element.indeterminate}${element.checked}`
  : ["aria-checked", "aria-pressed"].map((name) => element.getAttribute(name)).join());

/** @param {HTMLElement} element @returns {() => boolean | Promise<boolean>} ticks it as it was */
const untick = (element) => {
  const radio = element.matches("input[type='radio'], [role='radio']") ? choicesAt(element)?.restore() : null;
  return radio ?? (() => {
    if (!element.isConnected) return false;
    clickOn(element);
    return true;
  });
};

/** Ticks what has the focus, or unticks it. @returns {Promise<Reply<{now: object, token: number}> | Elsewhere>} */
export const fieldTick = async () => {
  const focused = focusedHere();
  if (!focused.ok) return focused;
  const element = /** @type {HTMLElement} */ (focused.value);
  const name = nameOf(element);
  mean(element);
  if (!element.matches(TOGGLES)) return refuse("why_nothing_to_tick", name);
  if (isOff(element)) return refuse("why_disabled", name);
  if (element.matches("[aria-pressed]") && asks(element)) return refuse("why_would_submit", name);
  const before = stateOf(element);
  const back = untick(element);
  clickOn(element);
  if (!(await until(() => stateOf(element) !== before))) return refuse("why_not_ticked", name);
  const now = look(element);
  return now ? { ok: true, value: { now, token: keepWay(back) } } : refuse("why_element_gone");
};
