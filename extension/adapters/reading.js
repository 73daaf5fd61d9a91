// Reading: asks the agent for the page's sentences, and lends it the library that finds the main text.

/** @import {Agent, Front} from "../handlers/ports.js" */
/** @import {ReadingPort} from "../handlers/reading_port.js" */

const LIBRARY = "vendor/readability/Readability.js";

/**
 * @param {typeof chrome} api
 * @param {Front} front
 * @param {Agent} agent
 * @param {(tab: number) => Promise<void>} marks gives the page the style of what is painted
 * @returns {ReadingPort}
 */
export const makeReading = (api, front, agent, marks) => {
  /** Ninety kilobytes that few pages need: they go there when asked for. @param {number} tab */
  const lend = (tab) => api.scripting.executeScript({ target: { tabId: tab, frameIds: [0] }, files: [LIBRARY] });

  return {
    open: async (from) => {
      const tab = front.tab()?.id ?? -1;
      const request = { rubato: "readable", from };
      let reply = await agent.ask(request);
      if (reply.ok && reply.value.lacks) {
        try {
          await lend(tab);
        } catch {
          return { ok: false, why: { key: "why_page_left", args: [] } };
        }
        reply = await agent.askTab(tab, { ...request, lent: true });
      }
      if (!reply.ok) return reply;
      await marks(tab);
      return { ok: true, value: { ...reply.value, tab } };
    },
    mark: (tab, at) => agent.askTab(tab, { rubato: "readMark", at }),
    unmark: (tab) => agent.askTab(tab, { rubato: "readUnmark" }),
  };
};
