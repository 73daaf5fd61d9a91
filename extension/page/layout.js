// Layout: all of this frame that is in view and can be made audible, in one answer.

import { here } from "./here.js";
import { elements } from "./model/elements.js";
import { textsInView } from "./texts.js";
/** @import {Report} from "../core/frames.js" */
/** @import {Reply} from "../handlers/ports.js" */

/** @returns {Promise<Reply<Report>>} elements, then regions of text (role "text"), then where one is (role "here") */
export const layout = async () => {
  const reply = await elements({ family: "element", view: true });
  if (!reply.ok) return reply;
  // What elements() gives changes at its next asking.
  const seen = reply.value.elements.map((one) => ({ ...one }));
  const at = here();
  return { ok: true, value: { ...reply.value, elements: [...seen, ...(await textsInView()), ...(at ? [at] : [])] } };
};
