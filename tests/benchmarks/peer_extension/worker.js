// Worker of the peer: greets in a tab when it is installed, as such extensions do, and keeps how far a key scrolls.

chrome.runtime.onInstalled.addListener(() => {
  chrome.storage.local.set({ step: 60 });
  chrome.tabs.create({ url: "data:text/html,<title>Welcome</title>" });
});
