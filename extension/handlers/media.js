// Media: playing, pausing, seeking and the rest of what is done to the audio or video that is meant.

import { SEEK_STEP, SPEEDS, VOLUME_STEP, meant, timeText } from "../core/media.js";
import { itemsOf } from "./lists.js";
import { done, message, must, refuse } from "./outcome.js";
import { intend } from "./reviewing.js";
/** @import {Done, Handler, Item, Outcome, Ports, Reply} from "./ports.js" */
/** @import {MediaChange, Medium} from "./media_port.js" */

/** Why there was nothing that plays. */
const NONE = new Set(["why_no_media", "why_media_hidden"]);

/** "1:05 of 3:20". @param {Medium} one @param {Ports} ports */
const place = ({ time, length, live }, ports) => {
  if (live) return ports.words.of(message("say_media_live", timeText(time)));
  return length === null ? timeText(time) : ports.words.of(message("say_media_of", timeText(time), timeText(length)));
};

/** @param {Medium} one @param {Ports} ports */
const running = (one, ports) =>
  message(one.playing ? "say_media_playing" : "say_media_paused", one.name, place(one, ports));

/** What is said of each change that was made. @type {Record<MediaChange["what"], (one: Medium, ports: Ports) => Done["say"]>} */
const SAY = {
  play: running,
  pause: running,
  seek: (one, ports) => message("say_media_at", place(one, ports)),
  volume: ({ volume }) => message("say_media_volume", volume),
  louder: ({ volume }) => message("say_media_volume", volume),
  speed: ({ speed }) => message("say_media_speed", speed),
  faster: ({ speed }) => message("say_media_speed", speed),
  mute: ({ muted, name }) => message(muted ? "say_media_muted" : "say_media_unmuted", name),
  captions: ({ captions }) => (captions === null ? message("say_media_captions_off") : message("say_media_captions_on", captions)),
  full: ({ full, name }) => (full ? message("say_media_full", name) : message("say_media_not_full", name)),
};

/** @param {Medium} one @param {MediaChange} change @param {Ports} ports @returns {Promise<Outcome>} */
export const changed = async ({ at }, change, ports) => {
  const reply = await ports.media.change(at, change);
  if (!reply.ok) return reply;
  const { medium, back } = reply.value;
  return done(SAY[change.what](medium, ports), {
    ...(back && { undo: async () => void must(await ports.media.change(at, back)) }),
  });
};

/** Pages may play what is no element of theirs; then only the tab can be muted. @param {Ports} ports */
const none = async (ports) =>
  refuse((await ports.tabs.current()).playing ? "why_media_hidden" : "why_no_media");

/** @param {Ports} ports @returns {Promise<Reply<Medium[]>>} refuses where there are none */
const all = async (ports) => {
  const reply = await ports.media.list();
  return reply.ok && reply.value.length === 0 ? none(ports) : reply;
};

/** @param {MediaChange} change @param {Ports} ports @returns {Promise<Outcome>} */
const toMeant = async (change, ports) => {
  const reply = await all(ports);
  return reply.ok ? changed(/** @type {Medium} */ (meant(reply.value)), change, ports) : reply;
};

/** @param {MediaChange} change @returns {Handler} */
const always = (change) => (_call, ports) => toMeant(change, ports);

/**
 * @param {number} least @param {number} most @param {Omit<MediaChange, "value">} change
 * @returns {Handler}
 */
const percent = (least, most, change) => async ({ value }, ports) => {
  const fits = typeof value === "number" && value >= least && value <= most;
  return fits ? toMeant({ ...change, value }, ports) : refuse("why_not_percent", String(value), least, most);
};

/** @type {Handler} */
const seek = async ({ value }, ports) => {
  const steps = Number(value);
  if (!Number.isInteger(steps) || steps === 0) return refuse("why_no_step");
  return toMeant({ what: "seek", by: "seconds", value: steps * SEEK_STEP }, ports);
};

/** @type {Handler} */
const second = async ({ value }, ports) =>
  (typeof value === "number" ? toMeant({ what: "seek", by: "time", value }, ports) : refuse("why_no_second"));

/** @param {Medium} one @param {Ports} ports @returns {Item} */
const item = (one, ports) => ({
  title: one.name,
  detail: ports.words.of(message(
    one.playing ? (one.muted ? "say_mark_media_silent" : "say_mark_media_playing") : "say_mark_media_paused", place(one, ports))),
  act: () => changed(one, { what: "play" }, ports),
});

/** @param {Medium[]} media @param {Ports} ports */
const listed = (media, ports) => done(message("say_media_list", media.length), {
  list: media.map((one) => item(one, ports)),
  chosen: media.indexOf(/** @type {Medium} */ (meant(media))),
});

/** @type {Handler} */
const list = async (_call, ports) => {
  const reply = await all(ports);
  return reply.ok ? listed(reply.value, ports) : reply;
};

/** @type {Handler} */
const listen = async (_call, ports) => {
  const reply = await all(ports);
  if (!reply.ok) return reply;
  const [only, ...others] = reply.value;
  return others.length ? listed(reply.value, ports) : changed(only, { what: "play" }, ports);
};

/** What players call their own captions. */
const CAPTIONS = /caption|subtitle|untertitel|sous-titre|subt[ií]tul|sottotitol|legenda|napisy|字幕|자막|(^|\W)cc(\W|$)/i;

/** A site may draw its captions itself: then its own button is offered. @type {Handler} */
const captions = async (_call, ports) => {
  const outcome = await toMeant({ what: "captions" }, ports);
  if (outcome.ok || outcome.why.key !== "why_media_no_captions") return outcome;
  const reply = await ports.elements.list("button");
  const named = reply.ok ? reply.value.filter(({ name }) => CAPTIONS.test(name)) : [];
  if (named.length === 0) return outcome;
  return done(message("say_media_site_captions", outcome.why.args[0], named[0].name), { list: itemsOf(named, ports) });
};

/** A page of our own may play what is no element: then it does itself what is wanted. @param {Handler} handler @returns {Handler} */
const orItself = (handler) => async (call, ports) => {
  const outcome = await handler(call, ports);
  if (outcome.ok || !NONE.has(outcome.why.key)) return outcome;
  const { command, value } = call;
  const own = await intend({ command, ...(value !== null && { value }) }, ports);
  return own.ok || own.why.key === "why_intent_page" ? own : outcome;
};

/** @type {Record<string, Handler>} */
export const media = {
  "media.play": orItself(always({ what: "play" })),
  "media.pause": orItself(always({ what: "pause" })),
  "media.listen": listen,
  "media.list": list,
  "media.seek": orItself(seek),
  "media.percent": orItself(percent(0, 100, { what: "seek", by: "percent" })),
  "media.second": orItself(second),
  "media.louder": always({ what: "louder", value: VOLUME_STEP }),
  "media.softer": always({ what: "louder", value: -VOLUME_STEP }),
  "media.volume": percent(0, 100, { what: "volume" }),
  "media.faster": orItself(always({ what: "faster", value: 1 })),
  "media.slower": orItself(always({ what: "faster", value: -1 })),
  "media.speed": orItself(percent(SPEEDS[0], SPEEDS[SPEEDS.length - 1], { what: "speed" })),
  "media.mute": always({ what: "mute" }),
  "media.captions": captions,
};
