// Media: the audios and videos of every frame, through the page agents, and which tabs we silenced.

/** @import {Agent, Reply} from "../handlers/ports.js" */
/** @import {MediaPort, Medium} from "../handlers/media_port.js" */

/** What the browser grants only in a person's gesture: the panel's own may do. */
const NEED_GESTURE = new Set(["why_media_gesture", "why_media_full"]);

/** In the session's storage, so that a panel that takes over knows it, too. */
const SILENCED = "silenced";

/** @param {{tab: number, frame: number}} from @param {any} told @returns {Medium} */
const mediumOf = ({ tab, frame }, { id, ...told }) => ({ ...told, at: { tab, frame, id } });

/** @param {typeof chrome} api @param {Agent} agent @returns {MediaPort} */
export const makeMedia = (api, { askTab, askAll, askInGesture }) => ({
  list: async () => {
    const reply = await askAll({ rubato: "media" });
    if (!reply.ok) return reply;
    return {
      ok: true,
      value: reply.value.flatMap(({ value, ...from }) => value.map((/** @type {any} */ told) => mediumOf(from, told))),
    };
  },
  change: async ({ tab, frame, id }, change) => {
    const request = { rubato: "mediaChange", id, change };
    /** @type {Reply<any>} */
    let reply = await askTab(tab, request, frame);
    if (!reply.ok && NEED_GESTURE.has(reply.why.key)) reply = await askInGesture(tab, request, frame);
    return reply.ok
      ? { ok: true, value: { ...reply.value, medium: mediumOf({ tab, frame }, reply.value.medium) } }
      : { ok: false, why: reply.why };
  },
  silenced: async () => /** @type {number[]} */ ((await api.storage.session.get(SILENCED))[SILENCED] ?? []),
  keepSilenced: (ids) => api.storage.session.set({ [SILENCED]: ids }),
});
