// Plays a video or recording, of YouTube or a file, behind one interface.

import { t } from "./texts.js";

/**
 * @typedef {{kind: "youtube", id: string} | {kind: "file", address: string, pictures: boolean}} Medium
 *   `pictures`: it is more than sound.
 * @typedef {object} Told
 * @property {() => void} [changed] it plays, pauses, stands elsewhere, or goes at another speed
 * @property {(why: string) => void} [failed] it cannot be played
 * @typedef {object} Player
 * @property {HTMLElement} root to be put on the page
 * @property {(ms: number) => void} play from there
 * @property {() => void} resume
 * @property {() => void} pause
 * @property {(rate: number) => void} rate 1 is as it was recorded
 * @property {() => State} state
 * @property {() => void} close it is silent, and asks for nothing any more
 * @typedef {{at: number, length: number, plays: boolean, rate: number}} State ms; length is 0 as long as nobody knows it.
 */

/** Where videos are played: the address of YouTube that sets no cookie before one plays. */
export const YOUTUBE = "https://www.youtube-nocookie.com";
/** ms between two words to a frame that has not answered yet. */
const KNOCK = 250;
/** How often it is tried. */
const KNOCKS = 80;
/** What YouTube's numbers mean. */
const ERRORS = /** @type {Record<number, string>} */ ({
  2: t("YouTube knows no such video."),
  5: t("YouTube cannot play this video here."),
  100: t("This video was removed, or is private."),
  101: t("Its owner lets this video play on YouTube only."),
  150: t("Its owner lets this video play on YouTube only."),
});
const PLAYS = 1;

/**
 * Make a player; it begins at once.
 * @param {Medium} medium
 * @param {number} at ms
 * @param {Told} [told]
 * @returns {Player}
 */
export const playerOf = (medium, at, told = {}) =>
  medium.kind === "youtube" ? new YouTubePlayer(medium.id, at, told) : new FilePlayer(medium, at, told);

/**
 * Give the address of a frame that plays a video.
 * @param {string} id @param {number} at ms @param {string} origin of our page
 */
export function frameAddress(id, at, origin) {
  const params = new URLSearchParams({
    enablejsapi: "1", origin, start: String(Math.floor(at / 1000)), autoplay: "1", playsinline: "1", rel: "0",
  });
  return `${YOUTUBE}/embed/${id}?${params}`;
}

/** Talks with YouTube's frame as its own script does, which our pages need not run. */
export class YouTubeTalk {
  /** @type {[string, unknown[]][]} What is said when it listens. */
  #waiting = [];
  #listens = false;
  /** @type {State} */
  state = { at: 0, length: 0, plays: false, rate: 1 };

  /** @param {(message: string) => void} post @param {Told} told */
  constructor(post, told) {
    this.#post = post;
    this.#told = told;
  }

  #post;
  #told;

  /** Whether it has answered. */
  get listens() {
    return this.#listens;
  }

  /** Ask it to tell how it is. */
  knock() {
    this.#post(JSON.stringify({ event: "listening", id: 1, channel: "widget" }));
  }

  /** @param {string} name @param {unknown[]} values */
  command(name, ...values) {
    if (this.#listens) this.#post(JSON.stringify({ event: "command", func: name, args: values, id: 1, channel: "widget" }));
    else this.#waiting.push([name, values]);
  }

  /** Take what it says; what is none of its messages is passed over. @param {unknown} message */
  hear(message) {
    const { event, info } = messageOf(message);
    if (event === "onError") this.#told.failed?.(ERRORS[Number(info)] ?? t("YouTube cannot play this video here."));
    if (event === "onReady" || event === "initialDelivery") this.#ready();
    if ((event === "infoDelivery" || event === "initialDelivery") && info && typeof info === "object") this.#deliver(info);
  }

  #ready() {
    this.#listens = true;
    for (const [name, values] of this.#waiting.splice(0)) this.command(name, ...values);
  }

  /** @param {Record<string, unknown>} info */
  #deliver({ currentTime, duration, playerState, playbackRate }) {
    const { state } = this;
    if (typeof currentTime === "number") state.at = currentTime * 1000;
    if (typeof duration === "number") state.length = duration * 1000;
    if (typeof playerState === "number") state.plays = playerState === PLAYS;
    if (typeof playbackRate === "number" && playbackRate > 0) state.rate = playbackRate;
    this.#told.changed?.();
  }
}

