// Reading without signing in: what such a page neither asks for nor sends.

import { t } from "./texts.js";

/** Beginnings of what is somebody's own, which the server shows to nobody else. */
const CLOSED = [
  "/v1/inquiries", "/v1/recordings/performances/news", "/v1/taste", "/v1/languages/own",
  "/v1/words/practice", "/v1/words/proposals", "/v1/tokens", "/v1/sessions", "/v1/users",
];
/** Files of somebody's own; performances stand beside them, and those that are shared are open. */
const OWN_FILES = /^\/v1\/recordings(?!\/performances)/;

export const WHY = t("You are reading without signing in; sign in to do this.");

let reading = false;

/** From now on nobody in particular reads: what writes is hidden, and what is somebody's own is not asked for. */
export function beginReading() {
  reading = true;
  document.body.classList.add("reading");
}

/**
 * Tell whether a request is for who is signed in only.
 * @param {string} method
 * @param {string} path
 */
export const forSomebody = (method, path) =>
  method !== "GET" || OWN_FILES.test(path) || CLOSED.some((beginning) => path.startsWith(beginning));

/** Whether a request would be refused, so that it need not be sent. @param {string} method @param {string} path */
export const refused = (method, path) => reading && path !== "/v1/session" && forSomebody(method, path);
