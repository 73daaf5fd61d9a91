// Front: which normal window had the focus last, and its active tab; kept by events, so that no key waits for a query.

/** @import {Front} from "../handlers/ports.js" */

/** What changes which tabs a window has, or their order. */
const CHANGES = /** @type {const} */ (["onCreated", "onRemoved", "onMoved", "onAttached", "onDetached", "onReplaced"]);

/**
 * The tabs of one window, kept by events: what they say is put in at once, and after a change of
 * order there is no list until the browser has given it anew.
 * @param {typeof chrome} api
 * @param {() => number} windowId
 */
const keepTabs = (api, windowId) => {
  /** @type {chrome.tabs.Tab[] | null} */
  let tabs = null;
  let turn = 0;
  const again = async () => {
    const mine = ++turn;
    tabs = null;
    const found = await api.tabs.query({ windowId: windowId() }).catch(() => null);
    if (mine === turn) tabs = found;
  };
  /** @param {number | undefined} id */
  const activate = (id) => { tabs = tabs?.map((tab) => ({ ...tab, active: tab.id === id })) ?? null; };
  for (const name of CHANGES) /** @type {any} */ (api.tabs[name]).addListener(again);
  api.tabs.onUpdated.addListener((id, _change, tab) => {
    tabs = tabs?.map((one) => (one.id === id ? tab : one)) ?? null;
  });
  api.tabs.onActivated.addListener((active) => { if (active.windowId === windowId()) activate(active.tabId); });
  return { again, activate, now: () => tabs };
};

/**
 * Popup windows (the engine may be one) never count as being in front.
 * @param {typeof chrome} api
 * @returns {Promise<Front>} settles when the front is known
 */
export const watchFront = async (api) => {
  /** @type {{windowId: number, tab: chrome.tabs.Tab | null}} */
  const now = { windowId: api.windows.WINDOW_ID_NONE, tab: null };

  const kept = keepTabs(api, () => now.windowId);

  /** @param {number} windowId */
  const look = async (windowId) => {
    if (now.windowId !== windowId) {
      now.windowId = windowId;
      kept.again();
    }
    const [tab] = await api.tabs.query({ active: true, windowId });
    if (now.windowId === windowId) now.tab = tab ?? null;
    tellMoved();
  };
  const lookAgain = async () => {
    const all = await api.windows.getAll({ windowTypes: ["normal"] });
    const last = all.length ? await api.windows.getLastFocused({ windowTypes: ["normal"] }) : null;
    if (last?.id !== undefined) await look(last.id);
  };
  const gone = () => { now.tab = null; };
  /** @type {(() => void)[]} */
  const followers = [];
  const tellMoved = () => { for (const follow of followers) follow(); };

  api.windows.onFocusChanged.addListener((windowId) => {
    if (windowId !== api.windows.WINDOW_ID_NONE) look(windowId).catch(gone);
  }, { windowTypes: ["normal"] });
  api.windows.onRemoved.addListener((windowId) => {
    if (windowId === now.windowId) lookAgain().catch(gone);
  });
  api.tabs.onActivated.addListener(({ windowId }) => {
    if (windowId === now.windowId) look(windowId).catch(gone);
  });
  /** @type {((tab: chrome.tabs.Tab) => void)[]} */
  const hearers = [];
  api.tabs.onUpdated.addListener((id, change, tab) => {
    if (id !== now.tab?.id) return;
    now.tab = tab;
    if (change.status === "complete") for (const hear of hearers) hear(tab);
  });
  await lookAgain();
  /** @param {chrome.tabs.Tab} tab */
  const take = (tab) => {
    const elsewhere = tab.windowId !== now.windowId;
    Object.assign(now, { windowId: tab.windowId, tab });
    if (elsewhere) kept.again();
    else kept.activate(tab.id);
    tellMoved();
  };
  return {
    look, take, windowId: () => now.windowId, tab: () => now.tab, tabs: kept.now, arrived: (hear) => void hearers.push(hear),
    moved: (follow) => void followers.push(follow),
  };
};
