// The tour of the sounds: each as an item, played and named as one comes to it, by next and previous or from the list.

import { EARCONS, EARCON_NAMES, TOUR, echoTone } from "../core/earcons.js";
import { tonesOf } from "../core/role_sounds.js";
import { done, message } from "./outcome.js";
/** @import {Tone} from "../core/earcons.js" */
/** @import {RoleSound} from "../core/role_sounds.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/** @typedef {{title: string, detail: string, tones: readonly Tone[]}} Stop of the tour */

/** Middle C, as loud as it is mostly hit. */
const ECHO = echoTone(60, 80);

/** @param {RoleSound} sound @param {Ports} ports @returns {Stop} */
const ofRole = (sound, { words }) => {
  const { role, level, timbre } = sound;
  const named = words.of(message(`settings_sound_role_${role}`));
  const title = level === undefined ? named : words.of(message("say_role_heading_level", level));
  return { title, detail: words.of(message("say_tour_timbre", timbre.replaceAll("-", " "))), tones: tonesOf(sound, 0) };
};

/** @param {string} name @param {readonly Tone[]} tones @param {Ports} ports @returns {Stop} */
const ofAnswer = (name, tones, { words }) =>
  ({ title: words.of(message(`settings_sound_role_${name}`)), detail: words.of(message(`settings_sound_hint_${name}`)), tones });

/** What a page holds first, then the answers of Rubato. @param {Ports} ports @returns {Stop[]} */
const stops = (ports) => [
  ...ports.layout.allSounds().map((sound) => ofRole(sound, ports)),
  ofAnswer("echo", [ECHO], ports),
  ...EARCON_NAMES.map((name) => ofAnswer(name, EARCONS[name], ports)),
];

/** @param {Stop[]} all @param {number} at @returns {Outcome} */
const heard = (all, at) => {
  const { title, detail, tones } = all[at];
  return done(message("say_item", at + 1, all.length, title, detail), { sound: { role: TOUR, tones, pan: 0 } });
};

/** @param {Stop[]} all @returns {Item[]} */
const itemsOf = (all) => {
  /** @type {Item[]} */
  const items = all.map(({ title, detail }, at) => ({
    title, detail,
    show: async () => heard(all, at),
    act: async () => ({ ...heard(all, at), list: items, chosen: at }),
  }));
  return items;
};

/** @type {Handler} */
const begin = async (_call, ports) => {
  const all = stops(ports);
  const [{ title, detail, tones }] = all;
  return done(message("say_sound_tour", all.length, title, detail), {
    list: itemsOf(all), chosen: 0, sound: { role: TOUR, tones, pan: 0 },
  });
};

/** @type {Record<string, Handler>} */
export const soundTour = { "sound.tour": begin };
