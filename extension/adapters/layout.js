// Layout: what is in view of the page in front, of all its frames, as its agents tell it.

import { merged } from "../core/frames.js";
/** @import {Agent} from "../handlers/ports.js" */
/** @import {LayoutPort} from "../handlers/layout_port.js" */

/**
 * @param {Agent} agent
 * @returns {Pick<LayoutPort, "look">}
 */
export const makeLayout = ({ askAll }) => ({
  look: async () => {
    const reply = await askAll({ rubato: "layout" });
    if (!reply.ok) return reply;
    const answers = reply.value.map(({ frame, value }) => ({ frame, report: value }));
    const { view } = reply.value[0].value;
    return { ok: true, value: { view, found: merged(answers) } };
  },
});
