// Listened: the elements that hear clicks, the hosts of shadow roots and the media that play, as page/listeners.js tells.

/** @type {WeakSet<Element>} */
const hearing = new WeakSet();
/** Hosts that were told of, until they are fetched. @type {Set<Element>} */
let hosts = new Set();
/** The way to the page's own world; null where nobody is there. @type {Element | null} */
let port = null;
/** Those that are new since they were fetched. @type {WeakRef<Element>[]} */
let news = [];

/** What is told: elements, as the containers of ranges. @param {Event} event */
const told = (event) =>
  /** @type {InputEvent} */ (event).getTargetRanges().map((range) => /** @type {Element} */ (range.startContainer));

/** @param {Element} element */
const hear = (element) => {
  if (hearing.has(element)) return;
  hearing.add(element);
  news.push(new WeakRef(element));
};

/** @param {Element} element */
const host = (element) => { hosts.add(element); };

/** Media that were played, wherever they are. @type {WeakRef<Element>[]} */
let played = [];
/** @type {WeakSet<Element>} */
const playing = new WeakSet();

/** @param {Element} element */
const play = (element) => {
  if (playing.has(element)) return;
  playing.add(element);
  played.push(new WeakRef(element));
  if (played.length % 256 === 0) played = played.filter((ref) => ref.deref());
};

/** What is told, by the name of the event. @type {Record<string, (element: Element) => void>} */
const TOLD = { hears: hear, hosts: host, plays: play };
/** Ends the names of events that are sent to what is in a shadow tree. */
let secret = "";

/** @param {Event} event */
const connect = (event) => {
  [port] = told(event);
  secret = /** @type {InputEvent} */ (event).data ?? "";
  for (const [name, take] of Object.entries(TOLD)) port.addEventListener(name, (telling) => told(telling).forEach(take));
  port.dispatchEvent(new Event("taken"));
};

/**
 * Meets the script in the page's world. Only before the document has content: later a script of
 * the page could hear it, and nothing would be there to meet.
 */
export const meet = () => {
  if (document.documentElement?.firstElementChild) return;
  document.addEventListener("rubato-offer", connect, { once: true });
  document.dispatchEvent(new Event("rubato-ask"));
};

/**
 * Fetches what was noted since.
 * @param {(element: Element) => void} take called for each element that hears clicks now
 * @returns {boolean} whether there was anything
 */
export const fetchNews = (take) => {
  port?.dispatchEvent(new Event("ask"));
  const had = news.length > 0 || hosts.size > 0;
  for (const ref of news) {
    const element = ref.deref();
    if (element) take(element);
  }
  news = [];
  return had;
};

/**
 * Hears what is told in a shadow tree, from now on; a prevented default says that it was heard.
 * @param {ShadowRoot} root
 */
export const hearIn = (root) => {
  if (!port) return;
  for (const [name, take] of Object.entries(TOLD)) {
    root.addEventListener(`${name}-${secret}`, (event) => {
      event.preventDefault();
      take(/** @type {Element} */ (event.target));
    });
  }
};

/** @returns {Element[]} hosts that were told of since the last time */
export const takeHosts = () => {
  const given = [...hosts];
  hosts = new Set();
  return given;
};

/** @returns {Element[]} media that the page has played and that are still there, in a document or not */
export const playedMedia = () => {
  port?.dispatchEvent(new Event("ask"));
  return played.flatMap((ref) => ref.deref() ?? []);
};

/** @param {Element} element */
export const hears = (element) => hearing.has(element);

/** Whether the page's world tells us, so that nothing has to be guessed. */
export const isMet = () => port !== null;
