// The companion server's chat: questions, with their answers as they come, and what was asked before.

import { posted, request } from "./request.js";
import { eventsOf } from "./stream.js";

/** @import {ServerEvent} from "../../core/server_events.js" */
/** @import {Persona} from "../../handlers/asking_port.js" */
/** @import {Reach} from "./request.js" */

/** Questions that are looked at for those that can be asked again. */
const MOST = 30;

/** What is empty is not told. @param {any} told @returns {Persona} */
const personaOf = ({ name, greeting = "", voice = "" }) => ({ name: String(name), greeting: String(greeting), voice: String(voice) });

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

  /**
   * Keeps what should have been answered; `taught`: it is answered from in the question's topics, as its owner's words.
   * @param {string} id of a question @param {{correction: string, taught: boolean}} wanted
   * @returns {Promise<{correction: string, taught: boolean}>} what there was
   * @throws {import("./request.js").NotAsked}
   */
  correct: async (id, { correction, taught }) => {
    const { review } = await (await request(ask, reach, `/v1/inquiries/${id}`)).json();
    const told = { version: review.version, correction, teach: taught && correction !== "" };
    await request(ask, reach, `/v1/inquiries/${id}`, { ...posted(told), method: "PATCH" });
    return { correction: String(review.correction), taught: review.taught !== null };
  },

  /** @returns {Promise<Persona[]>} by name @throws {import("./request.js").NotAsked} */
  personas: async () => {
    const { personas } = await (await request(ask, reach, "/v1/personas")).json();
    return personas.map(personaOf);
  },

  /** Tells whose page an address is. @param {string} address @returns {Promise<Persona | null>} @throws {import("./request.js").NotAsked} */
  personaOf: async (address) => {
    const { persona } = await (await request(ask, reach, `/v1/personas/for?${new URLSearchParams({ address })}`)).json();
    return persona && personaOf(persona);
  },

  /** @returns {Promise<string[]>} one's own questions, the newest first, each once @throws {import("./request.js").NotAsked} */
  before: async () => {
    const { inquiries } = await (await request(ask, reach, `/v1/inquiries?own=true&limit=${MOST}`)).json();
    return [...new Set(/** @type {string[]} */ (inquiries.map((/** @type {any} */ { question }) => String(question))))];
  },
});
