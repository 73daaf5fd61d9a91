// Voices: who speaks, how fast and how loud, and whether names are said in a blink.

import { clear, rank } from "../core/fuzzy.js";
import { SETTINGS } from "../core/settings.js";
import { done, message, refuse, textOf } from "./outcome.js";
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */
/** @import {OneVoice, Purpose} from "./voices_port.js" */

/** While something is read it is the voice that reads, else the one that answers. @param {Ports} ports @returns {Purpose} */
const purposeNow = (ports) => (ports.speech.state() === "idle" ? "answer" : "reading");

/** The sentence being read is said again, by the voice that reads now. @param {Purpose} purpose @param {string} wish @param {Ports} ports */
const give = async (purpose, wish, ports) => {
  await ports.voices.set(`${purpose}_voice`, wish);
  if (purpose === "reading" && ports.speech.state() === "speaking") ports.speech.rate(ports.engine.rate());
};

/** @param {OneVoice} voice @param {Ports} ports @returns {Promise<Outcome>} */
const choose = async ({ wish, name }, ports) => {
  const purpose = purposeNow(ports);
  const before = String(ports.voices.get(`${purpose}_voice`));
  await give(purpose, wish, ports);
  return done(message(purpose === "answer" ? "say_voice_answers" : "say_voice_reads", name), {
    undo: () => give(purpose, before, ports),
  });
};

/** @param {OneVoice} voice @param {Ports} ports @returns {Item} */
const item = (voice, ports) => ({ title: voice.name, detail: voice.detail, act: () => choose(voice, ports) });

/** @type {Handler} */
const next = async (_call, ports) => {
  const near = ports.voices.all().filter((voice) => voice.near);
  const now = near.findIndex(({ wish }) => wish === ports.voices.get(`${purposeNow(ports)}_voice`));
  const other = near[(now + 1) % near.length];
  return other && near.length > (now < 0 ? 0 : 1) ? choose(other, ports) : refuse("why_no_other_voice");
};

/** @type {Handler} */
const named = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const hits = rank(text, ports.voices.all(), ({ name, detail }) => [name, detail]);
  if (hits.length === 0) return refuse("why_no_voice_called", text);
  if (clear(hits)) return choose(hits[0].item, ports);
  return done(message("say_voices_found", hits.length, text), { list: hits.map((hit) => item(hit.item, ports)) });
};

/** Percent of one step of each. */
const STEPS = { answer_pace: 20, voice_volume: 10 };

/**
 * @param {keyof typeof STEPS} setting @param {1 | -1} way
 * @param {{say: string, most: string, least: string}} texts
 * @returns {Handler}
 */
const level = (setting, way, { say, most, least }) => async (_call, ports) => {
  const { min = 0, max = 100 } = SETTINGS.find(({ name }) => name === setting) ?? {};
  const before = Number(ports.voices.get(setting));
  const now = Math.min(max, Math.max(min, before + way * STEPS[setting]));
  if (now === before) return refuse(way > 0 ? most : least, now);
  await ports.voices.set(setting, now);
  return done(message(say, now), { undo: () => ports.voices.set(setting, before) });
};

const PACE = { say: "say_voice_pace", most: "why_rate_most", least: "why_rate_least" };
const VOLUME = { say: "say_voice_volume", most: "why_voice_loudest", least: "why_voice_softest" };

/** @type {Handler} */
const spearcons = async (_call, ports) => {
  const on = !ports.voices.get("spearcons");
  await ports.voices.set("spearcons", on);
  return done(message(on ? "say_spearcons_on" : "say_spearcons_off"), { undo: () => ports.voices.set("spearcons", !on) });
};

/** What can be named where a word waits for a voice. @param {Ports} ports */
export const voiceOffer = async (ports) => ports.voices.all().map((voice) => item(voice, ports));

/** @type {Record<string, Handler>} */
export const voices = {
  "voice.next": next,
  "voice.choose": named,
  "voice.faster": level("answer_pace", 1, PACE),
  "voice.slower": level("answer_pace", -1, PACE),
  "voice.louder": level("voice_volume", 1, VOLUME),
  "voice.softer": level("voice_volume", -1, VOLUME),
  "spearcons.toggle": spearcons,
};
