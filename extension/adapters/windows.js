// Windows, over chrome.windows: the normal ones, by the order in which they were made.

/** @import {Channel, Front, WindowsPort} from "../handlers/ports.js" */

/** @param {typeof chrome} api @param {Front} front @returns {WindowsPort} */
export const makeWindows = (api, front) => {
  /** @param {chrome.windows.Window} window @returns {Channel} */
  const toChannel = ({ id = -1, tabs = [] }) => {
    const active = tabs.find((tab) => tab.active);
    return {
      id, title: active?.title || active?.url || "", tabs: tabs.length, current: id === front.windowId(),
    };
  };
  /** @param {number} id */
  const focus = async (id) => {
    await api.windows.update(id, { focused: true });
    await front.look(id);
  };
  return {
    focus,
    // The browser gives rising ids, so their order is that of making.
    list: async () =>
      (await api.windows.getAll({ populate: true, windowTypes: ["normal"] }))
        .map(toChannel).sort((a, b) => a.id - b.id),
    create: async (url) => {
      const made = await api.windows.create({ focused: true, ...(url && { url }) });
      if (made?.id === undefined) throw new Error("The browser made no window.");
      await front.look(made.id);
      return toChannel(made);
    },
    close: (id) => api.windows.remove(id),
    isFull: async (id) => (await api.windows.get(id)).state === "fullscreen",
    // From full screen the browser goes back to the state before by itself, whichever is asked for.
    full: async (id, on) => void (await api.windows.update(id, { state: on ? "fullscreen" : "normal" })),
  };
};
