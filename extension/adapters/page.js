// Page: asks the agent in the page in front, and says why where there is none.

/** @import {Front, PagePort, Refusal, Reply} from "../handlers/ports.js" */

/** How long an agent may take; longer means that the page hangs. */
const LONGEST_MS = 8000;

/** @param {string} key @param {...string} args @returns {Refusal} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/** Pages that the browser keeps to itself, by address: what to say of each. First match counts. */
const CLOSED = /** @type {[RegExp, string][]} */ ([
  [/^https:\/\/(chromewebstore\.google\.com|chrome\.google\.com\/webstore)(\/|$)/, "why_web_store"],
  [/^view-source:/, "why_source_view"],
  [/^chrome-extension:/, "why_extension_page"],
  [/^(chrome|edge|brave|vivaldi|opera|devtools|chrome-untrusted|chrome-search|chrome-error|about):/, "why_browser_page"],
]);

/** @param {string} url */
const closedBy = (url) => CLOSED.find(([pattern]) => pattern.test(url))?.[1];

/** @param {chrome.tabs.Tab | undefined} tab @param {string} error the browser's own words */
const uninjected = (tab, error) => {
  if (/error page/.test(error)) return refuse("why_error_page");
  return tab?.status === "loading" ? refuse("why_page_loading") : refuse("why_no_page_here", error);
};

/**
 * @param {typeof chrome} api
 * @param {Front} front
 * @param {(ms: number) => Promise<void>} after
 * @returns {PagePort}
 */
export const makePage = (api, front, after) => {
  /** Why the tab has no agent, or null where it may have one. @param {chrome.tabs.Tab | undefined} tab */
  const reason = async (tab) => {
    if (!tab) return refuse("why_tab_gone");
    const url = tab.url ?? "";
    const closed = closedBy(url);
    if (closed) return refuse(closed);
    if (!url) return refuse("why_page_loading");
    if (url.startsWith("file:") && !(await api.extension.isAllowedFileSchemeAccess())) return refuse("why_file_page");
    if (!/^(https?|file):/.test(url)) return refuse("why_no_page_here", url.split(":")[0]);
    const origins = [url.startsWith("file:") ? "file:///*" : url];
    return (await api.permissions.contains({ origins })) ? null : refuse("why_need_sites");
  };

  /** Pages that were open before the permission came, or that lost their agent. @param {number} id */
  const inject = (id) =>
    api.scripting.executeScript({ target: { tabId: id }, files: ["page/agent.bundle.js"], injectImmediately: true });

  /** @param {number} id @param {object} request @returns {Promise<Reply<any>>} */
  const repaired = async (id, request) => {
    const tab = await api.tabs.get(id).catch(() => undefined);
    const why = await reason(tab);
    if (why) return why;
    try {
      await inject(id);
      return await api.tabs.sendMessage(id, request, { frameId: 0 });
    } catch (error) {
      return uninjected(tab, error instanceof Error ? error.message : String(error));
    }
  };

  /**
   * One hop: the message goes out before anything is awaited.
   * @param {number} id @param {object} request @returns {Promise<Reply<any>>}
   */
  const askTab = (id, request) =>
    Promise.race([
      api.tabs.sendMessage(id, request, { frameId: 0 }).then(
        (reply) => reply ?? refuse("why_page_left"),
        (error) => (/closed before a response|back\/forward cache/.test(String(error))
          ? refuse("why_page_left") : repaired(id, request)),
      ),
      after(LONGEST_MS).then(() => refuse("why_page_busy")),
    ]);

  /** @param {object} request @returns {Promise<Reply<any>>} */
  const ask = (request) => {
    const id = front.tab()?.id;
    return id === undefined ? Promise.resolve(refuse("why_tab_gone")) : askTab(id, request);
  };

  /** Which tab answered goes with what has to find it again. @param {object} request @param {string} [field] */
  const askWithTab = async (request, field) => {
    const tab = front.tab()?.id;
    const reply = await ask(request);
    if (!reply.ok) return reply;
    const { value } = reply;
    return { ok: true, value: field ? { ...value, [field]: { ...value[field], tab } } : { ...value, tab } };
  };

  return /** @type {PagePort} */ ({
    scroll: (how) => askWithTab({ rubato: "scroll", ...how }, "from"),
    scrollBack: ({ tab, ...spot }) => askTab(tab, { rubato: "scrollBack", ...spot }),
    where: () => ask({ rubato: "where" }),
    text: () => ask({ rubato: "text" }),
    clear: () => askWithTab({ rubato: "clear" }),
    unclear: ({ tab, token }) => askTab(tab, { rubato: "unclear", token }),
    submit: () => ask({ rubato: "submit" }),
    click: async (how) => {
      const id = front.tab()?.id;
      const reply = await ask({ rubato: "click", ...how });
      if (reply.ok && reply.value.main && id !== undefined) await clickInMain(api, id);
      return reply;
    },
  });
};

/** A javascript: link runs only where the page's own scripts run. @param {typeof chrome} api @param {number} tabId */
const clickInMain = (api, tabId) =>
  api.scripting.executeScript({
    target: { tabId },
    world: "MAIN",
    func: () => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const link = element?.closest("a[href], area[href]");
      if (link instanceof HTMLElement) link.click();
    },
  });
