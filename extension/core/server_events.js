// Server-sent events: what an answer's stream says, piece by piece, as far as each event is whole.

/** One event: its name, and its data as JSON. @typedef {{name: string, told: any}} ServerEvent */

/**
 * Cut off the events that are whole.
 * @param {string} held what came before and is no whole event, and what has come
 * @returns {{events: ServerEvent[], held: string}}
 */
export function wholeEvents(held) {
  const blocks = held.split("\n\n");
  const rest = blocks.pop() ?? "";
  return { events: blocks.map(eventIn).filter((event) => event !== null), held: rest };
}

/**
 * @param {string} block what stands between empty lines
 * @returns {ServerEvent | null} null for a comment
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
