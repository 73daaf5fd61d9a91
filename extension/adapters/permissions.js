// Permissions: keeps the page agent where the user allows it, in new pages and in those that are open.

const AGENT = "rubato-agent";
const BUNDLE = "page/agent.bundle.js";

/** @param {string} origin */
const isPattern = (origin) => /^(\*|https?|file|<all_urls>)/.test(origin);

/** @param {typeof chrome} api @returns {Promise<string[]>} patterns of the pages we may act on */
export const grantedSites = async (api) => ((await api.permissions.getAll()).origins ?? []).filter(isPattern);

/**
 * Registers the agent for exactly the pages that are granted.
 * @param {typeof chrome} api
 */
export const registerAgent = async (api) => {
  const matches = await grantedSites(api);
  const there = await api.scripting.getRegisteredContentScripts({ ids: [AGENT] });
  if (matches.length === 0) {
    if (there.length) await api.scripting.unregisterContentScripts({ ids: [AGENT] });
    return;
  }
  /** @type {chrome.scripting.RegisteredContentScript} */
  const script = {
    id: AGENT, js: [BUNDLE], matches, runAt: "document_start", allFrames: true,
    matchOriginAsFallback: true, persistAcrossSessions: true,
  };
  await (there.length ? api.scripting.updateContentScripts([script]) : api.scripting.registerContentScripts([script]));
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
