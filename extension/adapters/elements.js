// Elements: what the agents of a page's frames know of it, as one list, and acting on one of them.

import { merged } from "../core/frames.js";
import { placeOf } from "../core/place.js";
/** @import {Acted, Agent, Reply} from "../handlers/ports.js" */
/** @import {ElementsPort} from "../handlers/elements_port.js" */

/**
 * @param {Agent} agent
 * @returns {ElementsPort}
 */
export const makeElements = ({ askTab, askAll, followScript }) => ({
  list: async (family) => {
    const reply = await askAll({ rubato: "elements", family });
    if (!reply.ok) return reply;
    const tab = reply.value[0]?.tab ?? -1;
    const found = merged(reply.value.map(({ frame, value }) => ({ frame, report: value })));
    const left = reply.value.reduce((sum, { value }) => sum + (value.left ?? 0), 0);
    return { ok: true, value: found.map((one) => ({ ...one, at: { tab, frame: one.frame, id: one.id } })), left };
  },
  show: async ({ tab, frame, id }) => {
    const spot = [];
    // The frames around move, too, when the browser brings into view what is in one of them.
    if (frame !== 0) {
      const around = await askTab(tab, { rubato: "elementStand" }, 0);
      if (around.ok) spot.push({ tab, frame: 0, token: around.value.token });
    }
    const reply = await askTab(tab, { rubato: "elementShow", id }, frame);
    if (!reply.ok) return reply;
    const { now, view, token } = reply.value;
    // What is in a frame within is somewhere in the page that only its frames together tell.
    const place = frame === 0 ? { place: placeOf(now.box, view) } : {};
    return { ok: true, value: { now: { ...now, ...place }, spot: [{ tab, frame, token }, ...spot] } };
  },
  leave: async (spot) => {
    for (const { tab, frame, token } of spot) {
      const reply = await askTab(tab, { rubato: "elementLeave", token }, frame);
      if (!reply.ok) return reply;
    }
    return { ok: true, value: null };
  },
  click: async ({ tab, frame, id }, how) => {
    const reply = /** @type {Reply<Acted & {main?: boolean, script?: string, origin?: string}>} */ (
      await askTab(tab, { rubato: "click", id, ...how }, frame));
    if (reply.ok && reply.value.main) await followScript(tab, frame, reply.value.script, reply.value.origin);
    return reply;
  },
});
