// Worker: relays only. Opens the panel or its window, keeps the agent in open pages, clears the badge.

import { followPermissions, injectAgent, registerAgent } from "./adapters/permissions.js";
import { markSeen, seen } from "./adapters/storage.js";

const PANEL = "panel/panel.html";
const START = "panel/start.html";

/** The popup's size in CSS pixels: a phone's, so that it stands beside a page. */
const POPUP = { width: 420, height: 760 };

/** Chrome shows these on the extension's page of errors. @param {unknown} error */
const report = (error) => console.error(error);

const panels = () =>
  chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL", "TAB"] })
    .then((contexts) => contexts.filter(({ documentUrl }) => documentUrl?.startsWith(chrome.runtime.getURL(PANEL))));

const clearBadgeWithoutPanel = async () => {
  if ((await panels()).length === 0) await chrome.action.setBadgeText({ text: "" });
};

/** The window that plays as a popup: the one there is, else a new one. */
const openWindow = async () => {
  const open = (await panels()).find(({ contextType }) => contextType === "TAB");
  if (open) return void (await chrome.windows.update(open.windowId, { focused: true }));
  await chrome.windows.create({ type: "popup", url: `${PANEL}?window`, ...POPUP });
};

/** A panel's window that the browser opened before it had loaded us shows an error in our place. */
const reloadEarly = async () => {
  const alive = new Set((await panels()).map(({ tabId }) => tabId));
  const tabs = await chrome.tabs.query({});
  const early = tabs.filter(({ id, url, pendingUrl }) =>
    (pendingUrl || url)?.startsWith(chrome.runtime.getURL(PANEL)) && !alive.has(id ?? -1));
  await Promise.all(early.map(({ id }) => chrome.tabs.reload(/** @type {number} */ (id))));
};

/** Once a profile: an extension of the command line is installed anew at each start of the browser. */
const getStarted = async () => {
  if (await seen("start")) return;
  await markSeen("start");
  await chrome.tabs.create({ url: START });
};

/** @type {Record<string, (tab: chrome.tabs.Tab | undefined) => Promise<unknown>>} */
const COMMANDS = {
  // Nothing may be awaited before it: a side panel opens only in a person's gesture.
  "open-panel": async (tab) => { if (tab) await chrome.sidePanel.open({ windowId: tab.windowId }); },
  "open-window": openWindow,
};

chrome.commands.onCommand.addListener((command, tab) => {
  COMMANDS[command]?.(tab).catch(report);
});

chrome.runtime.onMessage.addListener((message, sender) => {
  // Our own pages only; pages of the web and other extensions have no say here.
  if (sender.id !== chrome.runtime.id || !sender.url?.startsWith(chrome.runtime.getURL(""))) return;
  if (typeof message?.worker === "string") COMMANDS[message.worker]?.(sender.tab).catch(report);
});

// A panel holds this line while it lives; its end is the panel's end.
chrome.runtime.onConnect.addListener((port) => {
  if (port.name === "panel") port.onDisconnect.addListener(() => { clearBadgeWithoutPanel().catch(report); });
});

chrome.runtime.onInstalled.addListener(({ reason }) => {
  registerAgent(chrome).then(() => injectAgent(chrome)).catch(report);
  reloadEarly().catch(report);
  if (reason === "install") getStarted().catch(report);
});

chrome.runtime.onStartup.addListener(() => {
  registerAgent(chrome).catch(report);
  reloadEarly().catch(report);
});

followPermissions(chrome, report);
chrome.sidePanel.setPanelBehavior({ openPanelOnActionClick: true }).catch(report);
clearBadgeWithoutPanel().catch(report);
