// Audio clock: at which audio time a key sounds, so that every echo comes equally late.

/**
 * One look at both clocks, all in seconds.
 * @typedef {object} Reading
 * @property {number} now the page's clock (`performance.now`)
 * @property {number} current the audio time from which on sound can still be scheduled
 * @property {number} heard the audio time that was at the output ...
 * @property {number} heardAt ... at this time of the page's clock; 0 while it is not known
 */

/** @typedef {readonly number[]} Leads how far scheduling was ahead of the output lately, s */

/** @type {Leads} */
export const NO_LEADS = Object.freeze([]);

/** Enough to see the crest of the steps; few enough that a stall is soon forgotten. */
const REMEMBERED = 64;

/** Time for the page to handle the key: its echo is scheduled this much after the crest. */
const SLACK_S = 0.002;

/** A longer wait is no answer to a key: better uneven than late. */
const LONGEST_LEAD_S = 0.25;

/**
 * Return when the answer to an event sounds, and the leads to pass in next time.
 *
 * Sound is computed in blocks of about 10 ms, so the audio time stands still and then jumps:
 * starting "now" is up to a block late, by chance (measured: 12 ms from first to last). The time at
 * the output runs evenly (measured: SD 0.06 ms), so the event's place on it, plus the most that
 * scheduling was lately ahead of it, is a time that has not yet been computed and always equally
 * far off. What ought to have sounded already sounds at once.
 *
 * @param {Leads} leads
 * @param {Reading} reading
 * @param {number} event when it happened by the page's clock, s
 * @returns {{when: number, leads: Leads}}
 */
export function schedule(leads, {now, current, heard, heardAt}, event) {
  if (!heardAt) return {when: current, leads};
  const lead = current - (heard + now - heardAt);
  const remembered = [...leads.slice(1 - REMEMBERED), lead];
  const crest = Math.min(LONGEST_LEAD_S, Math.max(...remembered));
  const even = heard + Math.min(event, now) - heardAt + crest + SLACK_S;
  return {when: Math.max(current, even), leads: remembered};
}
