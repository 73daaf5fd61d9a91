// Intents: sent to the page agent of the tab in front, or of the one where something is to be taken back.

/** @import {Agent, Front} from "../handlers/ports.js" */
/** @import {IntentsPort} from "../handlers/intents_port.js" */

/**
 * @param {Front} front
 * @param {Agent} agent
 * @param {() => string} server the address of our own server
 * @returns {IntentsPort}
 */
export const makeIntents = (front, agent, server) => ({
  send: async (intent, tab = front.tab()?.id) => {
    if (tab === undefined) return { ok: false, why: { key: "why_tab_gone", args: [] } };
    const reply = await agent.askTab(tab, { rubato: "intend", origin: new URL(server()).origin, intent });
    return reply.ok ? { ok: true, value: { ...reply.value, tab } } : reply;
  },
});
