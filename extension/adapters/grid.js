// Grid: cells drawn over the page in front, and a click at a point, in whichever frame is there.

/** @import {Agent, Acted, Front, Reply} from "../handlers/ports.js" */
/** @import {GridPort} from "../handlers/labels_port.js" */

/** How often the page is asked to go on showing it, in ms. */
const RENEW_MS = 500;

/**
 * @param {typeof chrome} api
 * @param {Front} front
 * @param {Agent} agent
 * @param {(ms: number) => Promise<void>} after
 * @returns {GridPort}
 */
export const makeGrid = (api, front, { ask, askTab }, after) => {
  let turn = 0;

  /** @param {number} mine */
  const keepOn = async (mine) => {
    for (;;) {
      await after(RENEW_MS);
      if (mine !== turn) return;
      await ask({ rubato: "gridKeep" });
    }
  };

  /** The only frame of that size; a page can't speak for a frame this way. @param {number} tab @param {{width: number, height: number}} size */
  const frameOf = async (tab, { width, height }) => {
    const frames = await api.scripting.executeScript({
      target: { tabId: tab, allFrames: true }, func: () => [innerWidth, innerHeight],
    });
    const fit = frames.filter(({ frameId, result }) => frameId !== 0 && result?.[0] === width && result[1] === height);
    return fit.length === 1 ? fit[0].frameId : null;
  };

  /** @param {number} tab @param {object} request @param {number} frame @returns {Promise<{reply: Reply<any>, frame: number}>} */
  const clickIn = async (tab, request, frame) => {
    const reply = await askTab(tab, request, frame);
    if (!reply.ok || !reply.value.frame) return { reply, frame };
    const inner = await frameOf(tab, reply.value.frame);
    if (inner === null || inner === frame) return { reply: { ok: false, why: { key: "why_frame_focused", args: [] } }, frame };
    return clickIn(tab, { .../** @type {any} */ (request), at: reply.value.at }, inner);
  };

  return {
    show: async (keys) => {
      const mine = ++turn;
      const reply = await ask({ rubato: "gridShow", keys });
      if (reply.ok && mine === turn) void keepOn(mine);
      return reply;
    },
    hide: async () => {
      turn += 1;
      await ask({ rubato: "gridHide" });
    },
    click: async (keys, { sure }) => {
      turn += 1;
      const tab = front.tab()?.id ?? -1;
      const { reply, frame } = await clickIn(tab, { rubato: "gridClick", keys, sure }, 0);
      if (reply.ok && reply.value.main) await clickInMain(api, tab, frame);
      return /** @type {Reply<Acted>} */ (reply);
    },
  };
};

/**
 * A javascript: link runs only where the page's own scripts run; the agent gave it the focus.
 * @param {typeof chrome} api @param {number} tabId @param {number} frame
 */
const clickInMain = (api, tabId, frame) =>
  api.scripting.executeScript({
    target: { tabId, frameIds: [frame] },
    world: "MAIN",
    func: () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const link = element?.closest("a[href], area[href]");
      if (link instanceof HTMLElement) link.click();
    },
  });
