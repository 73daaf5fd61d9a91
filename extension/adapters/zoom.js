// Zoom, over chrome.tabs; a few pages of the browser keep their size.

/** @import {Reply, ZoomPort} from "../handlers/ports.js" */

/** @param {typeof chrome} api @returns {ZoomPort} */
export const makeZoom = (api) => {
  /** 0 is the browser's own default. @param {number} tab @param {number} factor @returns {Promise<Reply<number>>} */
  const set = async (tab, factor) => {
    try {
      await api.tabs.setZoom(tab, factor);
      return { ok: true, value: await api.tabs.getZoom(tab) };
    } catch {
      return { ok: false, why: { key: "why_no_zoom", args: [] } };
    }
  };
  return { set, get: (tab) => api.tabs.getZoom(tab), reset: (tab) => set(tab, 0) };
};
