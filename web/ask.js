// Asks the server: JSON in, JSON or a problem's sentence out.

import { refused, WHY } from "./reading.js";
import { t } from "./texts.js";
import { noteRefusal, underWay } from "./traffic.js";

/**
 * @typedef {{ok: true, value: any} | {ok: false, status: number, why: string}} Answer
 *   What came back: the parsed body (null for none), or the sentence to show and the HTTP status
 *   (0 where the server did not answer).
 */

/**
 * Send one request of a signed-in page.
 * @param {string} method
 * @param {string} path
 * @param {{body?: unknown, csrf?: string, waits?: boolean}} [more] `csrf` from /v1/session, needed by every write;
 *   `waits`: only for news, so that no act of a person is waiting for it
 * @returns {Promise<Answer>}
 */
export async function ask(method, path, more = {}) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (more.body !== undefined) headers["Content-Type"] = "application/json";
  if (more.csrf) headers["X-Rubato-CSRF"] = more.csrf;
  const body = more.body === undefined ? null : JSON.stringify(more.body);
  if (refused(method, path)) return { ok: false, status: 401, why: WHY };
  if (more.waits) return sent(path, { method, headers, body });
  const told = await underWay(sent(path, { method, headers, body }));
  if (!told.ok) noteRefusal(told.why);
  return told;
}

/** @param {string} path @param {RequestInit} request @returns {Promise<Answer>} */
async function sent(path, request) {
  try {
    return await answer(await fetch(path, request));
  } catch {
    return { ok: false, status: 0, why: t("The server does not answer. Is it still running?") };
  }
}

/**
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function answer(response) {
  const value = response.status === 204 ? null : await response.json();
  if (response.ok) return { ok: true, value };
  return { ok: false, status: response.status, why: value.detail ?? response.statusText };
}
