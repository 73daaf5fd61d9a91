// Finding text: through the agents of a page's frames, and what was sought before.

/** @import {Agent} from "../handlers/ports.js" */
/** @import {FindingPort, FoundHere, FoundHit} from "../handlers/finding_port.js" */

/** Searches that are remembered. */
const REMEMBERED = 50;
const KEY = "finds";

/**
 * The hits of all frames as one row: those of the main frame, then of the frames within.
 * @param {{tab: number, frame: number, value: FoundHere}[]} answers
 */
const together = (answers) => {
  let before = 0;
  const hits = /** @type {FoundHit[]} */ ([]);
  for (const { tab, frame, value } of answers) {
    for (const hit of value.hits) hits.push({ ...hit, tab, frame, number: before + hit.id + 1 });
    before += value.count;
  }
  const [leader] = answers.filter(({ value }) => value.count > 0);
  const first = hits.findIndex(({ frame, id }) => frame === leader?.frame && id === leader.value.first);
  return { count: before, whole: answers.every(({ value }) => value.whole), first: Math.max(first, 0), hits };
};

/**
 * @param {typeof chrome} api
 * @param {Agent} agent
 * @param {(tab: number) => Promise<void>} marks gives the page the style of what is painted
 * @returns {FindingPort}
 */
export const makeFinding = (api, agent, marks) => {
  /** @type {FoundHit | null} */
  let shown = null;
  const past = async () => /** @type {string[]} */ ((await api.storage.local.get(KEY))[KEY] ?? []);

  return {
    find: async (text) => {
      const reply = await agent.askAll({ rubato: "find", text });
      return reply.ok ? { ok: true, value: { ...together(reply.value), pdfs: reply.pdfs } } : reply;
    },
    tally: async (tab, text) => {
      const reply = await agent.askAllOf(tab, { rubato: "find", text, brief: true });
      if (!reply.ok) return reply;
      const { count, whole, hits } = together(reply.value);
      return { ok: true, value: { count, whole, snippet: hits[0]?.snippet ?? "", pdfs: reply.pdfs } };
    },
    seek: async (hit) => {
      const { tab, frame, id, search } = hit;
      const spot = [];
      // What lies about a frame of another site moves too; and a hit shown before is shown no more.
      const frames = new Set([0, ...(shown?.tab === tab ? [shown.frame] : []), frame]);
      await marks(tab);
      for (const one of frames) {
        const request = one === frame ? { rubato: "seek", id, search } : { rubato: "leaveHit" };
        const reply = await agent.askTab(tab, request, one);
        // The frame of the hit before may be gone, and its hit with it.
        if (!reply.ok && one !== frame && one !== 0) continue;
        if (!reply.ok) return reply;
        spot.push({ tab, frame: one, token: reply.value.token });
      }
      shown = hit;
      return { ok: true, value: spot };
    },
    unseek: async (spot) => {
      for (const { tab, frame, token } of spot) {
        const reply = await agent.askTab(tab, { rubato: "unseek", token }, frame);
        if (!reply.ok) return reply;
      }
      return { ok: true, value: null };
    },
    select: async () => shown
      ? agent.askTab(shown.tab, { rubato: "selectHit" }, shown.frame)
      : { ok: false, why: { key: "why_no_hit", args: [] } },
    past,
    keep: async (text) => {
      const others = (await past()).filter((one) => one !== text);
      await api.storage.local.set({ [KEY]: [text, ...others].slice(0, REMEMBERED) });
    },
  };
};
