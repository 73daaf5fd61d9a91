// Server-sent events of an answer to a POST, which EventSource cannot ask for.

import { wholeEvents } from "../extension/core/server_events.js";

/**
 * Read events as they come.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<import("../extension/core/server_events.js").ServerEvent, void>}
 */
export async function* eventsOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const { events, held } = wholeEvents(rest + decoder.decode(value, { stream: !done }));
    yield* events;
    rest = held;
    if (done) return;
  }
}
