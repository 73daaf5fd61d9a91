// Grid: cells drawn over the page in front, and a click at a point, in whichever frame is there.

/** @import {Agent, Acted, Front, Reply} from "../handlers/ports.js" */
/** @import {GridPort} from "../handlers/labels_port.js" */

/** How often the page is asked to go on showing it, in ms. */
const RENEW_MS = 500;

/** Frames in frames that a point is followed through. */
const DEEPEST = 8;

/** A point of another frame. @typedef {{within?: number[], at?: {x: number, y: number}}} Elsewhere */

/**
 * @param {Front} front
 * @param {Agent} agent
 * @param {(ms: number) => Promise<void>} after
 * @returns {GridPort}
 */
export const makeGrid = (front, { ask, askTab, frameAt, followScript }, after) => {
  let turn = 0;

  /** @param {number} mine */
  const keepOn = async (mine) => {
    for (;;) {
      await after(RENEW_MS);
      if (mine !== turn) return;
      await ask({ rubato: "gridKeep" });
    }
  };

  /** In the main frame, or the one of another site that is at the point. @param {number} tab @param {object} request @returns {Promise<{reply: Reply<any>, frame: number}>} */
  const clickIn = async (tab, request) => {
    let [frame, asked] = [0, request];
    for (let depth = 0; ; depth += 1) {
      const reply = /** @type {Reply<any> & Elsewhere} */ (await askTab(tab, asked, frame));
      if (reply.ok) return { reply, frame };
      const next = reply.within && depth < DEEPEST ? await frameAt(tab, reply.within) : null;
      if (next === null) return { reply: { ok: false, why: reply.why }, frame };
      [frame, asked] = [next, { ...request, at: reply.at }];
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
      const { reply, frame } = await clickIn(tab, { rubato: "gridClick", keys, sure });
      if (reply.ok && reply.value.main) await followScript(tab, frame, reply.value.script, reply.value.origin);
      return /** @type {Reply<Acted>} */ (reply);
    },
  };
};
