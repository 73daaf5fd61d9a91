// The companion server's taste: what its owner makes of a thing.

import { posted, request } from "./request.js";

/** @import {Reach} from "./request.js" */
/** Of what kind, and where; `key` makes two of a kind the same. @typedef {{kind: "page" | "place" | "bookmark", key: string, title: string, text: string, address: string}} Rated */

/**
 * @param {Reach} reach
 * @param {typeof fetch} [ask]
 */
export const openTaste = (reach, ask = (...all) => fetch(...all)) => ({
  /**
   * @param {Rated} thing @param {number | null} value 0..10, or none of it
   * @returns {Promise<number | null>} the one that it had
   * @throws {import("./request.js").NotAsked}
   */
  rate: async (thing, value) => {
    const { before } = await (await request(ask, reach, "/v1/taste/ratings", { ...posted({ ...thing, value }), method: "PUT" })).json();
    return before;
  },

  /**
   * @param {Rated[]} things none of which the server keeps @param {AbortSignal} signal
   * @returns {Promise<string[]>} their keys, what is liked most first; all of them, whatever line is set
   * @throws {import("./request.js").NotAsked} or, where it was called off, what `fetch` throws
   */
  order: async (things, signal) => {
    const wanted = posted({ things, limit: things.length, least: 0 });
    const told = await (await request(ask, reach, "/v1/taste/predictions", { ...wanted, signal })).json();
    return told.things.map((/** @type {Rated} */ { key }) => key);
  },
});
