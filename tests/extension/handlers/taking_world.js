// What can be taken from a page, in memory: one element's facts and text, the clipboard, files, the pointer.

/** @import {ClipboardPort, DownloadsPort, TakingPort} from "../../../extension/handlers/taking_port.js" */
/** @import {ElementPlace} from "../../../extension/handlers/elements_port.js" */
/** @import {Refusal} from "../../../extension/handlers/ports.js" */

/** `reach` is why the element can't be reached, `gone` why what a list named can't, `refused` why it can't be taken; null where they can. */
export const makeTakingWorld = () => {
  const world = {
    reach: /** @type {Refusal | null} */ (null), gone: /** @type {string} */ (""), refused: /** @type {Refusal | null} */ (null),
    facts: { name: "It", link: "", source: "", isLink: false }, text: "", focused: /** @type {number | null} */ (null),
    asked: /** @type {(number | null)[]} */ ([]), copied: /** @type {string[]} */ ([]), over: "", files: /** @type {string[]} */ ([]), whole: true,
  };
  /** @template T @param {ElementPlace | null} at @param {T} value @returns {any} */
  const reply = (at, value) => {
    world.asked.push(at && at.id);
    if (at && world.gone) return { ok: false, why: { key: world.gone, args: [] } };
    return world.reach ?? { ok: true, value };
  };
  /** @type {TakingPort} */
  const taking = {
    focused: async () => (world.focused === null ? { ok: false, why: { key: "why_nothing_focused", args: [] } }
      : { ok: true, value: { tab: 1, frame: 0, id: world.focused } }),
    facts: async (at) => reply(at, world.facts),
    text: async (at) => reply(at, { text: world.text }),
    hover: async (at) => {
      const answer = reply(at, { name: world.facts.name, way: { tab: 1, frame: 0, token: 1 } });
      if (answer.ok) world.over = world.facts.name;
      return answer;
    },
    back: async () => { world.over = ""; return { ok: true, value: null }; },
  };
  /** @type {ClipboardPort} */
  const clipboard = {
    write: async (text) => {
      if (world.refused) return world.refused;
      world.copied.push(text);
      return { ok: true, value: null };
    },
  };
  /** @type {DownloadsPort} */
  const downloads = {
    get: async (url) => {
      if (world.refused) return world.refused;
      const name = String(url.split("/").at(-1));
      return { ok: true, value: { id: world.files.push(name) - 1, name, whole: world.whole } };
    },
    remove: async (id) => { world.files.splice(id, 1); },
  };
  return Object.assign(world, { ports: { taking, clipboard, downloads } });
};
