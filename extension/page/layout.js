// Layout: all of this frame that is in view and can be made audible, in one answer.

import { here } from "./here.js";
import { idOf } from "./model/ids.js";
import { survey } from "./model/elements.js";
import { levelOf } from "./model/roles.js";
import { textsInView } from "./texts.js";
/** @import {Report} from "../core/frames.js" */
/** @import {Reply} from "../handlers/ports.js" */
/** @import {Drawn} from "./model/elements.js" */

/** Names and states cost most, and none is heard. @param {Drawn} one @param {boolean} seen */
const sight = ({ element, role, box }, seen) => (seen
  ? { id: idOf(element), role, name: "", state: {}, box, visible: true, ...(role === "heading" && { level: levelOf(element) }) }
  : null);

/** @returns {Promise<Reply<Report>>} elements, then regions of text (role "text"), then where one is (role "here") */
export const layout = async () => {
  const report = survey("element", sight);
  const at = here();
  const elements = [...report.elements, ...(await textsInView()), ...(at ? [at] : [])];
  return { ok: true, value: { ...report, elements } };
};
