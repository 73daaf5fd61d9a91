// The companion server's comments: how many replies wait for their owner, and the page that shows them.

import { request } from "./request.js";

/** @import {Reach} from "./request.js" */

/**
 * @param {Reach} reach
 * @param {typeof fetch} [ask]
 */
export const openComments = (reach, ask = (...all) => fetch(...all)) => ({
  /**
   * @returns {Promise<number>} how many wait to be approved, or are unclear
   * @throws {import("./request.js").NotAsked} also where who is paired is no admin
   */
  waiting: async () => {
    const { review = 0, held = 0 } = await (await request(ask, reach, "/v1/comments/counts")).json();
    return Number(review) + Number(held);
  },

  page: `${reach.server}/web/comments.html`,
});
