// Targets: the element that a session meant, found again on this page, and what is most like it.

import { found, nearest } from "../core/replay_target.js";
import { pathOf } from "./meant.js";
import { idOf } from "./model/ids.js";
import { candidates } from "./model/index.js";
import { nameOf } from "./model/names.js";
import { roleOf } from "./model/roles.js";
import { hasLike, rowText } from "./row_text.js";
/** @import {Target} from "../core/session_log.js" */
/** @import {Reply} from "../handlers/ports.js" */

/** @typedef {Target & {element: Element}} There */

/** As a session names it; a path costs most, and with what is near is read when it is asked for. @param {Element} element @returns {There} */
const asTarget = (element) => {
  const role = roleOf(element) || element.localName;
  return { element, role, name: nameOf(element, role), get path() { return pathOf(element); }, get near() { return rowText(element); } };
};

/** @returns {There[]} all that can be acted on */
const all = () => candidates().map(({ element }) => asTarget(element));

/** @param {Element} element @param {Target} target @returns {boolean} whether it is the one that was meant */
export const isMeant = (element, target) => {
  const { role, name, path, near } = asTarget(element);
  if (role !== target.role || name !== target.name) return false;
  // It may stand elsewhere now, where it is the only one of its name; and another may stand where it stood.
  if (path === target.path && !target.near) return true;
  // What stands in a frame is no candidate of the page around it, which acts on it all the same.
  if (element.ownerDocument !== document) return target.near ? near === target.near : !hasLike(element, role, name);
  return found(target, all())?.element === element;
};

/**
 * Looks for the element that was meant.
 * @param {{target: Target}} which
 * @returns {Reply<{id: number | null, exact: boolean, nearest: Target[]}>} `exact`: where it stood, too
 */
export const targetFind = ({ target }) => {
  const there = all();
  const one = found(target, there);
  const element = one?.element;
  const near = element ? [] : nearest(target, there).map(({ role, name, path, near }) => ({ role, name, path, ...(near && { near }) }));
  return { ok: true, value: { id: element ? idOf(element) : null, exact: one?.path === target.path, nearest: near } };
};
