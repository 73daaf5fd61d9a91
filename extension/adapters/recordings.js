// Recordings on the companion server: sent in pieces; what broke off goes on where it was.

/** Bytes that are sent at once. */
const PIECE = 1_000_000;

/** @param {ArrayBuffer} digest */
const hexOf = (digest) => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The server refused, and why. */
export class NotSent extends Error {}

/**
 * @param {string} server "http://127.0.0.1:8000"
 * @param {string} token
 * @param {typeof fetch} [ask]
 */
export const openRecordings = (server, token, ask = (...all) => fetch(...all)) => {
  /** @param {string} method @param {string} path @param {HeadersInit} headers @param {BodyInit} [body] @returns {Promise<any>} */
  const call = async (method, path, headers, body) => {
    const reply = await ask(`${server}/v1/recordings${path}`, {
      method, headers: { authorization: `Bearer ${token}`, ...headers }, ...(body !== undefined && { body }),
    });
    if (!reply.ok) throw new NotSent(`${method} ${reply.status}`);
    return reply.status === 204 ? null : reply.json();
  };
  /** @param {string} kind @param {string} name @param {Blob} blob @param {string} sha256 */
  const sendBlob = async (kind, name, blob, sha256) => {
    const told = JSON.stringify({ kind, name, size: blob.size, sha256 });
    let there = await call("POST", "", { "content-type": "application/json" }, told);
    while (!there.complete) {
      const { id, offset } = there;
      there = await call("PATCH", `/${id}`, { "content-type": "application/offset+octet-stream", "upload-offset": String(offset) },
        new Uint8Array(await blob.slice(offset, offset + PIECE).arrayBuffer()));
      if (there.offset <= offset && !there.complete) throw new NotSent("the server takes no more of it");
    }
    return /** @type {string} */ (there.id);
  };
  return {
    /**
     * Announces it, which says how much is there already, and sends the rest.
     * @param {string} kind @param {string} name @param {Blob} blob @param {string} sha256
     * @returns {Promise<string>} its id there, once the server has it whole
     */
    sendBlob,

    /** The same with a session. @param {string} name @param {Uint8Array<ArrayBuffer>} bytes */
    send: async (name, bytes) => sendBlob("session", name, new Blob([bytes]), hexOf(await crypto.subtle.digest("SHA-256", bytes))),

    /** @param {string} id @param {string} name */
    rename: (id, name) => call("PUT", `/${id}/name`, { "content-type": "application/json" }, JSON.stringify({ name })),

    /** @param {string} id */
    remove: (id) => call("DELETE", `/${id}`, {}),
  };
};
