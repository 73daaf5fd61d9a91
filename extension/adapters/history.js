// History, over chrome.history, which is there once the user allows it.

/** @import {HistoryPort, Past, Visit} from "../handlers/ports.js" */

/** As many pages as anybody listens through. */
const MOST = 25;

/** How long before a visit the page it came from is looked for, in ms. */
const BEFORE_MS = 3_600_000;

/** Pages that are weighed for the most visited. */
const WEIGHED = 2000;

/** @param {chrome.history.HistoryItem} item @returns {Past} */
const toPast = ({ url = "", title = "", visitCount = 0, lastVisitTime = 0 }) =>
  ({ url, title, visits: visitCount, last: lastVisitTime });

/** @param {typeof chrome} api @returns {HistoryPort} */
export const makeHistory = (api) => {
  /** The API names a visit's origin by an id only: look among the pages seen shortly before. @param {chrome.history.VisitItem} visit */
  const originOf = async ({ referringVisitId, visitTime = 0 }) => {
    if (!referringVisitId || referringVisitId === "0") return null;
    const near = await api.history.search({
      text: "", startTime: visitTime - BEFORE_MS, endTime: visitTime + 1, maxResults: MOST,
    });
    for (const { url = "" } of near) {
      const visits = await api.history.getVisits({ url });
      if (visits.some((one) => one.visitId === referringVisitId)) return url;
    }
    return null;
  };

  return {
    granted: () => api.permissions.contains({ permissions: ["history"] }),
    search: async (text) =>
      (await api.history.search({ text, startTime: 0, maxResults: MOST }))
        .map(toPast).sort((a, b) => b.last - a.last),
    visits: async (url, traced) => {
      const visits = (await api.history.getVisits({ url }))
        .sort((a, b) => (b.visitTime ?? 0) - (a.visitTime ?? 0)).slice(0, MOST);
      return Promise.all(visits.map(async (visit, i) => /** @type {Visit} */ ({
        time: visit.visitTime ?? 0,
        how: visit.transition,
        from: i < traced ? await originOf(visit) : null,
      })));
    },
    mostVisited: async () =>
      (await api.history.search({ text: "", startTime: 0, maxResults: WEIGHED }))
        .map(toPast).sort((a, b) => b.visits - a.visits).slice(0, MOST),
  };
};
