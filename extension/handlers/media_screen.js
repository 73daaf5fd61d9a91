// Full screen: of the video that is meant, or, where the browser wants a person's click for that, of its window.

import { meant } from "../core/media.js";
import { changed } from "./media.js";
import { done, message, refuse } from "./outcome.js";
/** @import {Handler, Outcome, Ports} from "./ports.js" */
/** @import {Medium} from "./media_port.js" */

/** @param {number} id @param {boolean} on @param {Ports} ports @returns {Promise<Outcome>} */
const windowFull = async (id, on, ports) => {
  await ports.windows.full(id, on);
  return done(message(on ? "say_window_full" : "say_window_not_full"), {
    undo: () => ports.windows.full(id, !on),
  });
};

/** @param {Medium} one @param {number} windowId @param {Ports} ports @returns {Promise<Outcome>} */
const enter = async (one, windowId, ports) => {
  const outcome = await changed(one, { what: "full", on: true }, ports);
  return !outcome.ok && outcome.why.key === "why_media_full" ? windowFull(windowId, true, ports) : outcome;
};

/** @type {Handler} */
const full = async (_call, ports) => {
  const { windowId } = await ports.tabs.current();
  const reply = await ports.media.list();
  const media = reply.ok ? reply.value : [];
  const there = media.find((one) => one.full);
  if (there) return changed(there, { what: "full", on: false }, ports);
  if (await ports.windows.isFull(windowId)) return windowFull(windowId, false, ports);
  if (!reply.ok) return reply;
  const video = meant(media.filter((one) => one.picture));
  return video ? enter(video, windowId, ports) : refuse("why_no_video");
};

/** @type {Record<string, Handler>} */
export const mediaScreen = { "media.full-screen": full };
