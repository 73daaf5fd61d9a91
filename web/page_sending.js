// How a page sends files: by its own session, and after a while again where nobody answers.

/** @import { World } from "./file_sending.js" */

/** @param {() => string} csrf @returns {World} */
export const sending = (csrf) => ({
  call: async (method, path, body, headers) => {
    const plain = body instanceof Uint8Array;
    const sent = method === "GET" ? {} : { body: plain ? body : JSON.stringify(body) };
    const all = new Headers({ "content-type": "application/json", "x-rubato-csrf": csrf(), ...headers });
    const response = await fetch(path, { method, ...sent, headers: all }).catch(() => null);
    if (!response) return { ok: false, status: 0, why: "" };
    const value = await response.json();
    return response.ok ? { ok: true, value } : { ok: false, status: response.status, why: value.detail ?? response.statusText };
  },
  later: (ms) => new Promise((resolve) => { setTimeout(resolve, ms); }),
});
