// Reading: asks the agent for the page's sentences, lends it the library that finds the main text, and knows the
// frame that it is read in.

/** @import {Agent, Front, Reply} from "../handlers/ports.js" */
/** @import {ReadableHere, ReadingPort} from "../handlers/reading_port.js" */

const LIBRARY = "vendor/readability/Readability.js";

/** Frames in frames that are looked into, and how long, in ms, one may take. */
const [DEEPEST, FRAME_MS] = [8, 2500];

/** What can be read, and in which frame. @typedef {{frame: number, reply: Reply<ReadableHere>}} Opened */

/** Whether the frame that a page names is read, and not the page itself. @param {ReadableHere} own @param {Reply<ReadableHere>} theirs */
const isMeant = (own, theirs) => {
  if (!theirs.ok || theirs.value.sentences.length === 0) return false;
  if (own.from === "selection") return own.inner?.meant === true && theirs.value.from === "selection";
  return own.inner?.meant || theirs.value.letters > own.letters;
};

/**
 * @param {typeof chrome} api
 * @param {Front} front
 * @param {Agent} agent
 * @param {(tab: number) => Promise<void>} marks gives the page the style of what is painted
 * @param {(ms: number) => Promise<void>} after
 * @returns {ReadingPort}
 */
export const makeReading = (api, front, agent, marks, after) => {
  /** The frame that was opened last in each tab. @type {Map<number, number>} */
  const frames = new Map();

  /** Ninety kilobytes that few pages need: they go there when asked for. @param {number} tab @param {number} frame */
  const lend = (tab, frame) => api.scripting.executeScript({ target: { tabId: tab, frameIds: [frame] }, files: [LIBRARY] });

  /** @param {number} tab @param {number} frame @param {object} request @returns {Promise<Reply<ReadableHere>>} */
  const readIn = async (tab, frame, request) => {
    const reply = await agent.askTab(tab, request, frame);
    if (!reply.ok || !reply.value.lacks) return reply;
    try {
      await lend(tab, frame);
    } catch {
      return { ok: false, why: { key: "why_page_left", args: [] } };
    }
    return agent.askTab(tab, { ...request, lent: true }, frame);
  };

  /** In this frame, or in the one of another site that it names. @param {number} tab @param {object} request @param {number} frame @param {number} depth @returns {Promise<Opened>} */
  const openIn = async (tab, request, frame, depth) => {
    const reply = await readIn(tab, frame, request);
    if (!reply.ok || !reply.value.inner || depth === DEEPEST) return { frame, reply };
    const inner = await agent.frameNamed(tab, reply.value.inner);
    if (inner === null) return { frame, reply };
    const within = await Promise.race([openIn(tab, request, inner, depth + 1), after(FRAME_MS).then(() => null)]);
    return within && isMeant(reply.value, within.reply) ? within : { frame, reply };
  };

  /** @param {number} tab */
  const pdfsIn = async (tab) => {
    const answers = await agent.askAllOf(tab, { rubato: "wayHere" });
    return answers.ok ? answers.pdfs : 0;
  };

  /** @param {number} tab */
  const unmark = (tab) => agent.askTab(tab, { rubato: "readUnmark" }, frames.get(tab));

  return {
    open: async (from) => {
      const tab = front.tab()?.id ?? -1;
      const [{ frame, reply }, pdfs] = await Promise.all([openIn(tab, { rubato: "readable", from }, 0, 0), pdfsIn(tab)]);
      if (!reply.ok) return reply;
      if (frames.has(tab) && frames.get(tab) !== frame) await unmark(tab);
      frames.set(tab, frame);
      await marks(tab);
      const { sentences, title, whole, from: what } = reply.value;
      return { ok: true, value: { sentences, title: title || (front.tab()?.title ?? ""), whole, from: what, tab, pdfs } };
    },
    mark: (tab, at) => agent.askTab(tab, { rubato: "readMark", at }, frames.get(tab)),
    unmark,
  };
};
