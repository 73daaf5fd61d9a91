// Changes to media: each settles when the media shows it, and gives the change that undoes it.

import { SPEEDS, nextSpeed, seekGoal, within } from "../core/media.js";
import { captionsOf, faultOf, isPlaying, percentOf, refuseFor } from "./media_state.js";
import { outcomeOf, until } from "./media_waits.js";
/** @import {Refusal} from "../handlers/ports.js" */
/** @import {MediaChange} from "../handlers/media_port.js" */

/** What undoes it; null where nothing changed; or why it could not be done. @typedef {MediaChange | null | Refusal} Back */
/** @typedef {(media: HTMLMediaElement, change: MediaChange) => Promise<Back>} Changing */

/** Nearer than this, in seconds, is the same place. */
const SAME = 0.01;

/** A seek that lands farther off, in seconds, was not followed: the server sends no parts of files. */
const ASTRAY = 3;

/** What the browser's refusal to play means. @type {Record<string, string>} */
const UNPLAYED = {
  NotAllowedError: "why_media_gesture", NotSupportedError: "why_media_unsupported",
  AbortError: "why_media_stopped", late: "why_media_waits",
};

/** It plays already, but may wait for the network. @param {HTMLMediaElement} media @returns {Promise<Refusal | null>} */
const goesOn = async (media) => {
  const goes = () => media.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA || media.ended || faultOf(media) !== null;
  if (!(await until(media, ["canplay", "ended", "error"], goes))) return refuseFor("why_media_waits", media);
  return faultOf(media);
};

/** @type {Changing} */
const play = async (media) => {
  // The browser lets what has failed on its way play on, as far as it came.
  if (media.error) return faultOf(media);
  if (isPlaying(media)) return goesOn(media);
  const outcome = await outcomeOf(media.play());
  if (outcome === "") return { what: "pause" };
  return faultOf(media) ?? refuseFor(UNPLAYED[outcome] ?? "why_media_unsupported", media);
};

/** @type {Changing} */
const pause = async (media) => {
  if (media.paused) return null;
  media.pause();
  return { what: "play" };
};

/** What can be played; loads as much as is needed to know. @param {HTMLMediaElement} media @returns {Promise<{from: number, to: number} | Refusal>} */
const spanOf = async (media) => {
  if (media.readyState < HTMLMediaElement.HAVE_METADATA) {
    media.preload = "auto";
    await until(media, ["loadedmetadata", "error"], () => media.readyState >= HTMLMediaElement.HAVE_METADATA || faultOf(media) !== null);
  }
  const fault = faultOf(media);
  if (fault) return fault;
  if (media.readyState < HTMLMediaElement.HAVE_METADATA) return refuseFor("why_media_waits", media);
  const { seekable } = media;
  const span = seekable.length ? { from: seekable.start(0), to: seekable.end(seekable.length - 1) } : { from: 0, to: 0 };
  // A server that sends no parts of a file leaves just its start.
  return Number.isFinite(span.to) && span.to > span.from ? span : refuseFor("why_media_no_seek", media);
};

/** @type {Changing} */
const seek = async (media, { by = "time", value = 0 }) => {
  const span = await spanOf(media);
  if ("ok" in span) return span;
  const at = media.currentTime;
  const goal = seekGoal({ ...span, at }, { by, value });
  if (Math.abs(goal - at) < SAME) return null;
  media.currentTime = goal;
  if (!(await until(media, ["seeked", "error"], () => !media.seeking))) return refuseFor("why_media_waits", media);
  const astray = Math.abs(media.currentTime - goal) > ASTRAY * Math.max(media.playbackRate, 1);
  return astray ? refuseFor("why_media_no_seek", media) : { what: "seek", by: "time", value: at };
};

/** Who sets the volume wants to hear it: so it unmutes, but for an undo. @type {Changing} */
const volume = async (media, { value = 100, on = false }) => {
  const back = /** @type {MediaChange} */ ({ what: "volume", value: percentOf(media.volume), on: media.muted });
  const goal = within(value, 0, 100);
  if (goal === back.value && on === back.on) return null;
  media.volume = goal / 100;
  media.muted = on;
  return back;
};

/** @type {Changing} */
const louder = (media, { value = 0 }) =>
  volume(media, { what: "volume", value: percentOf(media.volume) + value });

/** @type {Changing} */
const speed = async (media, { value = 100 }) => {
  const now = percentOf(media.playbackRate);
  if (value === now) return null;
  media.playbackRate = within(value, SPEEDS[0], SPEEDS[SPEEDS.length - 1]) / 100;
  return { what: "speed", value: now };
};

/** @type {Changing} */
const faster = (media, { value = 1 }) =>
  speed(media, { what: "speed", value: nextSpeed(percentOf(media.playbackRate), value) });

/** @type {Changing} */
const mute = async (media, { on = !media.muted }) => {
  if (on === media.muted) return null;
  media.muted = on;
  return { what: "mute", on: !on };
};

/** The track in the person's language, else the first. @param {TextTrack[]} tracks */
const ownTrack = (tracks) =>
  tracks.find(({ language }) => language.split("-")[0] === navigator.language.split("-")[0]) ?? tracks[0];

/** Tracks of a `<track>` element load when they are shown. @param {HTMLMediaElement} media @param {TextTrack} track */
const loaded = (media, track) => {
  const element = [...media.querySelectorAll("track")].find((one) => one.track === track);
  const done = () => element === undefined || element.readyState >= HTMLTrackElement.LOADED;
  return until(element ?? track, ["load", "error"], done).then(() => element?.readyState !== HTMLTrackElement.ERROR);
};

/** What tracks were before they were shown: pages draw hidden ones themselves. @type {WeakMap<TextTrack, TextTrackMode>} */
const unshown = new WeakMap();

/** @param {TextTrack} track */
const hide = (track) => { track.mode = unshown.get(track) ?? "disabled"; };

/** `value` is the number of the track that was shown. @type {Changing} */
const captions = async (media, { on, value = -1 }) => {
  const tracks = captionsOf(media);
  if (tracks.length === 0) return refuseFor("why_media_no_captions", media);
  const before = tracks.findIndex(({ mode }) => mode === "showing");
  const wanted = on ?? before < 0;
  if (wanted === before >= 0) return null;
  if (!wanted) {
    tracks.filter(({ mode }) => mode === "showing").forEach(hide);
    return { what: "captions", on: true, value: before };
  }
  const track = tracks[value] ?? ownTrack(tracks);
  unshown.set(track, track.mode);
  track.mode = "showing";
  if (await loaded(media, track)) return { what: "captions", on: false };
  hide(track);
  return refuseFor("why_media_captions_failed", media);
};

/** @type {Changing} */
const full = async (media, { on = document.fullscreenElement === null }) => {
  if (on === (document.fullscreenElement !== null)) return null;
  if (!on) {
    const outcome = await outcomeOf(document.exitFullscreen());
    return outcome === "" ? { what: "full", on: true } : refuseFor("why_media_full", media);
  }
  if (media.localName !== "video") return refuseFor("why_media_no_picture", media);
  const outcome = await outcomeOf(media.requestFullscreen());
  return outcome === "" ? { what: "full", on: false } : refuseFor("why_media_full", media);
};

/** @type {Readonly<Record<MediaChange["what"], Changing>>} */
export const CHANGES = Object.freeze({ play, pause, seek, volume, louder, speed, faster, mute, captions, full });
