// Agent: one request to the page agent of a frame, or of all frames of the tab in front, and why there is no answer.

/** @import {Agent, Answers, Elsewhere, Front, Refusal, Reply} from "../handlers/ports.js" */
/** @import {Meant} from "../handlers/recording_port.js" */

/** How long an agent may take; longer means that the page hangs. */
const LONGEST_MS = 8000;

/** How long frames within the page may take when all are asked: one that hangs holds up no other. */
const FRAME_MS = 1500;

/** Frames in frames that are followed. */
const DEEPEST = 8;

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
  if (/^No frame with id/.test(error)) return refuse("why_page_left");
  return tab?.status === "loading" ? refuse("why_page_loading") : refuse("why_no_page_here", error);
};

/**
 * @param {typeof chrome} api
 * @param {Front} front
 * @param {(ms: number) => Promise<void>} after
 * @param {(meant: Meant) => void} [told] of the element that an act was done on
 * @param {() => import("../core/session_log.js").Target | null} [wanted] the element that acts must be done on, else they are refused
 * @returns {Agent}
 */
export const makeAgent = (api, front, after, told = () => undefined, wanted = () => null) => {
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
      api.tabs.sendMessage(id, wanted() ? { ...request, meant: wanted() } : request, { frameId: frame }).then(
        (reply) => {
          if (reply?.meant) told(reply.meant);
          return reply ?? refuse("why_page_left");
        },
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

  /** @param {number} id @returns {Promise<number[]>} the frames within the page that we may act in */
  const framesIn = (id) =>
    api.scripting.executeScript({ target: { tabId: id, allFrames: true }, injectImmediately: true, func: () => null })
      .then((all) => all.map(({ frameId }) => frameId).filter((frame) => frame !== 0), () => []);

  /**
   * Where the main frame refuses, so do all; others that do are left out, but PDFs are counted.
   * @param {number} tab @param {object} request @returns {Promise<Answers>}
   */
  const askAllOf = async (tab, request) => {
    const main = askTab(tab, request);
    const frames = await Promise.race([framesIn(tab), after(FRAME_MS).then(() => [])]);
    const within = await Promise.all(frames.map((frame) =>
      Promise.race([askTab(tab, request, frame), after(FRAME_MS).then(() => refuse("why_page_busy"))])));
    const first = await main;
    if (!first.ok) return first;
    const answers = [first, ...within].map((reply, i) => ({ tab, frame: [0, ...frames][i], reply }));
    return {
      ok: true,
      value: answers.flatMap(({ reply, ...from }) => (reply.ok ? [{ ...from, value: reply.value }] : [])),
      pdfs: within.filter((reply) => "pdf" in reply && reply.pdf).length,
    };
  };

  /** @param {object} request @returns {Promise<Answers>} */
  const askAll = async (request) => {
    const tab = front.tab()?.id;
    return tab === undefined ? refuse("why_tab_gone") : askAllOf(tab, request);
  };

  /**
   * As a script and not as a message: then the agent acts in the person's gesture that the panel
   * had, if it had one within the last seconds.
   * @param {number} tab @param {object} request @param {number} frame @returns {Promise<Reply<any>>}
   */
  const askInGesture = (tab, request, frame) => {
    const asked = api.scripting.executeScript({
      target: { tabId: tab, frameIds: [frame] },
      injectImmediately: true,
      args: [request],
      func: (given) => /** @type {any} */ (globalThis).rubatoAnswer?.(given),
    });
    return Promise.race([
      asked.then(([{ result }]) => result ?? refuse("why_page_left"), () => refuse("why_page_left")),
      after(LONGEST_MS).then(() => refuse("why_page_busy")),
    ]);
  };

  /** The frame at the end of a way, as each frame tells its own; null where none or another is there. @param {number} tab @param {number[]} way */
  const frameAt = async (tab, way) => {
    const frames = await Promise.race([framesIn(tab), after(FRAME_MS).then(() => [])]);
    const ways = await Promise.all(frames.map((frame) =>
      Promise.race([askTab(tab, { rubato: "wayHere" }, frame), after(FRAME_MS).then(() => refuse("why_page_busy"))])));
    const at = ways.findIndex((reply) => reply.ok && reply.value?.join() === way.join());
    return at < 0 ? null : frames[at];
  };

  /**
   * The frame of that size; null where none or several have it. A page can't speak for a frame this
   * way, as it could with messages.
   * @param {number} tab @param {{width: number, height: number}} size
   */
  const frameSized = async (tab, { width, height }) => {
    const frames = await api.scripting.executeScript({
      target: { tabId: tab, allFrames: true }, func: () => [innerWidth, innerHeight],
    }).catch(() => []);
    const fit = frames.filter(({ frameId, result }) => frameId !== 0 && result?.[0] === width && result[1] === height);
    return fit.length === 1 ? fit[0].frameId : null;
  };

  /** The frame that a refusal names. @param {number} tab @param {Elsewhere} named */
  const frameNamed = async (tab, { within, frame }) =>
    (within ? await frameAt(tab, within) : null) ?? (frame ? frameSized(tab, frame) : null);

  /**
   * Asks the main frame, and the frame of another site that it names instead, if any; so on from there.
   * @param {number} tab @param {object} request @returns {Promise<{tab: number, frame: number, reply: Reply<any>}>}
   */
  const askThrough = async (tab, request) => {
    let [frame, asked] = [0, request];
    for (let depth = 0; ; depth += 1) {
      const reply = /** @type {Reply<any> & Elsewhere} */ (await askTab(tab, asked, frame));
      if (reply.ok) return { tab, frame, reply };
      const next = depth < DEEPEST ? await frameNamed(tab, reply) : null;
      if (next === null || next === frame) return { tab, frame, reply: { ok: false, why: reply.why } };
      [frame, asked] = [next, reply.at ? { ...request, at: reply.at } : request];
    }
  };

  /** Where the focus is. @param {object} request */
  const askFocused = async (request) => {
    const tab = front.tab()?.id;
    return tab === undefined ? { tab: -1, frame: 0, reply: refuse("why_tab_gone") } : askThrough(tab, request);
  };

  /**
   * A javascript: link runs only where the page's own scripts run; the agent gave it the focus. One in
   * a closed shadow root can't be found from there, so another link of its address is followed.
   * @param {number} tabId @param {number} frame @param {string} [script] the address, "" to follow none
   * @param {string} [origin] of the page that it belongs to
   */
  const followScript = async (tabId, frame, script, origin) => void (await api.scripting.executeScript({
    target: { tabId, frameIds: [frame] },
    world: "MAIN",
    injectImmediately: true,
    args: [script ?? null, origin ?? null],
    func: (address, from) => {
      // The page may have gone elsewhere meanwhile: its scripts are not for another's.
      if (from !== null && from !== location.origin) return;
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const focused = element?.closest("a[href], area[href]");
      const link = address === null ? focused : Object.assign(document.createElement("a"), { href: address });
      if (link instanceof HTMLElement && address !== "") link.click();
    },
  }));

  return { ask, askTab, askAll, askAllOf, askInGesture, askThrough, askFocused, frameNamed, followScript };
};
