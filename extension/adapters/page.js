// Page: what is asked of the agent in the page in front, and the frame of another site that is meant.

/** @import {Agent, PagePort} from "../handlers/ports.js" */

/**
 * @param {Agent} agent
 * @returns {PagePort}
 */
export const makePage = ({ askTab, askFocused, followScript }) => /** @type {PagePort} */ ({
  scroll: async (how) => {
    const { reply, tab, frame } = await askFocused({ rubato: "scroll", ...how });
    return reply.ok ? { ok: true, value: { ...reply.value, from: { ...reply.value.from, tab, frame } } } : reply;
  },
  scrollBack: ({ tab, frame, ...spot }) => askTab(tab, { rubato: "scrollBack", ...spot }, frame),
  where: async () => (await askFocused({ rubato: "where" })).reply,
  clear: async () => {
    const { reply, tab, frame } = await askFocused({ rubato: "clear" });
    return reply.ok ? { ok: true, value: { ...reply.value, tab, frame } } : reply;
  },
  unclear: ({ tab, frame, token }) => askTab(tab, { rubato: "goBack", token }, frame),
  submit: async () => (await askFocused({ rubato: "submit" })).reply,
  click: async (how) => {
    const { reply, tab, frame } = await askFocused({ rubato: "click", ...how });
    if (reply.ok && reply.value.main) await followScript(tab, frame, reply.value.script, reply.value.origin);
    return reply;
  },
});
