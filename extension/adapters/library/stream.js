// Events of the companion server's chat and library, as they come.

import { wholeEvents } from "../../core/server_events.js";
import { NotAsked } from "./request.js";

/** @import {ServerEvent} from "../../core/server_events.js" */
/** @import {Reach} from "./request.js" */

/**
 * @param {Response} response
 * @param {AbortSignal} signal that calls it off
 * @param {Reach} reach
 * @returns {AsyncGenerator<ServerEvent, void>}
 * @throws {NotAsked} where the server breaks off
 */
export async function* eventsOf({ body }, signal, reach) {
  const decoder = new TextDecoder();
  let held = "";
  for await (const piece of body ? piecesOf(body, signal, reach) : []) {
    const read = wholeEvents(held + decoder.decode(piece, { stream: true }));
    yield* read.events;
    held = read.held;
  }
}

/** @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream @param {AbortSignal} signal @param {Reach} reach */
async function* piecesOf(stream, signal, { server }) {
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } catch (error) {
    if (signal.aborted) throw error;
    throw new NotAsked({ key: "why_server_left", args: [server] });
  }
}
