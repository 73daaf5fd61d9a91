// A page of our own in memory: it takes what is wanted of it, and answers as a test says.

/** @import {Intended, Intent, IntentsPort} from "../../../extension/handlers/intents_port.js" */
/** @import {Refusal} from "../../../extension/handlers/ports.js" */
/** @import {World} from "./world.js" */

export const makeIntents = () => ({
  refused: /** @type {Refusal | null} */ (null),
  taken: /** @type {(Intent & {tab: number})[]} */ ([]),
  /** The next answer. */
  told: /** @type {Intended} */ ({ said: "", asks: false, undo: "" }),
});

/** @param {() => World} of @returns {IntentsPort} */
export const fakeIntents = (of) => ({
  send: async (intent, tab) => {
    const world = of();
    const { intents } = world;
    if (intents.refused) return intents.refused;
    const there = tab ?? world.current().id;
    intents.taken.push({ ...intent, tab: there });
    return { ok: true, value: { ...intents.told, tab: there } };
  },
});
