// Loader: the one classic script in a page; it fetches the agent's modules and hands on messages.

(() => {
  const scope = /** @type {{rubatoLoader?: string}} */ (/** @type {unknown} */ (globalThis));
  // Injected twice into one document (registered, and again when the permission came): once is enough.
  if (!chrome.runtime?.id || scope.rubatoLoader === chrome.runtime.id) return;
  scope.rubatoLoader = chrome.runtime.id;

  /** @type {typeof import("./agent.js") | null} */
  let agent = null;
  const loading = import(chrome.runtime.getURL("page/agent.js"));
  loading.then((module) => { agent = module; });

  // Until the agent is there its messages wait; then each is acted on in the task that brings it.
  chrome.runtime.onMessage.addListener((request, _sender, reply) => {
    if (typeof request?.rubato !== "string") return false;
    if (agent) agent.answer(request, reply);
    else loading.then((module) => module.answer(request, reply));
    return true;
  });
})();
