// Find: where a text stands in this page, shown hit by hit.

import { queryOf, searched, snippet } from "../core/text_find.js";
import { blocksIn, placeIn, rangeOf } from "./blocks.js";
import { comeToText } from "./here.js";
import { selectWritten, written, writtenAt } from "./field_text.js";
import { paint, unpaint } from "./highlight.js";
import { nameOf } from "./names.js";
import { inSlices } from "./slices.js";
import { boxOf, percentOf, restore, reveal, standingAround } from "./view.js";
/** @import {Block, Place} from "./blocks.js" */
/** @import {Standing} from "./view.js" */
/** @import {Refusal, Reply} from "../handlers/ports.js" */
/** @import {FoundHere} from "../handlers/finding_port.js" */

/** @typedef {{place: Place, snippet: string, heading: Element | null}} Hit */

/** Hits whose places are kept; more are only counted. */
const KEPT = 10_000;
/** Hits that are offered at once, about the one that comes first. */
const OFFERED = 300;
/** Hits that are painted. */
const PAINTED = 1000;
/** Letters of a heading that are said. */
const HEADING = 60;

/** Ways back that are kept, as many as undo can go. */
const WAYS_BACK = 100;

/** Numbers begin at another place in each document: what was told by one that is gone means nothing here. */
const FIRST = Math.floor(performance.timeOrigin);

/** @type {{query: string, hits: Hit[], count: number, whole: boolean, current: number, search: number}} */
const state = { query: "", hits: [], count: 0, whole: true, current: -1, search: FIRST };

/** What undo needs of each hit that was shown, oldest first. @type {Map<number, {standing: Standing, current: number, search: number}>} */
const shown = new Map();
let tokens = FIRST;

/** @param {Standing} standing @param {number} current @returns {Reply<{token: number}>} the way back to where all stands now */
const wayBack = (standing, current) => {
  shown.set(++tokens, { standing, current, search: state.search });
  shown.delete(tokens - WAYS_BACK);
  return { ok: true, value: { token: tokens } };
};

/** @param {string} key @param {...string} args @returns {Refusal} */
const refuse = (key, ...args) => ({ ok: false, why: { key, args } });

/**
 * Searches blocks one after another, each in chunks.
 * @param {string} query @param {(hit: Hit) => void} take
 * @returns {Generator<null>}
 */
function* searching(query, take) {
  for (const block of document.body ? blocksIn(document.body, { writes: written }) : []) {
    yield null;
    for (const spans of block ? searched(block.raw, query) : []) {
      for (const span of spans) take(hitOf(/** @type {Block} */ (block), span));
      yield null;
    }
  }
}

/** @param {Block} block @param {{start: number, end: number}} span @returns {Hit} */
const hitOf = (block, span) => ({ place: placeIn(block, span), snippet: snippet(block.raw, span), heading: block.heading });

/** @param {string} text @returns {Promise<boolean>} false where another search began meanwhile */
const search = async (text) => {
  const mine = state.search + 1;
  clear();
  Object.assign(state, { query: queryOf(text), hits: [], count: 0, whole: true, current: -1, search: mine });
  const work = searching(state.query, (hit) => {
    state.count += 1;
    if (state.hits.length < KEPT) state.hits.push(hit);
  });
  const whole = await inSlices(work, () => state.search !== mine);
  if (state.search !== mine) return false;
  state.whole = whole;
  return true;
};

/** @param {Hit} hit @returns {boolean} whether the view has not passed it */
const isAhead = ({ place }) => {
  const range = rangeOf(place);
  const box = range && boxOf(range);
  return box !== null && box.bottom > 0 && box.bottom > box.top;
};

/** The first hit ahead; the first of all where the view has passed them. @param {Hit[]} hits @returns {Promise<number>} */
const firstAhead = async (hits) => {
  let first = 0;
  await inSlices(hits.keys(), (id) => {
    if (!isAhead(hits[id])) return false;
    first = id;
    return true;
  });
  return first;
};

/** @param {Element | null} heading */
const headingText = (heading) => (heading?.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, HEADING);

/** @param {Hit} hit @param {number} id */
const tell = ({ place, snippet: words, heading }, id) => {
  const range = rangeOf(place);
  return {
    id, search: state.search, snippet: words, percent: range ? percentOf(range) : 0,
    ...(place.field ? { heading: "", field: nameOf(place.field) } : { heading: headingText(heading) }),
  };
};

/**
 * @param {{text: string, brief?: boolean}} request `brief`: the count and first hit are enough
 * @returns {Promise<Reply<FoundHere>>}
 */
export const find = async ({ text, brief = false }) => {
  // The parent searches a frame that it can reach, in its place among the parent's own text.
  if (window.frameElement) return { ok: true, value: { count: 0, whole: true, first: 0, hits: [] } };
  if (queryOf(text) === "") return refuse("why_nothing_to_seek");
  if (!(await search(text))) return refuse("why_other_search");
  const { hits, count, whole, search: mine } = state;
  const first = await firstAhead(hits);
  if (state.search !== mine) return refuse("why_other_search");
  const from = Math.max(0, Math.min(first - OFFERED / 3, hits.length - OFFERED));
  const [begin, end] = brief ? [first, first + 1] : [from, from + OFFERED];
  return { ok: true, value: { count, whole, first, hits: hits.slice(begin, end).map((hit, i) => tell(hit, begin + i)) } };
};

/** Paints hit `id`, and the others about it less strongly. @param {number} id @param {Range} range */
const light = (id, range) => {
  const from = Math.max(0, id - PAINTED / 2);
  const others = state.hits.slice(from, from + PAINTED).filter((hit) => hit !== state.hits[id]);
  paint("rubato-hits", others.map((hit) => rangeOf(hit.place)).filter((one) => one !== null));
  paint("rubato-hit", [range]);
  state.current = id;
};

const clear = () => {
  unpaint("rubato-hits");
  unpaint("rubato-hit");
  state.current = -1;
};

/** @param {{id: number, search: number}} which @returns {Reply<{token: number}>} */
export const seek = ({ id, search: of }) => {
  const range = of === state.search && state.hits[id] ? rangeOf(state.hits[id].place) : null;
  if (!range) return refuse("why_hit_gone");
  const { current } = state;
  light(id, range);
  const { place } = state.hits[id];
  comeToText(() => rangeOf(place));
  return wayBack(reveal(range), current);
};

/**
 * The next hit to show is in another frame: ours is painted no more, and the way back is kept.
 * @returns {Reply<{token: number}>}
 */
export const leaveHit = () => {
  const { current } = state;
  clear();
  return wayBack(standingAround(document.querySelectorAll("iframe, frame")), current);
};

/** @param {{token: number}} which @returns {Reply<null>} */
export const unseek = ({ token }) => {
  const before = shown.get(token);
  if (!before) return refuse("why_page_changed");
  const range = before.search === state.search && before.current >= 0 ? rangeOf(state.hits[before.current].place) : null;
  if (range) light(before.current, range);
  else clear();
  restore(before.standing);
  return { ok: true, value: null };
};

/** Selects the hit that was shown last. @returns {Reply<{text: string}>} */
export const selectHit = () => {
  const place = state.hits[state.current]?.place;
  const range = place ? rangeOf(place) : null;
  if (!place || !range) return refuse("why_no_hit");
  if (place.field) {
    selectWritten(place.field, place);
    return { ok: true, value: { text: writtenAt(place.field, place) } };
  }
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const selection = startContainer.ownerDocument?.getSelection();
  selection?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
  return { ok: true, value: { text: range.toString().replace(/\s+/g, " ") } };
};
