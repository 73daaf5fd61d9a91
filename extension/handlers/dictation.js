// Dictation: what is said goes into the field that has the focus, until it is told otherwise.

import { lettersOf, parts, written } from "../core/dictation.js";
import { done, message, must, refuse, textOf } from "./outcome.js";
/** @import {Way} from "./fields_port.js" */
/** @import {Handler, Ports} from "./ports.js" */

/** The last first. @param {Way[]} ways @param {Ports} ports */
const allBack = async (ways, ports) => {
  for (const way of [...ways].reverse()) must(await ports.fields.back(way));
};

/** @type {Handler} */
const write = async (call, ports) => {
  const spoken = textOf(call.value) ?? "";
  const text = written(spoken, ports.words.tongue());
  if (!text) return refuse("why_no_text");
  const ways = /** @type {Way[]} */ ([]);
  for (const part of parts(text)) {
    const reply = await ports.fields.dictate(part, lettersOf(spoken, ports.words.tongue()) !== null);
    if (!reply.ok) {
      await allBack(ways, ports);
      return reply;
    }
    ways.push(reply.value.way);
  }
  return done(message("say_dictated", text), { undo: () => allBack(ways, ports) });
};

/** @type {Handler} */
const start = async (_call, ports) => {
  const reply = await ports.engine.dictation(true);
  if (!reply.ok) return reply;
  return done(message("say_dictation_on"), {
    ...(!reply.value && { undo: async () => void must(await ports.engine.dictation(false)) }),
  });
};

/** @type {Handler} */
const stop = async (_call, ports) => {
  const reply = await ports.engine.dictation(false);
  if (!reply.ok) return reply;
  if (!reply.value) return refuse("why_not_dictating");
  return done(message("say_dictation_off"), { undo: async () => void must(await ports.engine.dictation(true)) });
};

/** @type {Record<string, Handler>} */
export const dictation = {
  "dictation.write": write,
  "dictation.start": start,
  "dictation.stop": stop,
  "dictation.scratch": (_call, ports) => ports.engine.scratch(),
};
