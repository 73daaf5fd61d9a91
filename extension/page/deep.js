// Through shadow roots and frames: the element at a point, the focused one, and parents across both.

import { isOurs } from "./ours.js";

/**
 * The shadow root of an element, closed ones too, as far as the browser shows it to extensions; what
 * we draw ourselves has none.
 * @param {Element} element
 * @returns {ShadowRoot | null}
 */
export const rootOf = (element) => {
  if (isOurs(element)) return null;
  return element instanceof HTMLElement ? (chrome.dom?.openOrClosedShadowRoot(element) ?? null) : element.shadowRoot;
};

/**
 * The document of a frame of the same origin, else null.
 * @param {Element} element
 */
export const innerOf = (element) => {
  if (element.tagName !== "IFRAME" && element.tagName !== "FRAME") return null;
  try {
    return /** @type {HTMLIFrameElement} */ (element).contentDocument;
  } catch {
    return null;
  }
};

/**
 * @param {DocumentOrShadowRoot} root @param {number} x @param {number} y CSS pixels in its viewport
 * @returns {Element | null}
 */
export const elementAt = (root, x, y) => {
  const element = root.elementFromPoint(x, y);
  if (!element) return null;
  const inner = innerOf(element);
  if (inner) {
    const box = element.getBoundingClientRect();
    return elementAt(inner, x - box.left - element.clientLeft, y - box.top - element.clientTop) ?? element;
  }
  const shadow = rootOf(element);
  const below = shadow ? elementAt(shadow, x, y) : null;
  return below && below !== element ? below : element;
};

/**
 * The focused element; null where only the document has the focus.
 * @param {DocumentOrShadowRoot} root
 * @returns {Element | null}
 */
export const focusedIn = (root) => {
  const element = root.activeElement;
  if (!element || element === element.ownerDocument.body || element === element.ownerDocument.documentElement) {
    return null;
  }
  const inner = innerOf(element) ?? rootOf(element);
  return (inner && focusedIn(inner)) ?? (innerOf(element) ? null : element);
};

/**
 * The parent in what is drawn: slot, shadow host, or the frame that holds the document.
 * @param {Element} element
 * @returns {Element | null}
 */
export const parentOf = (element) => {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  // By its kind and not its class: nodes of a frame are of the frame's own classes.
  if ("host" in root) return /** @type {ShadowRoot} */ (root).host;
  return element.ownerDocument.defaultView?.frameElement ?? null;
};

/**
 * An element and all that hold it, innermost first.
 * @param {Element} element
 */
export const chainOf = (element) => {
  const chain = [];
  for (let one = /** @type {Element | null} */ (element); one; one = parentOf(one)) chain.push(one);
  return chain;
};
