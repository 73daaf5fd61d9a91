// Tabs, over chrome.tabs.

/** @import {Front, Tab, TabsPort} from "../handlers/ports.js" */

/** @param {chrome.tabs.Tab} tab @returns {Tab} */
const toTab = (tab) => ({
  id: tab.id ?? -1,
  windowId: tab.windowId,
  index: tab.index,
  title: tab.title ?? "",
  url: tab.url || tab.pendingUrl || "",
  active: tab.active,
  pinned: tab.pinned,
  muted: tab.mutedInfo?.muted ?? false,
  playing: tab.audible ?? false,
  used: tab.lastAccessed ?? 0,
});

/**
 * Does `act`, and settles once the tab has had an update for which `is` holds, or is gone.
 * @param {typeof chrome} api
 * @param {number} id
 * @param {() => Promise<unknown>} act
 * @param {(change: chrome.tabs.OnUpdatedInfo) => boolean | Promise<boolean>} is
 */
const until = async (api, id, act, is) => {
  /** @type {() => void} */
  let finish = () => undefined;
  const settled = new Promise((resolve) => { finish = () => resolve(undefined); });
  /** @param {number} changed @param {chrome.tabs.OnUpdatedInfo} change */
  const updated = async (changed, change) => { if (changed === id && (await is(change))) finish(); };
  /** @param {number} removed */
  const gone = (removed) => { if (removed === id) finish(); };
  api.tabs.onUpdated.addListener(updated);
  api.tabs.onRemoved.addListener(gone);
  try {
    if ((await act()) !== false) await settled;
  } finally {
    api.tabs.onUpdated.removeListener(updated);
    api.tabs.onRemoved.removeListener(gone);
  }
};

/** @param {typeof chrome} api @param {Front} front @returns {TabsPort} */
export const makeTabs = (api, front) => {
  /** @param {number} id */
  const get = async (id) => {
    const tab = await api.tabs.get(id).catch(() => null);
    return tab && toTab(tab);
  };
  /** @param {number} id */
  const activate = async (id) => {
    const tab = await api.tabs.update(id, { active: true });
    if (!tab) return;
    if (tab.windowId !== front.windowId()) await api.windows.update(tab.windowId, { focused: true });
    front.take(tab);
  };
  /**
   * A new address, or the end of a load that brought none (the same page, a download); not the
   * first of two steps while the second is on its way.
   * @param {number} id @param {() => Promise<unknown>} act
   */
  const committed = (id, act) => until(api, id, act, async (change) => {
    if (change.url === undefined && change.status !== "complete") return false;
    return !(await api.tabs.get(id).catch(() => null))?.pendingUrl;
  });
  /** One call a step, unawaited commits: the browser adds them up. @param {number} id @param {number} steps */
  const travel = async (id, steps) => {
    const step = () => (steps < 0 ? api.tabs.goBack(id) : api.tabs.goForward(id));
    let gone = 0;
    await committed(id, async () => {
      for (; gone < Math.abs(steps); gone++) {
        // Rejects where the history ends.
        if (!(await step().then(() => true, () => false))) break;
      }
      return gone > 0;
    });
    return steps < 0 ? 0 - gone : gone;
  };

  return {
    get, activate, committed, travel,
    current: async () => {
      const windowId = front.windowId();
      const [tab] = await api.tabs.query({ active: true, windowId });
      // Its window is closed, and which is in front now is not known yet; in the browser's own words.
      if (!tab) throw new Error(`No window with id: ${windowId}.`);
      return toTab(tab);
    },
    list: async () => (front.tabs() ?? (await api.tabs.query({ windowId: front.windowId() }))).map(toTab),
    all: async () => (await api.tabs.query({ windowType: "normal" })).map(toTab),
    create: async (what) => {
      const tab = await api.tabs.create(what);
      await front.look(tab.windowId);
      return toTab(tab);
    },
    close: (ids) => api.tabs.remove(ids),
    duplicate: async (id) => {
      const tab = await api.tabs.duplicate(id);
      if (!tab) throw new Error("The browser made no copy of this tab.");
      await front.look(tab.windowId);
      return toTab(tab);
    },
    pin: async (id, pinned) => void (await api.tabs.update(id, { pinned })),
    mute: async (id, muted) => void (await api.tabs.update(id, { muted })),
    move: async (id, index, windowId) =>
      void (await api.tabs.move(id, { index, ...(windowId !== undefined && { windowId }) })),
    detach: async (id) => {
      const made = await api.windows.create({ tabId: id, focused: true });
      if (made?.id !== undefined) await front.look(made.id);
      return toTab(await api.tabs.get(id));
    },
    navigate: (id, url) => committed(id, () => api.tabs.update(id, { url })),
    reload: (id) => until(api, id, () => api.tabs.reload(id), (change) => change.status === "complete"),
  };
};
