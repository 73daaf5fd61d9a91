// Finding text in memory: the port over the lines of the world's pages.

/** @import {Refusal} from "../../../extension/handlers/ports.js" */
/** @import {FindingPort} from "../../../extension/handlers/finding_port.js" */
/** @import {World} from "./world.js" */

/**
 * Pages by their titles, each a list of lines; a hit is a line that holds the text.
 * @param {() => World} of @returns {FindingPort}
 */
export const fakeFinding = (of) => {
  /** @param {number} tab @param {string} text */
  const lines = (tab, text) => {
    const { finding, windows } = of();
    const title = windows.flatMap((one) => one.tabs).find((one) => one.id === tab)?.title ?? "";
    return finding.texts[title]?.filter((line) => line.includes(text));
  };
  /** @type {Refusal} */
  const closed = { ok: false, why: { key: "why_browser_page", args: [] } };
  return {
    find: async (text) => {
      const tab = of().current().id;
      const found = lines(tab, text);
      if (!found) return closed;
      const hits = found.map((snippet, id) => ({ id, search: 1, number: id + 1, snippet, percent: 10 * id, heading: id ? "Part" : "", tab, frame: 0 }));
      return { ok: true, value: { count: hits.length, whole: of().finding.whole, first: Math.min(1, hits.length - 1), hits, pdfs: of().page.pdfs } };
    },
    tally: async (tab, text) => {
      const found = lines(tab, text);
      return found ? { ok: true, value: { count: found.length, whole: true, snippet: found[0] ?? "", pdfs: of().page.pdfs } } : closed;
    },
    seek: async (hit) => {
      const { finding } = of();
      finding.spots.push(finding.shown);
      finding.shown = hit.snippet;
      return { ok: true, value: [{ tab: hit.tab, frame: 0, token: finding.spots.length - 1 }] };
    },
    unseek: async ([{ token }]) => { of().finding.shown = of().finding.spots[token]; return { ok: true, value: null }; },
    select: async () => of().finding.shown
      ? { ok: true, value: { text: of().finding.shown } } : { ok: false, why: { key: "why_no_hit", args: [] } },
    past: async () => of().finding.past,
    keep: async (text) => { of().finding.past = [text, ...of().finding.past.filter((one) => one !== text)]; },
  };
};
