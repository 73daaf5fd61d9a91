// Page: what is asked of the agent in the page in front, and the frame of another site that is meant.

/** @import {Agent, Front, PagePort, Refusal, Reply} from "../handlers/ports.js" */

/** A refusal without what only the adapter needed. @param {Refusal} reply @returns {Refusal} */
const refusal = ({ why }) => ({ ok: false, why });

/**
 * @param {typeof chrome} api
 * @param {Front} front
 * @param {Agent} agent
 * @returns {PagePort}
 */
export const makePage = (api, front, { ask, askTab, askFocused, followScript }) => {
  /**
   * The frame of that size; null where none or several have it. A page can't speak for a frame this
   * way, as it could with messages.
   * @param {number} id @param {{width: number, height: number}} size
   */
  const frameOf = async (id, { width, height }) => {
    const frames = await api.scripting.executeScript({
      target: { tabId: id, allFrames: true }, func: () => [innerWidth, innerHeight],
    });
    const fit = frames.filter(({ frameId, result }) => frameId !== 0 && result?.[0] === width && result[1] === height);
    return fit.length === 1 ? fit[0].frameId : null;
  };

  /**
   * Asks the main frame, and the frame of another site that it names instead, if any. The answer
   * says who gave it.
   * @param {object} request @returns {Promise<{reply: Reply<any>, tab: number, frame: number}>}
   */
  const askThrough = async (request) => {
    const tab = front.tab()?.id ?? -1;
    const reply = await ask(request);
    const size = "frame" in reply ? /** @type {any} */ (reply).frame : null;
    const frame = size && (await frameOf(tab, size));
    return frame ? { reply: await askTab(tab, request, frame), tab, frame } : { reply, tab, frame: 0 };
  };

  return /** @type {PagePort} */ ({
    scroll: async (how) => {
      const { reply, tab, frame } = await askThrough({ rubato: "scroll", ...how });
      return reply.ok ? { ok: true, value: { ...reply.value, from: { ...reply.value.from, tab, frame } } } : refusal(reply);
    },
    scrollBack: ({ tab, frame, ...spot }) => askTab(tab, { rubato: "scrollBack", ...spot }, frame),
    where: async () => {
      const { reply } = await askThrough({ rubato: "where" });
      return reply.ok ? reply : refusal(reply);
    },
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
};
