// The companion server's chat: questions, with their answers as they come, and what was asked before.

import { posted, request } from "./request.js";
import { eventsOf } from "./stream.js";

/** @import {ServerEvent} from "../../core/server_events.js" */
/** @import {Reach} from "./request.js" */

/** Questions that are looked at for those that can be asked again. */
const MOST = 30;

/**
 * @param {Reach} reach
 * @param {typeof fetch} [ask]
 */
export const openChat = (reach, ask = (...all) => fetch(...all)) => ({
  /**
   * @param {object} body of /v1/inquiries
   * @param {AbortSignal} signal calls it off, and stops the model
   * @returns {AsyncGenerator<ServerEvent, void>}
   * @throws {import("./request.js").NotAsked}
   */
  ask: async function* (body, signal) {
    yield* eventsOf(await request(ask, reach, "/v1/inquiries", { ...posted({ ...body, stream: true }), signal }), signal, reach);
  },

  /** Deletes a question with its answer. @param {string} id @returns {Promise<void>} @throws {import("./request.js").NotAsked} */
  forget: async (id) => void (await request(ask, reach, `/v1/inquiries/${id}`, { method: "DELETE" })),

  /**
   * @param {string} id of a question @param {number | null} rating 0..10, or none of the answer
   * @returns {Promise<number | null>} the one that it had
   * @throws {import("./request.js").NotAsked}
   */
  rate: async (id, rating) => {
    const { review } = await (await request(ask, reach, `/v1/inquiries/${id}`)).json();
    const told = { version: review.version, rating };
    await request(ask, reach, `/v1/inquiries/${id}`, { ...posted(told), method: "PATCH" });
    return review.rating;
  },

  /** @returns {Promise<string[]>} one's own questions, the newest first, each once @throws {import("./request.js").NotAsked} */
  before: async () => {
    const { inquiries } = await (await request(ask, reach, `/v1/inquiries?own=true&limit=${MOST}`)).json();
    return [...new Set(/** @type {string[]} */ (inquiries.map((/** @type {any} */ { question }) => String(question))))];
  },
});
