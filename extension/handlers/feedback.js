// Feedback: the sound of an element that the cursor came to, where it is.

import { familyOf } from "../core/families.js";
import { panOf } from "../core/layout.js";
import { SOUND_ROLES, soundOf, tonesOf } from "../core/role_sounds.js";
/** @import {Place} from "../core/place.js" */
/** @import {Sounded} from "./layout_port.js" */
/** @import {Ports} from "./ports.js" */

/**
 * @param {{role: string, level?: number}} element
 * @param {Place} place of it now
 * @param {Ports} ports
 * @returns {{sound?: Sounded}} nothing where such an element has no sound of its own; no tones where the user wants none
 */
export const heardAt = ({ role, level }, place, ports) => {
  const shown = SOUND_ROLES.find((one) => one === (familyOf(role) ?? role));
  if (!shown) return {};
  const sound = soundOf(ports.layout.sounds(), shown, level);
  return { sound: { role: shown, tones: sound ? tonesOf(sound, place.row) : [], pan: panOf(place.column) } };
};
