// Front: which normal window had the focus last, and its active tab; kept by events, so that no key waits for a query.

/** @import {Front} from "../handlers/ports.js" */

/**
 * Popup windows (the engine may be one) never count as being in front.
 * @param {typeof chrome} api
 * @returns {Promise<Front>} settles when the front is known
 */
export const watchFront = async (api) => {
  /** @type {{windowId: number, tab: chrome.tabs.Tab | null}} */
  const now = { windowId: api.windows.WINDOW_ID_NONE, tab: null };

  /** @param {number} windowId */
  const look = async (windowId) => {
    now.windowId = windowId;
    const [tab] = await api.tabs.query({ active: true, windowId });
    if (now.windowId === windowId) now.tab = tab ?? null;
  };
  const lookAgain = async () => {
    const all = await api.windows.getAll({ windowTypes: ["normal"] });
    const last = all.length ? await api.windows.getLastFocused({ windowTypes: ["normal"] }) : null;
    if (last?.id !== undefined) await look(last.id);
  };
  const gone = () => { now.tab = null; };

  api.windows.onFocusChanged.addListener((windowId) => {
    if (windowId !== api.windows.WINDOW_ID_NONE) look(windowId).catch(gone);
  }, { windowTypes: ["normal"] });
  api.windows.onRemoved.addListener((windowId) => {
    if (windowId === now.windowId) lookAgain().catch(gone);
  });
  api.tabs.onActivated.addListener(({ windowId }) => {
    if (windowId === now.windowId) look(windowId).catch(gone);
  });
  api.tabs.onUpdated.addListener((id, _change, tab) => {
    if (id === now.tab?.id) now.tab = tab;
  });
  await lookAgain();
  /** @param {chrome.tabs.Tab} tab */
  const take = (tab) => { Object.assign(now, { windowId: tab.windowId, tab }); };
  return { look, take, windowId: () => now.windowId, tab: () => now.tab };
};
