// Cited: the sources of an answer as a list, and opening one where it carries the answer.

import { named } from "../core/answer.js";
import { meant, timeText } from "../core/media.js";
import { videoAddress } from "../core/video_address.js";
import { changed } from "./media.js";
import { goTo } from "./tabs.js";
import { and, done, message } from "./outcome.js";
/** @import {Answer, Source, Spot} from "../core/answer.js" */
/** @import {Item, Message, Outcome, Ports, Tab} from "./ports.js" */

/** Sites that open a video at a time by `t`. */
const VIDEO_HOSTS = /^(www\.|m\.)?(youtube\.com|youtu\.be)$/;

/** What the video of a page is told from the page by, both being in the library. */
const PART_OF_PAGE = /#video(=.*)?$/;

/** How often it is looked for on a page that has just been opened, and the ms between. */
const [LOOKS, BETWEEN_MS] = [20, 500];

/** Letters of a quote that are enough to find it by: the longer it is, the likelier something stands in between. */
const ENOUGH = 80;

/** @param {Spot} spot @returns {Message | null} null where nobody knows */
const placeOf = ({ at, page, line }) =>
  at !== null ? message("say_source_at", timeText(at / 1000)) : page ? message("say_source_page", page) : line ? message("say_source_line", line) : null;

/** Where it carries the answer, else where it begins. @param {Source} source */
const spotOf = ({ quotes, spot }) => quotes[0]?.spot ?? spot;

/** @param {Source} source */
export const quoteOf = ({ quotes, text }) => quotes[0]?.text ?? text;

/** Its beginning, to its last whole word. @param {string} quote */
const beginning = (quote) => {
  const [line] = quote.split("\n");
  return line.length <= ENOUGH ? line : line.slice(0, ENOUGH).replace(/\s\S*$/, "");
};

/** What a page is asked to show at once: browsers find the text by themselves. @param {string} quote */
export const fragment = (quote) => `:~:text=${encodeURIComponent(beginning(quote)).replace(/-/g, "%2D")}`;

/**
 * The address that opens a source at its place: a video at its second, a PDF at its page, a web page at the quote.
 * @param {Source} source
 * @returns {string | null} null for what has no address on the web
 */
export const addressOf = (source) => {
  if (!/^https?:\/\//i.test(source.address) || !URL.canParse(source.address)) return null;
  const [url, { at, page }] = [new URL(source.address), spotOf(source)];
  if (at !== null && VIDEO_HOSTS.test(url.hostname)) url.searchParams.set("t", `${Math.floor(at / 1000)}s`);
  else if (at !== null) url.hash = `t=${Math.floor(at / 1000)}`;
  else if (page) url.hash = `page=${page}`;
  else if (quoteOf(source)) url.hash += fragment(quoteOf(source));
  return url.href;
};

/** A video is the same at each of its times. @param {string} url */
const plainly = (url) => videoAddress(url) || url.replace(/#.*$/, "");

/** The tab that has it open, the one in front first. @param {Source} source @param {Ports} ports @returns {Promise<Tab | undefined>} */
const tabOf = async ({ address }, ports) =>
  (await ports.tabs.all()).filter(({ url }) => plainly(url) === plainly(address))
    .sort((a, b) => Number(b.active) - Number(a.active) || b.used - a.used)[0];

/** Shows a quote in the page in front, where it stands there still. @param {string} quote @param {Ports} ports @returns {Promise<{undo?: undefined}>} */
const showIn = async (quote, ports) => {
  const found = quote ? await ports.finding.find(beginning(quote)) : null;
  if (found?.ok && found.value.count) await ports.finding.seek(found.value.hits[found.value.first]);
  return {};
};

/** Has the video in front, if there is one, go to a time. @param {number} ms @param {Ports} ports @returns {Promise<Pick<import("./ports.js").Done, "undo">>} */
const seekIn = async (ms, ports) => {
  const reply = await ports.media.list();
  const video = reply.ok && meant(reply.value);
  const outcome = video && await changed(video, { what: "seek", by: "time", value: Math.floor(ms / 1000) }, ports);
  return outcome && outcome.ok ? outcome : {};
};

/** The same in a tab that loads still, while that is in front. @param {number} id @param {number} ms @param {Ports} ports */
const seekOnceThere = async (id, ms, ports) => {
  for (let looks = 0; looks < LOOKS && (await ports.tabs.current()).id === id; looks += 1) {
    if ((await seekIn(ms, ports)).undo) return;
    await ports.clock.after(BETWEEN_MS);
  }
};

/** @param {Source} source @param {Ports} ports */
const saidOf = (source, ports) => and(message("say_source", source.title, quoteOf(source)), placeOf(spotOf(source)), ports);

/** @param {Source} source @param {Ports} ports @returns {Promise<Outcome>} */
const open = async (source, ports) => {
  const { at } = spotOf(source);
  const recorded = source.kind === "sound" && source.document && addressOf(source) === null;
  const url = recorded ? ports.asking.playsAt(source.document, at) : addressOf(source);
  // What was loaded as a file is nowhere to be opened; its words are told.
  if (url === null) return done(saidOf(source, ports));
  const there = recorded ? undefined : await tabOf(source, ports);
  if (!there) {
    const { id } = await ports.tabs.create({ url });
    if (at !== null && PART_OF_PAGE.test(source.address)) await seekOnceThere(id, at, ports);
    return done(message("say_source_open", source.title), { undo: () => ports.tabs.close([id]) });
  }
  const gone = await goTo(there.id, ports);
  if (!gone.ok) return gone;
  const { undo } = await (at === null ? showIn(quoteOf(source), ports) : seekIn(at, ports));
  return { ...gone, say: message("say_source_open", source.title), undo: async () => { await undo?.(); await gone.undo?.(); } };
};

/** @param {Answer} answer @param {Ports} ports @returns {Item[]} as the answer numbers them */
export const sourceItems = (answer, ports) => {
  /** @type {Item[]} */
  const items = named(answer).map((source, at) => {
    const place = placeOf(spotOf(source));
    return {
      title: [source.title, place && ports.words.of(place)].filter(Boolean).join(", "),
      detail: quoteOf(source),
      // The others can be opened after it.
      act: async () => {
        const outcome = await open(source, ports);
        return outcome.ok ? { ...outcome, list: items, chosen: at } : outcome;
      },
    };
  });
  return items;
};
