// The field that has the focus, in memory: what was typed and picked, and the ways back.

/** @import {FieldsPort} from "../../../extension/handlers/fields_port.js" */
/** @import {Refusal} from "../../../extension/handlers/ports.js" */

/** `reach` is why nothing can be done, null where it can. */
export const makeFieldsWorld = () => {
  const field = {
    reach: /** @type {Refusal | null} */ (null), name: "Name", holds: "old", secret: false, refused: "",
    asks: false, open: "", escaped: /** @type {"dialog" | "field" | "key"} */ ("key"),
    options: ["Red", "Green", "Dark green"], picked: 0, shut: false, ticked: false,
    log: /** @type {string[]} */ ([]),
  };
  /** @type {(() => void)[]} */
  const ways = [];
  /** @param {() => void} way */
  const keep = (way) => ({ tab: 1, frame: 2, token: ways.push(way) - 1 });
  /** @type {FieldsPort} */
  const port = {
    type: async (text) => {
      const was = field.holds;
      field.holds = text;
      const way = keep(() => { field.holds = was; });
      return field.reach ?? { ok: true, value: { name: field.name, ...(!field.secret && { value: text }), way } };
    },
    dictate: async (text) => {
      const was = field.holds;
      if (text === field.refused) return { ok: false, why: { key: "why_one_line", args: [field.name] } };
      field.holds += text;
      return field.reach ?? { ok: true, value: { name: field.name, text, way: keep(() => { field.holds = was; }) } };
    },
    enter: async (sure) => {
      if (field.reach) return field.reach;
      if (field.asks && !sure) return { ok: true, value: { name: field.name, asks: true } };
      field.log.push("enter");
      if (field.open) return { ok: true, value: { name: field.name, open: field.open } };
      return { ok: true, value: { name: field.name, way: keep(() => field.log.push("line back")) } };
    },
    escape: async () => {
      const { escaped: what, name } = field;
      return field.reach ?? { ok: true, value: { what, name, ...(what !== "key" && { way: keep(() => field.log.push("back")) }) } };
    },
    choices: async () => field.reach ?? {
      ok: true,
      value: { name: field.name, options: field.options.map((title, i) => ({ title, chosen: i === field.picked })), from: { tab: 1, frame: 2, token: 0 } },
    },
    pick: async (_from, index) => {
      const was = field.picked;
      field.picked = index;
      return field.reach ?? { ok: true, value: { name: field.name, value: field.options[index], ...(!field.secret && { way: keep(() => { field.picked = was; }) }) } };
    },
    shut: async () => { field.shut = true; return { ok: true, value: null }; },
    tick: async () => {
      field.ticked = !field.ticked;
      const way = keep(() => { field.ticked = !field.ticked; });
      return field.reach ?? { ok: true, value: { now: { role: "checkbox", name: field.name, state: { checked: field.ticked } }, way } };
    },
    back: async ({ token }) => { ways[token](); return { ok: true, value: null }; },
  };
  return Object.assign(field, { port });
};
