// Personas: who answers, chosen by hand, or left to the page in front.

import { clear, rank } from "../core/fuzzy.js";
import { done, message, refuse, textOf } from "./outcome.js";
/** @import {Persona} from "./asking_port.js" */
/** @import {Handler, Item, Outcome, Ports} from "./ports.js" */

/** Named in place of a persona, it keeps the page's own from answering; the server knows it, too. */
const NOBODY = "nobody";

/** Who answers where nobody was chosen, and where nobody is to. @type {readonly [string, string][]} */
const OTHERS = [["", "say_persona_page"], [NOBODY, "say_persona_nobody"]];

/**
 * @param {string} name @param {string} told @param {Ports} ports
 * @returns {Promise<Outcome>}
 */
const speakAs = async (name, told, { asking }) => {
  const before = asking.persona();
  await asking.speakAs(name);
  return done(message("say_persona_on", told), { undo: () => asking.speakAs(before) });
};

/** @param {Persona} persona @param {Ports} ports @returns {Item} */
const itemOf = ({ name, greeting }, ports) => ({
  title: name, detail: greeting, act: () => speakAs(name, greeting ? `${name}: ${greeting}` : name, ports),
});

/** @param {Ports} ports @returns {Promise<Item[]>} all who can answer; none where nobody can be asked */
const everybody = async (ports) => {
  const reply = await ports.asking.personas();
  if (!reply.ok) return [];
  const others = OTHERS.map(([name, key]) => {
    const told = ports.words.of(message(key));
    return { title: told, detail: "", act: () => speakAs(name, told, ports) };
  });
  return [...reply.value.map((persona) => itemOf(persona, ports)), ...others];
};

/** @type {Record<string, (ports: Ports) => Promise<Item[]>>} */
export const personaOffers = { "chat.persona": everybody };

/** @type {Record<string, Handler>} */
export const personas = {
  "chat.persona": async ({ value }, ports) => {
    const text = textOf(value);
    if (!text) return refuse("why_no_text");
    const reply = await ports.asking.personas();
    if (!reply.ok) return reply;
    const hits = rank(text, await everybody(ports), ({ title }) => [title]);
    if (clear(hits)) return hits[0].item.act();
    const items = hits.map(({ item }) => item);
    return items.length ? done(message("say_personas_found", items.length, text), { list: items }) : refuse("why_no_persona_called", text);
  },
};
