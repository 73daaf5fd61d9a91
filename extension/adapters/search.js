// Search, over chrome.search: the engine that the user chose in the browser.

/** @import {SearchPort} from "../handlers/ports.js" */

/** @param {typeof chrome} api @returns {SearchPort} */
export const makeSearch = (api) => ({
  query: (text, tab) => api.search.query({ text, tabId: tab }),
});
