// Media of this document: told, and changed as asked.

import { findMedia, isKept } from "./media_find.js";
import { CHANGES } from "./media_changes.js";
import { tell, use } from "./media_state.js";
import { anyOf } from "./model/ids.js";
/** @import {Reply} from "../handlers/ports.js" */
/** @import {MediaChange} from "../handlers/media_port.js" */
/** @import {Told} from "./media_state.js" */

/** @returns {Reply<Told[]>} */
export const media = () => ({ ok: true, value: findMedia().map(tell) });

/**
 * @param {{id: number, change: MediaChange}} request
 * @returns {Promise<Reply<{medium: Told, back: MediaChange | null}>>}
 */
export const mediaChange = async ({ id, change }) => {
  const element = anyOf(id);
  if (!(element instanceof HTMLMediaElement) || !isKept(element)) return { ok: false, why: { key: "why_page_changed", args: [] } };
  const back = await CHANGES[change.what](element, change);
  if (back && "ok" in back) return back;
  use(element);
  return { ok: true, value: { medium: tell(element), back } };
};
