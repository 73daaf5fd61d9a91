// Sessions, over chrome.sessions: what was closed, and opening it again.

/** @import {Closed, Front, SessionsPort} from "../handlers/ports.js" */

/** @param {chrome.sessions.Session} session @returns {Closed} */
const toClosed = ({ tab, window, lastModified }) => {
  const shown = tab ?? window?.tabs?.find((one) => one.active) ?? window?.tabs?.[0];
  return {
    id: tab?.sessionId ?? window?.sessionId ?? "",
    title: shown?.title ?? "",
    url: shown?.url ?? "",
    tabs: tab ? 0 : (window?.tabs?.length ?? 0),
    // Chrome says seconds.
    time: lastModified * 1000,
  };
};

/** @param {typeof chrome} api @param {Front} front @returns {SessionsPort} */
export const makeSessions = (api, front) => ({
  closed: async () => (await api.sessions.getRecentlyClosed()).map(toClosed),
  restore: async (id) => {
    const { tab, window } = await api.sessions.restore(id);
    const windowId = tab?.windowId ?? window?.id;
    if (windowId !== undefined) await front.look(windowId);
    const shown = tab ?? window?.tabs?.find((one) => one.active);
    return { tab: tab?.id ?? null, title: shown?.title ?? "" };
  },
});
