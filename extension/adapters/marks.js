// Marks: how what we point at in a page looks, as the user's own style sheet, which no page sees.

/**
 * @param {typeof chrome} api
 * @returns {(tab: number) => Promise<void>} settles when the tab's frames have it, or can't
 */
export const makeMarks = (api) => async (tab) => {
  await api.scripting.insertCSS({
    target: { tabId: tab, allFrames: true }, files: ["page/marks.css"], origin: "USER",
  }).catch(() => undefined);
};
