// Labels and the grid in memory: labels in the order of the elements that can be acted on and seen.

import { isActionable } from "../../../extension/core/families.js";
/** @import {GridPort, Labelled, LabelsPort} from "../../../extension/handlers/labels_port.js" */
/** @import {Acted, Refusal, Reply} from "../../../extension/handlers/ports.js" */

/** @param {() => any} world */
export const makeLabelsWorld = (world) => {
  const labels = {
    all: /** @type {Labelled[]} */ ([]), kept: false, shown: false, played: /** @type {number[]} */ ([]),
    changed: /** @type {(reply: Reply<Labelled[]>) => void} */ (() => {}),
    log: /** @type {string[]} */ ([]), acted: /** @type {Acted} */ ({ name: "" }),
    port: /** @type {LabelsPort} */ (/** @type {unknown} */ (null)),
    grid: /** @type {GridPort} */ (/** @type {unknown} */ (null)),
  };
  const look = async () => {
    const reply = await world().elements.port.list("element");
    if (!reply.ok) return /** @type {Refusal} */ (reply);
    const seen = reply.value.filter((/** @type {any} */ one) => one.visible && isActionable(one.role));
    labels.all = seen.map((/** @type {any} */ element, /** @type {number} */ i) => ({ element, keys: [i + 1] }));
    labels.shown = true;
    return { ok: /** @type {const} */ (true), value: labels.all };
  };
  labels.port = {
    show: (changed) => { labels.changed = changed; return look(); },
    played: async (keys) => { labels.played = keys; },
    hide: async () => { labels.shown = labels.kept; },
    keep: async (on) => {
      const reply = on ? await look() : { ok: /** @type {const} */ (true), value: [] };
      labels.kept = on && reply.ok;
      labels.shown = labels.kept;
      return reply;
    },
    kept: () => labels.kept,
    find: (keys) => labels.all.find((one) => String(one.keys) === String(keys)),
  };
  labels.grid = {
    show: async (keys) => {
      labels.log.push(`grid ${keys.join(" ")}`);
      return world().page.reach ?? { ok: true, value: null };
    },
    hide: async () => { labels.log.push("grid off"); },
    click: async (keys, { sure }) => {
      labels.log.push(`click ${keys.join(" ")}${sure ? " surely" : ""}`);
      const { asks, ...rest } = labels.acted;
      return world().page.reach ?? { ok: true, value: sure ? rest : labels.acted };
    },
  };
  return labels;
};
