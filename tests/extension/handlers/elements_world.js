// Elements in memory: a page of a few, which can be gone to, clicked and left again.

/** @import {ElementsPort, PageElement} from "../../../extension/handlers/elements_port.js" */
/** @import {Refusal} from "../../../extension/handlers/ports.js" */

/**
 * @param {string} role @param {string} name @param {Partial<PageElement>} [more]
 * @returns {Omit<PageElement, "id" | "at">}
 */
export const element = (role, name, more = {}) => ({
  role, name, state: {}, box: { left: 0, top: 0, width: 10, height: 10 }, visible: true,
  frame: 0, place: { row: 0, column: 0 }, side: "in", ...more,
});

/** `reach` is why the page can't be reached, null where it can; `left` how many more it has than it tells. */
export const makeElementsWorld = () => {
  const page = {
    all: [element("link", "Home", { href: "https://home.test/", place: { row: -5, column: -5 } })],
    reach: /** @type {Refusal | null} */ (null), left: 0, gone: new Set(), asks: new Set(), log: /** @type {unknown[]} */ ([]),
  };
  /** @param {number} id */
  const find = (id) => (page.gone.has(page.all[id].name) ? null : page.all[id]);
  /** @type {Refusal} */
  const gone = { ok: false, why: { key: "why_element_gone", args: [] } };
  /** @type {ElementsPort} */
  const port = {
    list: async (family) => page.reach ?? {
      ok: true,
      value: page.all.map((one, id) => ({ ...one, id, at: { tab: 1, frame: one.frame, id } }))
        .filter(({ role }) => family === "element" || role === family || (family === "field" && role === "checkbox")),
      left: page.left,
    },
    show: async ({ tab, frame, id }) => {
      const now = find(id);
      page.log.push(`show ${page.all[id].name}`);
      return now ? { ok: true, value: { now, spot: [{ tab, frame, token: id }] } } : gone;
    },
    leave: async ([{ token }]) => {
      page.log.push(`leave ${page.all[token].name}`);
      return { ok: true, value: null };
    },
    click: async ({ id }, { sure }) => {
      const one = find(id);
      if (!one) return gone;
      if (page.asks.has(one.name) && !sure) return { ok: true, value: { name: one.name, asks: true } };
      page.log.push(`click ${one.name}`);
      if (one.role === "checkbox") one.state = { checked: !one.state.checked };
      return { ok: true, value: { name: one.name } };
    },
  };
  return Object.assign(page, { port });
};
