// The video of this document: what it is called, where it is, and what is said in it, where the page has that.

import { videoAddress, videoTitle } from "../core/video_address.js";
import { webVtt } from "../core/webvtt.js";
import { findMedia } from "./media_find.js";
import { mediaName } from "./media_names.js";
/** @import {Reply} from "../handlers/ports.js" */

/** `area`: CSS pixels of it in view; it is the page's own where the page is that of one video. @typedef {{title: string, address: string, captions: string, area: number, own: boolean}} VideoTold */

/** How long captions may take to come, in ms. */
const PATIENCE = 4000;

/** @param {HTMLMediaElement} media */
const areaOf = (media) => {
  const { width, height } = media.getBoundingClientRect();
  return width * height + (media.paused ? 0 : innerWidth * innerHeight);
};

/** Those shown, else those in the page's language, else the first. @param {HTMLMediaElement} media @returns {TextTrack | undefined} */
const captionsOf = (media) => {
  const tracks = [...media.textTracks].filter(({ kind }) => kind === "captions" || kind === "subtitles");
  const lang = document.documentElement.lang.split("-")[0];
  return tracks.find(({ mode }) => mode === "showing") ?? tracks.find(({ language }) => lang && language.startsWith(lang)) ?? tracks[0];
};

/** Browsers load what is not shown only when it is wanted. @param {HTMLMediaElement} media @param {TextTrack} track @returns {Promise<void>} */
const loaded = async (media, track) => {
  const element = [...media.querySelectorAll("track")].find((one) => one.track === track);
  if (!element || element.readyState >= 2) return;
  if (track.mode === "disabled") track.mode = "hidden";
  await new Promise((resolve) => {
    for (const event of ["load", "error"]) element.addEventListener(event, resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });
};

/** @param {HTMLMediaElement} media @returns {Promise<string>} */
const saidIn = async (media) => {
  const track = captionsOf(media);
  if (!track) return "";
  const { mode } = track;
  await loaded(media, track);
  const cues = /** @type {VTTCue[]} */ ([...(track.cues ?? [])]);
  const said = webVtt(cues.map((cue) => ({ from: cue.startTime, to: cue.endTime, text: cue.getCueAsHTML?.().textContent ?? cue.text })));
  track.mode = mode;
  return said;
};

/** @returns {VideoTold | null} of a page, or a player in one, that is that of one video */
const own = () => {
  const address = videoAddress(location.href);
  return address ? { title: videoTitle(document.title), address, captions: "", area: innerWidth * innerHeight, own: window.parent === window } : null;
};

/** @returns {Promise<Reply<VideoTold | null>>} null where there is none, and an empty address where what is said in it is nowhere to be had */
export const videoHere = async () => {
  const told = own();
  if (told) return { ok: true, value: told };
  const all = findMedia();
  const [media] = [...all].sort((a, b) => areaOf(b) - areaOf(a));
  if (!media) return { ok: true, value: null };
  const captions = await saidIn(media);
  const file = /^https?:/.test(media.currentSrc) ? media.currentSrc : "";
  const [alone, title] = [all.length === 1, mediaName(media, all.length === 1)];
  // Its page may be in the library itself.
  const address = captions ? location.href.replace(/(#.*)?$/, alone ? "#video" : `#video=${encodeURIComponent(title)}`) : file;
  return { ok: true, value: { title, address, captions, area: areaOf(media), own: false } };
};
