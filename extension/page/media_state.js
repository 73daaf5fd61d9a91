// State of media: what is said of one, what it lacks, and when a person used it.

import { tidy } from "../core/tidy.js";
import { isOnly } from "./media_find.js";
import { mediaName } from "./media_names.js";
import { idOf } from "./model/ids.js";
/** @import {Refusal} from "../handlers/ports.js" */
/** @import {Medium} from "../handlers/media_port.js" */

/** What is told of one, but for the tab and frame, which it does not know. @typedef {Omit<Medium, "at"> & {id: number}} Told */

/** When each was last used, ms since the epoch. @type {WeakMap<HTMLMediaElement, number>} */
const used = new WeakMap();

/** @param {HTMLMediaElement} media */
export const use = (media) => { used.set(media, Date.now()); };

/**
 * Remembers which media the person plays and changes with a mouse or the page's own keys. Pages
 * move media by themselves, too: so only while the person is acting.
 */
export const watchMedia = () => {
  const alive = new AbortController();
  /** @param {Event} event */
  const seen = ({ target, isTrusted }) => {
    if (!chrome.runtime?.id) return alive.abort();
    if (isTrusted && target instanceof HTMLMediaElement && navigator.userActivation?.isActive) use(target);
  };
  const options = { capture: true, passive: true, signal: alive.signal };
  for (const type of ["play", "pause", "seeking", "volumechange", "ratechange"]) addEventListener(type, seen, options);
};

/** The part of the viewport that it fills, in CSS pixels. @param {HTMLMediaElement} media */
const areaOf = (media) => {
  if (!media.checkVisibility({ visibilityProperty: true })) return 0;
  const box = media.getBoundingClientRect();
  const width = Math.min(box.right, innerWidth) - Math.max(box.left, 0);
  const height = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  return Math.round(Math.max(width, 0) * Math.max(height, 0));
};

/** Tracks of captions and subtitles. @param {HTMLMediaElement} media */
export const captionsOf = (media) => [...media.textTracks].filter(({ kind }) => /^(captions|subtitles)$/.test(kind));

/** @param {TextTrack} track */
export const trackName = (track) => tidy(track.label) || tidy(track.language) || track.kind;

/** @param {HTMLMediaElement} media */
const shown = (media) => {
  const track = captionsOf(media).find(({ mode }) => mode === "showing");
  return track ? trackName(track) : null;
};

/** @param {HTMLMediaElement} media */
export const isPlaying = (media) => !media.paused && !media.ended;

/** @param {number} part @returns {number} percent */
export const percentOf = (part) => Math.round(part * 100);

/** @param {HTMLMediaElement} media @returns {Told} */
export const tell = (media) => ({
  id: idOf(media),
  name: mediaName(media, isOnly()),
  picture: media.localName === "video",
  playing: isPlaying(media),
  sounds: isPlaying(media) && !media.muted && media.volume > 0,
  used: used.get(media) ?? 0,
  area: areaOf(media),
  time: media.currentTime,
  length: Number.isFinite(media.duration) ? media.duration : null,
  live: media.duration === Infinity,
  volume: percentOf(media.volume),
  muted: media.muted,
  speed: percentOf(media.playbackRate),
  captions: shown(media),
  full: document.fullscreenElement !== null,
});

/** By `MediaError.code`: what to say. */
const FAULTS = /** @type {Record<number, string>} */ ({
  1: "why_media_stopped", 2: "why_media_network", 3: "why_media_decode", 4: "why_media_unsupported",
});

/** @param {string} key @param {HTMLMediaElement} media @returns {Refusal} */
export const refuseFor = (key, media) => ({ ok: false, why: { key, args: [tell(media).name] } });

/** What is wrong with it, or null. @param {HTMLMediaElement} media @returns {Refusal | null} */
export const faultOf = (media) => {
  if (media.error) return refuseFor(FAULTS[media.error.code] ?? "why_media_unsupported", media);
  return media.networkState === HTMLMediaElement.NETWORK_NO_SOURCE ? refuseFor("why_media_unsupported", media) : null;
};
