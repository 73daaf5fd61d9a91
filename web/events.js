// Server-sent events of an answer to a POST, which EventSource cannot ask for.

/**
 * @typedef {{name: string, told: any}} Told One event: its name, and its data as JSON.
 */

/**
 * Read events as they come.
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<Told, void>}
 */
export async function* eventsOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    held += decoder.decode(value, { stream: !done });
    const blocks = held.split("\n\n");
    held = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = eventIn(block);
      if (event) yield event;
    }
    if (done) return;
  }
}

/**
 * @param {string} block
 * @returns {Told | null}
 */
export function eventIn(block) {
  let name = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  return data.length ? { name, told: JSON.parse(data.join("\n")) } : null;
}
