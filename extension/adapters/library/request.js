// One request to the companion server's chat and library, whose refusals are the server's own words.

/** A server and the token that it gave us. @typedef {{server: string, token: string}} Reach */
/** @typedef {{key: string, args: string[]}} Message */

/** The server could not be asked, or refused, and why, to be told. */
export class NotAsked extends Error {
  /** @param {Message} why */
  constructor(why) {
    super(why.key);
    this.why = why;
  }
}

/**
 * @param {typeof fetch} ask @param {Reach} reach @param {string} path @param {RequestInit} [how]
 * @returns {Promise<Response>} one that is well
 * @throws {NotAsked} or, where it was called off, what `fetch` throws
 */
export async function request(ask, { server, token }, path, { headers, ...how } = {}) {
  let reply;
  try {
    reply = await ask(`${server}${path}`, { ...how, headers: { authorization: `Bearer ${token}`, ...headers } });
  } catch (error) {
    if (how.signal?.aborted) throw error;
    throw new NotAsked({ key: "why_server_gone", args: [server] });
  }
  if (reply.ok) return reply;
  const { detail } = await reply.json().catch(() => ({}));
  throw new NotAsked({ key: "why_server_says", args: [typeof detail === "string" ? detail : `${reply.status} ${reply.statusText}`] });
}

/** @param {unknown} body @returns {RequestInit} */
export const posted = (body) => ({ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