/** @param {unknown} message @returns {{event?: unknown, info?: any}} */
function messageOf(message) {
  try {
    const found = JSON.parse(String(message));
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
}

/** @implements {Player} */
class YouTubePlayer {
  root = document.createElement("iframe");
  #talk;
  #knocking = 0;

  /** @param {string} id @param {number} at @param {Told} told */
  constructor(id, at, told) {
    this.#talk = new YouTubeTalk((message) => this.root.contentWindow?.postMessage(message, YOUTUBE), told);
    this.root.title = t("Video on YouTube");
    this.root.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
    // YouTube plays nothing for a page that does not say which one it is.
    this.root.referrerPolicy = "strict-origin-when-cross-origin";
    this.root.src = frameAddress(id, at, location.origin);
    addEventListener("message", this.#heard);
    this.root.addEventListener("load", () => this.#knock(KNOCKS));
  }

  /** @param {MessageEvent} event */
  #heard = ({ origin, source, data }) => {
    if (origin === YOUTUBE && source === this.root.contentWindow) this.#talk.hear(data);
  };

  /** @param {number} left */
  #knock(left) {
    clearTimeout(this.#knocking);
    if (this.#talk.listens || !left) return;
    this.#talk.knock();
    this.#knocking = window.setTimeout(() => this.#knock(left - 1), KNOCK);
  }

  /** @param {number} ms */
  play(ms) {
    this.#talk.command("seekTo", ms / 1000, true);
    this.resume();
  }

  resume() {
    this.#talk.command("playVideo");
  }

  pause() {
    this.#talk.command("pauseVideo");
  }

  /** @param {number} rate */
  rate(rate) {
    this.#talk.command("setPlaybackRate", rate);
  }

  state() {
    return this.#talk.state;
  }

  close() {
    clearTimeout(this.#knocking);
    removeEventListener("message", this.#heard);
    this.root.remove();
  }
}

/** @implements {Player} */
class FilePlayer {
  root;
  /** Where it begins, as long as it cannot be told to the element. */
  #from = 0;

  /** @param {{address: string, pictures: boolean}} medium @param {number} at @param {Told} told */
  constructor({ address, pictures }, at, { changed, failed }) {
    this.root = document.createElement(pictures ? "video" : "audio");
    this.root.controls = true;
    this.root.preload = "metadata";
    this.root.addEventListener("loadedmetadata", () => { this.root.currentTime = this.#from; });
    this.root.addEventListener("error", () => failed?.(t("This recording cannot be played from where it was loaded.")));
    for (const event of ["play", "pause", "seeked", "timeupdate", "ratechange"]) this.root.addEventListener(event, () => changed?.());
    this.root.src = address;
    this.play(at);
  }

  /** @param {number} ms */
  play(ms) {
    this.#from = ms / 1000;
    if (this.root.readyState) this.root.currentTime = this.#from;
    this.resume();
  }

  resume() {
    // A browser that lets nothing play yet shows its controls; what cannot be played says "error".
    this.root.play().catch(() => {});
  }

  pause() {
    this.root.pause();
  }

  /** @param {number} rate */
  rate(rate) {
    this.root.playbackRate = rate;
  }

  state() {
    const { currentTime, duration, paused, playbackRate: rate } = this.root;
    return { at: currentTime * 1000, length: Number.isFinite(duration) ? duration * 1000 : 0, plays: !paused, rate };
  }

  close() {
    this.root.pause();
    this.root.removeAttribute("src");
    this.root.load();
    this.root.remove();
  }
}
