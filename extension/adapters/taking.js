// Taking: facts, text and the pointer, through the agent of the frame that has the element.

/** @import {Agent, Reply} from "../handlers/ports.js" */
/** @import {ElementPlace} from "../handlers/elements_port.js" */
/** @import {TakingPort} from "../handlers/taking_port.js" */

/**
 * @param {Agent} agent
 * @returns {TakingPort}
 */
export const makeTaking = ({ askTab, askFocused }) => {
  /** @param {string} rubato @param {ElementPlace | null} at @returns {Promise<{tab: number, frame: number, reply: Reply<any>}>} */
  const of = async (rubato, at) => {
    if (!at) return askFocused({ rubato });
    const { tab, frame, id } = at;
    return { tab, frame, reply: await askTab(tab, { rubato, id }, frame) };
  };
  return {
    focused: async () => {
      const { reply, tab, frame } = await askFocused({ rubato: "elementFocused" });
      return reply.ok ? { ok: true, value: { tab, frame, id: reply.value } } : reply;
    },
    facts: async (at) => (await of("elementFacts", at)).reply,
    text: async (at) => (await of("elementText", at)).reply,
    hover: async (at) => {
      const { reply, tab, frame } = await of("elementHover", at);
      if (!reply.ok) return reply;
      const { name, token } = reply.value;
      return { ok: true, value: { name, way: { tab, frame, token } } };
    },
    back: ({ tab, frame, token }) => askTab(tab, { rubato: "goBack", token }, frame),
  };
};
