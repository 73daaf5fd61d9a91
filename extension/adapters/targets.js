// Targets: elements that a session meant, found again in any frame of the page in front.

/** @import {Target} from "../core/session_log.js" */
/** @import {Agent} from "../handlers/ports.js" */
/** @import {TargetsPort} from "../handlers/targets_port.js" */

/** As many are offered in place of one that is gone. */
const MOST = 5;

/**
 * @param {Pick<Agent, "askAll">} agent
 * @param {(target: Target | null) => void} want has each act be done on this element, or on whichever it finds
 * @returns {TargetsPort}
 */
export const makeTargets = ({ askAll }, want) => ({
  want,
  find: async (target) => {
    const reply = await askAll({ rubato: "targetFind", target });
    if (!reply.ok) return { at: null, nearest: [] };
    const there = reply.value.filter(({ value }) => value.id !== null);
    const exact = there.filter(({ value }) => value.exact);
    const [one, other] = exact.length ? exact : there;
    const nearest = reply.value.flatMap(({ value }) => /** @type {Target[]} */ (value.nearest));
    if (!one) return { at: null, nearest: nearest.slice(0, MOST) };
    // The same in two frames: nobody guesses.
    return { at: other ? null : { tab: one.tab, frame: one.frame, id: one.value.id }, nearest: [target] };
  },
});
