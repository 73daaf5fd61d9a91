// Overlay: what we draw over a page, on top of all, where the page can neither look nor style nor listen.
//
// One element in the top layer, whose closed shadow root was made in our own world. It is inert, so that no
// screen reader, no search of the browser and no Tab key meets it, and clear to the mouse. All text in
// it is made by style sheets, which neither a selection nor a search finds.

import { claim, isOurs } from "./ours.js";

/** The page's own style sheets, `!important` ones too, are weaker than these. */
const HOST = Object.freeze({
  all: "initial", position: "fixed", inset: "0", width: "auto", height: "auto", margin: "0", padding: "0",
  border: "0", overflow: "hidden", background: "transparent", display: "block", "pointer-events": "none",
  "user-select": "none", opacity: "1", visibility: "visible", contain: "strict",
});

/** What is drawn needs no colour of the page to be read: black on yellow has a contrast of 15 : 1, the
 * keys that were played 7 : 1. With forced colours the browser puts its own in their place. */
const STYLE = `
.label, .cell { position: absolute; left: 0; top: 0; box-sizing: border-box; font: bold 12px/1.2 system-ui, sans-serif; white-space: nowrap;
  color: #000; font-variant-numeric: tabular-nums; letter-spacing: 0; }
.text { translate: -100%; }
.label { padding: 0 3px; background: #ffe45c; border: 1px solid #000; border-radius: 3px; box-shadow: 0 0 0 1px #fff; }
.label::before { content: attr(data-played); color: #5c4c00; text-decoration: line-through; font-weight: normal; }
.label::after { content: attr(data-keys); }
.cell { border: 1px solid #000; outline: 1px solid #fff; outline-offset: -2px; display: grid; place-items: center; }
.cell::after { content: attr(data-keys); background: #ffe45c; border: 1px solid #000; border-radius: 3px; padding: 0 2px; }
.small::after { content: none; }
[hidden] { display: none; }
@media (forced-colors: active) {
  .label, .cell::after { border: 2px solid Highlight; box-shadow: none; background: Canvas; color: CanvasText; }
  .cell { border-color: Highlight; outline-color: Canvas; }
  .label::before { color: GrayText; }
}`;

/** @typedef {"labels" | "grid"} Layer */

/** @type {{host: HTMLElement, layers: Record<Layer, HTMLElement>} | null} */
let there = null;

const make = () => {
  const host = document.createElement("div");
  claim(host);
  for (const [name, value] of Object.entries(HOST)) host.style.setProperty(name, value, "important");
  host.setAttribute("aria-hidden", "true");
  host.inert = true;
  host.popover = "manual";
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const layers = { labels: document.createElement("div"), grid: document.createElement("div") };
  root.append(layers.labels, layers.grid);
  return { host, layers };
};

/** What else is on top of all; a change of it may lie over ours. */
const above = () => [...document.querySelectorAll(":modal, :popover-open, :fullscreen")].filter((one) => !isOurs(one));

/** @type {WeakRef<Element>[]} */
let below = [];

/** Above what came into the top layer since: only then it is shown anew, since that costs a layout. @param {HTMLElement} host */
const raise = (host) => {
  const now = above();
  const isOpen = host.isConnected && host.matches(":popover-open");
  if (isOpen && now.every((one) => below.some((ref) => ref.deref() === one))) return;
  below = now.map((one) => new WeakRef(one));
  if (!host.isConnected) document.documentElement.append(host);
  if (isOpen) host.hidePopover();
  host.showPopover();
};

/**
 * Shows these, and nothing else of the layer; without any, and without others, no element of ours is
 * left in the page.
 * @param {Layer} layer
 * @param {Node[]} parts
 */
export const overlay = (layer, parts) => {
  if (!there && parts.length === 0) return;
  there ??= make();
  const { host, layers } = there;
  if (parts.length > 0) raise(host);
  layers[layer].replaceChildren(...parts);
  if (!Object.values(layers).some((one) => one.firstChild)) host.remove();
};
