// Names of media: its own label, what the page tells the system is playing, what stands beside it, or its file.

import { tidy } from "../core/tidy.js";

/** How far up a heading may stand that names it. */
const LEVELS = 6;

const HEADINGS = "h1, h2, h3, h4, h5, h6, [role='heading'], figcaption, legend";

/** @param {Element} element */
const labelled = (element) => {
  const ids = element.getAttribute("aria-labelledby")?.split(/\s+/) ?? [];
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  return ids.map((id) => root.getElementById(id)?.textContent ?? "").join(" ");
};

/** What the page shows on the system's own media keys. @param {boolean} only it is the page's only media */
const session = (only) => {
  const data = only ? navigator.mediaSession?.metadata : null;
  return data?.title ? [data.title, data.artist].filter(Boolean).join(", ") : "";
};

/**
 * The heading or caption of the smallest part of the page that holds this media and no other.
 * @param {HTMLMediaElement} media
 */
const heading = (media) => {
  let part = media.parentElement;
  for (let level = 0; part && level < LEVELS; level++, part = part.parentElement) {
    if (part.querySelectorAll("audio, video").length > 1) return "";
    const found = tidy(part.querySelector(HEADINGS)?.textContent ?? "");
    if (found) return found;
  }
  return "";
};

/** @param {HTMLMediaElement} media */
const file = (media) => {
  const path = /^(https?|file):[^?#]*\/([^/?#]+)/.exec(media.currentSrc || media.getAttribute("src") || "");
  try {
    return decodeURIComponent(path?.[2] ?? "");
  } catch {
    return path?.[2] ?? "";
  }
};

/** Where each name is looked for, the best first. @type {((media: HTMLMediaElement, only: boolean) => string | null)[]} */
const SOURCES = [
  (media) => media.getAttribute("aria-label"),
  labelled,
  (_media, only) => session(only),
  (media) => media.getAttribute("title"),
  (media, only) => (only ? document.title : heading(media)),
  heading,
  file,
  () => document.title,
  () => location.host,
];

/**
 * @param {HTMLMediaElement} media
 * @param {boolean} only it is the page's only media, so what is said of the page is said of it
 */
export const mediaName = (media, only) => {
  for (const source of SOURCES) {
    const name = tidy(source(media, only) ?? "");
    if (name) return name;
  }
  return media.localName;
};
