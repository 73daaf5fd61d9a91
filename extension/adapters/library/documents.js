// The companion server's library: its topics, what is added to it, and what is taken out again.

import { NotAsked, posted, request } from "./request.js";
import { eventsOf } from "./stream.js";

/** @import {Reach} from "./request.js" */
/** @typedef {{title: string, address: string, topics: string[], name?: string, content?: string}} Addition `content`, else the server fetches the address. */
/** @typedef {{id: number, title: string, outcome: "added" | "changed" | "unchanged" | "failed", reason: string, passages: number, put: number[]}} Added */
/** How far it is: bytes that are fetched, or ms that are heard; `total` 0 where nobody knows of how many. @typedef {{doing: "fetching" | "hearing", done: number, total: number}} Step */

/**
 * What cannot be asked is thrown, as a `NotAsked`.
 * @param {Reach} reach
 * @param {typeof fetch} [ask]
 */
export const openLibrary = (reach, ask = (...all) => fetch(...all)) => ({
  /** @returns {Promise<{id: number, name: string, documents: number}[]>} */
  topics: async () => {
    const { topics } = await (await request(ask, reach, "/v1/topics")).json();
    return topics.map((/** @type {any} */ { id, name, documents }) => ({ id, name: String(name), documents }));
  },

  /**
   * @param {Addition} what
   * @param {AbortSignal} signal calls it off, and nothing is kept
   * @param {(step: Step) => void} told how far it is
   * @returns {Promise<Added>} settles when it was read, which takes a recording long
   */
  add: async ({ title, address, topics, name, content }, signal, told) => {
    const how = name === undefined ? posted({ title, address, topics, stream: true }) : { method: "POST", body: content };
    const query = new URLSearchParams([["name", name ?? ""], ["address", address], ["title", title], ["stream", "true"], ...topics.map((topic) => ["topic", topic])]);
    const path = name === undefined ? "/v1/documents" : `/v1/documents/file?${query}`;
    for await (const event of eventsOf(await request(ask, reach, path, { ...how, signal }), signal, reach)) {
      if (event.name === "step") told(event.told);
      if (event.name === "failed") throw new NotAsked({ key: "why_server_says", args: [String(event.told.detail)] });
      if (event.name === "loaded") return addedOf(event.told);
    }
    throw new NotAsked({ key: "why_server_left", args: [reach.server] });
  },

  /** @param {number} id */
  remove: async (id) => void (await request(ask, reach, `/v1/documents/${id}`, { method: "DELETE" })),

  /** @param {number} id @param {number[]} topics */
  takeOut: async (id, topics) => {
    for (const topic of topics) await request(ask, reach, `/v1/documents/${id}/topics/${topic}`, { method: "DELETE" });
  },
});

/** @param {any} told @returns {Added} a feed is none of it, and adds nothing */
const addedOf = ({ id, title, outcome, reason, passages, put }) => ({
  id, title: String(title), outcome: outcome === "feed" ? "failed" : outcome, reason: String(reason), passages, put: put ?? [],
});
