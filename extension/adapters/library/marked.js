// What is marked on the companion server to be answered in the next recording.

import { request } from "./request.js";

/**
 * @param {import("./request.js").Reach} reach
 * @param {typeof fetch} [ask]
 * @returns {Promise<{id: string, question: string}[]>} in the order of marking
 * @throws {import("./request.js").NotAsked}
 */
export async function markedOn(reach, ask = (...all) => fetch(...all)) {
  const { inquiries } = await (await request(ask, reach, "/v1/inquiries/marked")).json();
  return inquiries.map((/** @type {any} */ { id, question }) => ({ id: String(id), question: String(question) }));
}
