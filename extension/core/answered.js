// Markers of a session that say which inquiry was answered there; `server/core/chat/answered.py` reads them.

import { plainly } from "./session_log.js";

/**
 * A question in it is for people and other programs; none of its words begins or ends a take (TRIAL#3, END).
 * @param {string} id of the inquiry @param {string} question
 */
export const answeredMark = (id, question) => `answered ${id}: ${plainly(question).replaceAll("#", "").toLowerCase()}`;

/** What takes it back. @param {string} id */
export const answeredBack = (id) => `not answered ${id}`;
