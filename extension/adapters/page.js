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

/** A refusal without what only the adapter needed. @param {Refusal} reply @returns {Refusal} */
const refusal = ({ why }) => ({ ok: false, why });

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

  /** Pages that were open before the permission came, or that lost their agent. @param {number} id @param {number} frame */
  const inject = (id, frame) => api.scripting.executeScript({
    target: { tabId: id, frameIds: [frame] }, files: ["page/agent.bundle.js"], injectImmediately: true,
  });

  /** @param {number} id @param {object} request @param {number} frame @returns {Promise<Reply<any>>} */
  const repaired = async (id, request, frame) => {
    const tab = await api.tabs.get(id).catch(() => undefined);
    const why = await reason(tab);
    if (why) return why;
    try {
      await inject(id, frame);
      return await api.tabs.sendMessage(id, request, { frameId: frame });
    } catch (error) {
      return uninjected(tab, error instanceof Error ? error.message : String(error));
    }
  };

  /**
   * One hop: the message goes out before anything is awaited.
   * @param {number} id @param {object} request @param {number} [frame] 0 is the main one
   * @returns {Promise<Reply<any>>}
   */
  const askTab = (id, request, frame = 0) =>
    Promise.race([
      api.tabs.sendMessage(id, request, { frameId: frame }).then(
        (reply) => reply ?? refuse("why_page_left"),
        (error) => (/closed before a response|back\/forward cache/.test(String(error))
          ? refuse("why_page_left") : repaired(id, request, frame)),
      ),
      after(LONGEST_MS).then(() => refuse("why_page_busy")),
    ]);

  /** @param {object} request @returns {Promise<Reply<any>>} */
  const ask = (request) => {
    const id = front.tab()?.id;
    return id === undefined ? Promise.resolve(refuse("why_tab_gone")) : askTab(id, request);
  };

  /**
   * The frame of that size; null where none or several have it. A page can't speak for a frame this
   * way, as it could with messages.
   * @param {number} id @param {{width: number, height: number}} size
   */
  const frameOf = async (id, { width, height }) => {
    const frames = await api.scripting.executeScript({
      target: { tabId: id, allFrames: true }, func: () => [innerWidth, innerHeight],
    });
    const fit = frames.filter(({ frameId, result }) => frameId !== 0 && result?.[0] === width && result[1] === height);
    return fit.length === 1 ? fit[0].frameId : null;
  };

  /**
   * Asks the main frame, and the frame of another site that it names instead, if any. The answer
   * says who gave it.
   * @param {object} request @returns {Promise<{reply: Reply<any>, tab: number, frame: number}>}
   */
  const askThrough = async (request) => {
    const tab = front.tab()?.id ?? -1;
    const reply = await ask(request);
    const size = "frame" in reply ? /** @type {any} */ (reply).frame : null;
    const frame = size && (await frameOf(tab, size));
    return frame ? { reply: await askTab(tab, request, frame), tab, frame } : { reply, tab, frame: 0 };
  };

  return /** @type {PagePort} */ ({
    scroll: async (how) => {
      const { reply, tab, frame } = await askThrough({ rubato: "scroll", ...how });
      return reply.ok ? { ok: true, value: { ...reply.value, from: { ...reply.value.from, tab, frame } } } : refusal(reply);
    },
    scrollBack: ({ tab, frame, ...spot }) => askTab(tab, { rubato: "scrollBack", ...spot }, frame),
    where: async () => {
      const { reply } = await askThrough({ rubato: "where" });
      return reply.ok ? reply : refusal(reply);
    },
    text: () => ask({ rubato: "text" }),
    clear: async () => {
      const tab = front.tab()?.id;
      const reply = await ask({ rubato: "clear" });
      return reply.ok ? { ok: true, value: { ...reply.value, tab } } : reply;
    },
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
