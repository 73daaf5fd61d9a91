// What the engine does itself: again, undo, cancel, help, piano, languages, settings, sound, tour.

import { clear, rank } from "../core/fuzzy.js";
import { done, message, must, refuse, textOf } from "./outcome.js";
import { where } from "./reading.js";
/** @import {CommandHelp, LanguageState} from "./engine_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/** @param {boolean} on @returns {Handler} */
const piano = (on) => async (_call, ports) => {
  const before = await ports.engine.piano(on);
  return done(message(on ? "say_piano_on" : "say_piano_off"), {
    ...(before !== on && { undo: async () => void (await ports.engine.piano(before)) }),
  });
};

/** @param {boolean} on @returns {Handler} */
const microphone = (on) => async (_call, ports) => {
  const reply = await ports.engine.microphone(on);
  if (!reply.ok) return reply;
  return done(message(on ? "say_microphone_on" : "say_microphone_off"), {
    ...(reply.value !== on && { undo: async () => void must(await ports.engine.microphone(reply.value)) }),
  });
};

/** What is said next is heard, and nothing after it. @type {Handler} */
const listen = async (_call, ports) => {
  const reply = await ports.engine.listen();
  return reply.ok ? done(message("say_listening_once")) : reply;
};

/** @param {LanguageState} language @param {boolean} on @param {Ports} ports @returns {Promise<Outcome>} */
const speak = async ({ name, active }, on, ports) => {
  if (active === on) return refuse(on ? "why_language_on" : "why_language_off", name);
  const reply = await ports.engine.language(name, on);
  if (!reply.ok) return reply;
  return done(message(on ? "say_language_on" : "say_language_off", name), {
    undo: async () => void (await ports.engine.language(name, active)),
  });
};

/** @param {boolean} on @returns {Handler} */
const language = (on) => async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const hits = rank(text, ports.engine.languages(), (one) => [one.name]);
  if (clear(hits)) return speak(hits[0].item, on, ports);
  if (hits.length === 0) return refuse("why_no_language_called", text);
  return done(message("say_languages_found", hits.length, text), {
    list: hits.map((hit) => languageItem(hit.item, on, ports)),
  });
};

/** @param {LanguageState} one @param {boolean} on @param {Ports} ports @returns {Item} */
const languageItem = (one, on, ports) =>
  ({ title: one.name, detail: one.help, act: () => speak(one, on, ports) });

/** @param {CommandHelp} command @param {Ports} ports @returns {Promise<Outcome>} */
const explain = async (command, ports) => {
  await ports.engine.help(command.name);
  return done(message("say_help_command", command.phrases[0], command.help));
};

/** @param {CommandHelp} command @param {Ports} ports @returns {Item} */
const helpItem = (command, ports) =>
  ({ title: command.phrases[0], detail: command.help, act: () => explain(command, ports) });

/** @type {Handler} */
const helpAll = async (_call, ports) => {
  await ports.engine.help(null);
  const all = ports.engine.commands();
  return done(message("say_help", all.length), { list: all.map((one) => helpItem(one, ports)) });
};

/** @type {Handler} */
const helpOne = async (call, ports) => {
  const text = textOf(call.value);
  if (!text) return refuse("why_no_text");
  const hits = rank(text, ports.engine.commands(), (one) => [...one.phrases, one.name, one.help]);
  if (hits.length === 0) return refuse("why_no_command_called", text);
  if (clear(hits)) return explain(hits[0].item, ports);
  return done(message("say_commands_found", hits.length, text), {
    list: hits.map((hit) => helpItem(hit.item, ports)),
  });
};

/** @param {number} step @returns {Handler} */
const sound = (step) => async (_call, ports) =>
  done(message("say_volume", await ports.engine.volume(step)), {
    undo: async () => void (await ports.engine.volume(-step)),
  });

/** Cancels what runs, and says where one is. @type {Handler} */
const cancel = async (_call, ports) => {
  if (ports.speech.state() === "speaking") ports.speech.pause();
  if (ports.gliding.state() === "moving") await ports.gliding.pause();
  await ports.engine.cancel();
  return where(ports);
};

/** @param {"settings" | "tour"} page @param {string} key @returns {Handler} */
const show = (page, key) => async (_call, ports) => {
  await ports.engine[page]();
  return done(message(key));
};

/** What can be named where a word waits for a text. */
export const engineOffers = {
  /** @param {Ports} ports */
  languageOn: async (ports) =>
    ports.engine.languages().filter((one) => !one.active).map((one) => languageItem(one, true, ports)),
  /** @param {Ports} ports */
  languageOff: async (ports) =>
    ports.engine.languages().filter((one) => one.active).map((one) => languageItem(one, false, ports)),
  /** @param {Ports} ports */
  help: async (ports) => ports.engine.commands().map((one) => helpItem(one, ports)),
};

/** @type {Record<string, Handler>} */
export const engine = {
  again: (_call, ports) => ports.engine.again(),
  undo: (_call, ports) => ports.engine.undo(),
  cancel,
  "help.show": helpAll,
  "help.command": helpOne,
  "piano.on": piano(true),
  "piano.off": piano(false),
  "microphone.on": microphone(true),
  "microphone.off": microphone(false),
  "microphone.once": listen,
  "language.on": language(true),
  "language.off": language(false),
  "settings.open": show("settings", "say_settings"),
  "sound.louder": sound(1),
  "sound.softer": sound(-1),
  "tour.start": show("tour", "say_tour"),
};
