// Permissions: keeps the page agent where the user allows it, in new pages and in those that are open.

const AGENT = "rubato-agent";
const BUNDLE = "page/agent.bundle.js";
/** What the agent needs in the page's own world. */
const LISTENERS = "rubato-listeners";

/** @param {string} origin */
const isPattern = (origin) => /^(\*|https?|file|<all_urls>)/.test(origin);

/** @param {typeof chrome} api @returns {Promise<string[]>} patterns of the pages we may act on */
export const grantedSites = async (api) => ((await api.permissions.getAll()).origins ?? []).filter(isPattern);

/** @param {string[]} matches @returns {chrome.scripting.RegisteredContentScript[]} */
const scriptsFor = (matches) => {
  const everywhere = /** @type {const} */ ({
    matches, runAt: "document_start", allFrames: true, matchOriginAsFallback: true, persistAcrossSessions: true,
  });
  return [
    { id: AGENT, js: [BUNDLE], ...everywhere },
    { id: LISTENERS, js: ["page/listeners.js"], world: "MAIN", ...everywhere },
  ];
};

/**
 * Registers the agent for exactly the pages that are granted.
 * @param {typeof chrome} api
 */
export const registerAgent = async (api) => {
  const scripts = scriptsFor(await grantedSites(api));
  const ids = scripts.map(({ id }) => id);
  const there = (await api.scripting.getRegisteredContentScripts({ ids })).map(({ id }) => id);
  if (scripts[0].matches?.length === 0) {
    if (there.length) await api.scripting.unregisterContentScripts({ ids: there });
    return;
  }
  const [old, fresh] = [scripts.filter(({ id }) => there.includes(id)), scripts.filter(({ id }) => !there.includes(id))];
  if (old.length) await api.scripting.updateContentScripts(old);
  if (fresh.length) await api.scripting.registerContentScripts(fresh);
};

/**
 * Puts the agent into every page that is open already; pages that refuse are left alone.
 * @param {typeof chrome} api
 */
export const injectAgent = async (api) => {
  const sites = await grantedSites(api);
  if (sites.length === 0) return;
  const tabs = await api.tabs.query({ url: sites, discarded: false });
  await Promise.allSettled(tabs.flatMap(({ id }) => (id === undefined ? [] : [api.scripting.executeScript({
    target: { tabId: id, allFrames: true }, files: [BUNDLE], injectImmediately: true,
  })])));
};

/**
 * Follows what the user grants and takes back, from now on.
 * @param {typeof chrome} api
 * @param {(error: unknown) => void} report
 */
export const followPermissions = (api, report) => {
  api.permissions.onAdded.addListener(() => {
    registerAgent(api).then(() => injectAgent(api)).catch(report);
  });
  api.permissions.onRemoved.addListener(() => { registerAgent(api).catch(report); });
};
