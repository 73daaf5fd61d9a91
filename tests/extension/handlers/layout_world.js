// A page in view, in memory, and the sounds that were played over it.

/** @import {Found} from "../../../extension/core/frames.js" */
/** @import {Class, PlacedTone} from "../../../extension/core/layout.js" */
/** @import {LayoutPort} from "../../../extension/handlers/layout_port.js" */
/** @import {Refusal} from "../../../extension/handlers/ports.js" */
import { readFileSync } from "node:fs";
import { placeOf, sideOf } from "../../../extension/core/place.js";

/** What ships. @type {import("../../../extension/core/role_sounds.js").RoleSound[]} */
export const SOUNDS = JSON.parse(readFileSync(new URL("../../../extension/languages/sounds.json", import.meta.url), "utf8")).sounds;

/** A view of eleven cells of 100 by 50. */
export const VIEW = { width: 1100, height: 550 };

/**
 * Something whose middle is in the middle of a cell.
 * @param {string} role @param {number} row −5..5 @param {number} column −5..5 @param {Partial<Found>} [more]
 * @returns {Found}
 */
export const at = (role, row, column, more = {}) => {
  const box = { left: (column + 5) * 100 + 30, top: (row + 5) * 50 + 15, width: 40, height: 20, ...more.box };
  return {
    id: 0, role, name: "", state: {}, visible: true, frame: 0, ...more,
    box, place: placeOf(box, VIEW), side: sideOf(box, VIEW),
  };
};

/** `off` are the roles that the user wants not to hear. */
export const makeLayoutWorld = () => {
  const page = {
    found: [at("link", -5, -5)], reach: /** @type {Refusal | null} */ (null),
    classes: /** @type {Class[]} */ (["heading", "text", "link", "control", "image"]), off: /** @type {string[]} */ ([]),
    played: /** @type {(readonly PlacedTone[])[]} */ ([]),
  };
  /** @type {LayoutPort} */
  const port = {
    look: async () => page.reach ?? { ok: true, value: { view: VIEW, found: page.found } },
    sounds: () => SOUNDS.filter(({ role }) => !page.off.includes(role)),
    allSounds: () => SOUNDS,
    classes: () => page.classes,
    play: (tones) => page.played.push(tones) > 0,
  };
  return Object.assign(page, { port });
};
