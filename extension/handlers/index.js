// Every command's handler, and what is offered while a command waits for its text.

import { asking, askingOffers } from "./asking.js";
import { bookmarkOffer, bookmarks } from "./bookmarks.js";
import { channels } from "./channels.js";
import { correcting, correctingOffers } from "./correcting.js";
import { dictation } from "./dictation.js";
import { elements } from "./elements.js";
import { engine, engineOffers } from "./engine.js";
import { everywhereOffer, seekingEverywhere } from "./everywhere.js";
import { choiceOffer, fields } from "./fields.js";
import { finding, soughtEverywhereOffer, soughtOffer } from "./finding.js";
import { grid, gridAid } from "./grid.js";
import { choose, items } from "./items.js";
import { labelAid, labels } from "./labels.js";
import { layout, layoutOffer } from "./layout.js";
import { library, libraryOffers } from "./library.js";
import { elementOffer, lists } from "./lists.js";
import { macros } from "./macros.js";
import { media } from "./media.js";
import { mediaScreen } from "./media_screen.js";
import { navigation } from "./navigation.js";
import { kindOffer, near } from "./nearest.js";
import { callOffer, naming } from "./naming.js";
import { past, pastOffer } from "./past.js";
import { personaOffers, personas } from "./personas.js";
import { rating } from "./rating.js";
import { reading } from "./reading.js";
import { readingAloud } from "./reading_aloud.js";
import { recording } from "./recording.js";
import { replayOffers, replaying } from "./replaying.js";
import { reviewing } from "./reviewing.js";
import { scrolling } from "./scrolling.js";
import { soundTour } from "./sound_tour.js";
import { sounding } from "./sounding.js";
import { tabChanges } from "./tab_changes.js";
import { tabClosing } from "./tab_closing.js";
import { tabFinding, tabOffer } from "./tab_finding.js";
import { tabs } from "./tabs.js";
import { taking } from "./taking.js";
import { topicOffers, topics } from "./topics.js";
import { voiceOffer, voices } from "./voices.js";
import { undoing } from "./undoing.js";
import { words } from "./words.js";
import { zoom } from "./zoom.js";
/** @import {Aid, Handler, Item, Ports} from "./ports.js" */

const families = {
  ...tabs, ...tabChanges, ...tabClosing, ...tabFinding, ...channels, ...scrolling, ...navigation,
  ...zoom, ...bookmarks, ...past, ...finding, ...seekingEverywhere, ...items, ...reading, ...readingAloud, ...elements, ...lists, ...fields, ...dictation, ...taking, ...near, ...engine,
  ...media, ...mediaScreen, ...sounding, ...labels, ...grid, ...layout, ...soundTour, ...voices, ...undoing, ...naming, ...words, ...macros, ...recording, ...replaying,
  ...asking, ...correcting, ...personas, ...topics, ...library, ...rating, ...reviewing,
};

export { runOwn } from "./own_runs.js";

/** @param {unknown} value @returns {value is {choice: number}} */
const isChoice = (value) => typeof value === "object" && value !== null && "choice" in value;

/**
 * A text may be the number of an item on offer: then that item acts, whatever the word.
 * @param {Handler} handler @returns {Handler}
 */
const orChoice = (handler) => (call, ports) =>
  isChoice(call.value) ? choose(call, call.value.choice) : handler(call, ports);

/** @type {Readonly<Record<string, Handler>>} */
export const handlers = Object.freeze(Object.fromEntries(
  Object.entries(families).map(([name, handler]) => [name, orChoice(handler)]),
));

/**
 * What to offer while a word waits for its text, so that it can be had by keys alone: the number
 * of an item is then a text value, `{choice: n}`.
 * @type {Readonly<Record<string, (ports: Ports) => Promise<Item[]>>>}
 */
export const offers = Object.freeze({
  "tab.find": tabOffer,
  "element.find": elementOffer,
  "element.nearest": kindOffer,
  "field.choose": choiceOffer,
  "layout.class": layoutOffer,
  "bookmark.open": bookmarkOffer,
  "history.find": pastOffer,
  "find.text": soughtOffer,
  "find.tabs": soughtEverywhereOffer,
  "find.everywhere": everywhereOffer,
  "address.open": pastOffer,
  "language.on": engineOffers.languageOn,
  "language.off": engineOffers.languageOff,
  "help.command": engineOffers.help,
  "voice.choose": voiceOffer,
  "name.call": callOffer,
  ...replayOffers,
  ...askingOffers,
  ...topicOffers,
  ...personaOffers,
  ...correctingOffers,
  ...libraryOffers,
});

/**
 * What is shown while a word waits, by the kind of value that it waits for.
 * @type {Readonly<Record<string, Aid>>}
 */
export const aids = Object.freeze({ label: labelAid, grid: gridAid });
