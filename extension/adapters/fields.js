// Fields: what is done with what has the focus, through the agent of the frame that has it.

/** @import {Agent, Reply} from "../handlers/ports.js" */
/** @import {FieldsPort} from "../handlers/fields_port.js" */

/**
 * @param {Agent} agent
 * @returns {FieldsPort}
 */
export const makeFields = ({ askTab, askFocused, followScript }) => {
  /**
   * Asks, and says where the way back is kept.
   * @param {object} request @param {string} [as] what the way is called @returns {Promise<Reply<any>>}
   */
  const acted = async (request, as = "way") => {
    const { reply, tab, frame } = await askFocused(request);
    if (!reply.ok) return reply;
    if (reply.value.main) await followScript(tab, frame, reply.value.script, reply.value.origin);
    const { token, ...value } = reply.value;
    return { ok: true, value: token === undefined ? value : { ...value, [as]: { tab, frame, token } } };
  };

  return {
    type: (text) => acted({ rubato: "fieldType", text }),
    dictate: (text, exact) => acted({ rubato: "fieldDictate", text, exact }),
    enter: (sure) => acted({ rubato: "fieldEnter", sure }),
    escape: () => acted({ rubato: "fieldEscape" }),
    choices: () => acted({ rubato: "fieldChoices" }, "from"),
    pick: async ({ tab, frame, token }, index) => {
      const reply = await askTab(tab, { rubato: "fieldPick", token, index }, frame);
      if (!reply.ok) return reply;
      const { token: way, ...value } = reply.value;
      return { ok: true, value: { ...value, ...(way !== undefined && { way: { tab, frame, token: way } }) } };
    },
    shut: ({ tab, frame, token }) => askTab(tab, { rubato: "fieldShut", token }, frame),
    tick: () => acted({ rubato: "fieldTick" }),
    back: ({ tab, frame, token }) => askTab(tab, { rubato: "goBack", token }, frame),
  };
};
