// Grid: cells drawn over the page in front, and a click at a point, in whichever frame is there.

/** @import {Agent, Acted, Front, Reply} from "../handlers/ports.js" */
/** @import {GridPort} from "../handlers/labels_port.js" */

/** How often the page is asked to go on showing it, in ms. */
const RENEW_MS = 500;

/**
 * @param {Front} front
 * @param {Agent} agent
 * @param {(ms: number) => Promise<void>} after
 * @returns {GridPort}
 */
export const makeGrid = (front, { ask, askThrough, followScript }, after) => {
  let turn = 0;

  /** @param {number} mine */
  const keepOn = async (mine) => {
    for (;;) {
      await after(RENEW_MS);
      if (mine !== turn) return;
      await ask({ rubato: "gridKeep" });
    }
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
      const { reply, frame } = await askThrough(tab, { rubato: "gridClick", keys, sure });
      if (reply.ok && reply.value.main) await followScript(tab, frame, reply.value.script, reply.value.origin);
      return /** @type {Reply<Acted>} */ (reply);
    },
  };
};
