// Downloads, over chrome.downloads, which is there once the user allows it.

/** @import {Refusal} from "../handlers/ports.js" */
/** @import {DownloadsPort} from "../handlers/taking_port.js" */

const PERMISSION = { permissions: /** @type {["downloads"]} */ (["downloads"]) };

/** Longer ones are told of while they come. */
const LONGEST_MS = 5000;

/** @param {string} key @param {...string} args @returns {Refusal} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** @param {string} path */
const fileOf = (path) => path.split(/[\\/]/).at(-1) ?? path;

/**
 * @param {typeof chrome} api
 * @param {(ms: number) => Promise<void>} after
 * @returns {DownloadsPort}
 */
export const makeDownloads = (api, after) => {
  /** @param {number} id */
  const look = async (id) => (await api.downloads.search({ id }))[0];

  /** Until it is there or has failed, or has taken long. @param {number} id */
  const ended = (id) => {
    /** @type {(delta: chrome.downloads.DownloadDelta) => void} */
    let hear = () => undefined;
    const over = /** @type {Promise<void>} */ (new Promise((resolve) => {
      hear = (delta) => { if (delta.id === id && delta.state && delta.state.current !== "in_progress") resolve(); };
      api.downloads.onChanged.addListener(hear);
      // It may have ended before anybody listened.
      look(id).then((item) => { if (item?.state !== "in_progress") resolve(); }, () => resolve());
    }));
    return Promise.race([over, after(LONGEST_MS)]).finally(() => api.downloads.onChanged.removeListener(hear));
  };

  return {
    get: async (url) => {
      const allowed = await api.permissions.contains(PERMISSION)
        || await api.permissions.request(PERMISSION).catch(() => false);
      if (!allowed) return refuse("why_no_downloads");
      /** @type {number} */
      let id;
      try {
        id = await api.downloads.download({ url });
      } catch (error) {
        return refuse("why_download_failed", error instanceof Error ? error.message : String(error));
      }
      await ended(id);
      const item = await look(id);
      if (!item || item.state === "interrupted") return refuse("why_download_failed", item?.error ?? "");
      return { ok: true, value: { id, name: fileOf(item.filename) || url, whole: item.state === "complete" } };
    },
    remove: async (id) => {
      const item = await look(id);
      if (item?.state === "complete" && item.exists) await api.downloads.removeFile(id);
      else if (item?.state === "in_progress") await api.downloads.cancel(id);
      await api.downloads.erase({ id });
    },
  };
};
