// Reading: the page's text as sentences, and the one being read, shown where it stands.

import { cutSentences } from "../core/sentences.js";
import { blocksIn, placeIn, rangeOf } from "./blocks.js";
import { innerOf } from "./deep.js";
import { comeToText } from "./here.js";
import { paint, unpaint } from "./highlight.js";
import { claimedText, lacksLibrary, langOf, mainText } from "./main_text.js";
import { frameToRead } from "./reading_frame.js";
import { inSlices } from "./slices.js";
import { boxOf, reveal } from "./view.js";
/** @import {Block, Part, Place, Wanted} from "./blocks.js" */
/** @import {ReadableHere, Sentence} from "../handlers/reading_port.js" */
/** @import {Refusal, Reply} from "../handlers/ports.js" */

/** Letters that are read at once: some six hours. */
const LONGEST = 300_000;

/** Places of the sentences that were given last; null where one has none. @type {(Place | null)[]} */
let places = [];

/** @param {string} key @returns {Refusal} */
const refuse = (key) => ({ ok: false, why: { key, args: [] } });

/** The selection of the page or of the frame in it that has the focus. @param {Document} page @returns {Selection | null} */
const selectionIn = (page) => {
  const inner = page.activeElement && innerOf(page.activeElement);
  const within = inner && selectionIn(inner);
  return within?.toString().trim() ? within : page.getSelection();
};

/** @param {Range} range @param {Text} node @returns {Part | null} */
const partOf = (range, node) => {
  if (!range.intersectsNode(node)) return null;
  const from = node === range.startContainer ? range.startOffset : 0;
  const to = node === range.endContainer ? range.endOffset : node.length;
  return to > from ? { from, to } : null;
};

/** @param {Selection} selection @returns {{root: Element} & Wanted} */
const selectedText = (selection) => {
  const range = selection.getRangeAt(0);
  const common = range.commonAncestorContainer;
  const root = common.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (common)
    : /** @type {Element} */ (common.parentElement ?? document.body);
  return { root, takes: (node) => partOf(range, node) };
};

/** @param {Block} block */
const isAhead = (block) => {
  const end = block.raw.trimEnd().length;
  const range = end > 0 ? rangeOf(placeIn(block, { start: end - 1, end })) : null;
  return range !== null && boxOf(range).bottom > 0;
};

/**
 * @param {{root: Element} & Wanted} what
 * @param {boolean} ahead only from the top of the view on
 */
const collect = async ({ root, ...wanted }, ahead) => {
  const taken = { sentences: /** @type {Sentence[]} */ ([]), places: /** @type {Place[]} */ ([]), whole: true };
  let [letters, paragraph, reached] = [0, 0, !ahead];
  const whole = await inSlices(blocksIn(root, wanted), (block) => {
    if (!block || block.raw.trim() === "") return false;
    reached ||= isAhead(block);
    if (!reached) return false;
    const lang = langOf(block.nodes[0]);
    // A line of the source is no line of the text; the places stay.
    for (const part of cutSentences(block.raw.replace(/\s/g, " "), lang)) {
      taken.sentences.push({ text: part.text, lang, paragraph });
      taken.places.push(placeIn(block, part));
    }
    paragraph += 1;
    letters += block.raw.length;
    taken.whole = letters < LONGEST;
    return !taken.whole;
  });
  return { ...taken, letters, whole: taken.whole && whole };
};

/** What is selected in a field has no place that could be painted. @param {string} text */
const bare = (text) => ({
  sentences: cutSentences(text, "").map((part) => ({ text: part.text, lang: document.documentElement.lang, paragraph: 0 })),
  places: [], letters: text.length, whole: true,
});

/** A modal dialog shuts off all behind it. @returns {Promise<Awaited<ReturnType<typeof collect>> | null>} */
const ofDialog = async () => {
  const root = [...document.querySelectorAll("dialog:modal")].at(-1);
  const found = root ? await collect({ root }, false) : null;
  return found?.sentences.length ? found : null;
};

/** @param {boolean} ahead */
const ofPage = async (ahead) => {
  const dialog = await ofDialog();
  if (dialog) return dialog;
  const found = await collect(mainText(), ahead);
  // In view may be what is no article.
  return found.sentences.length ? found : collect(claimedText(), ahead);
};

/**
 * @param {{from: "here" | "main", lent?: boolean}} request `lent`: the library is there, as far as it can be
 * @returns {Promise<Reply<ReadableHere | {lacks: "readability"}>>}
 */
export const readable = async ({ from, lent = false }) => {
  if (!document.body) return refuse("why_page_loading");
  const selection = from === "here" ? selectionIn(document) : null;
  const selected = selection?.toString().trim() ?? "";
  if (!selected && !lent && lacksLibrary()) return { ok: true, value: { lacks: "readability" } };
  let found = selection && selected ? await collect(selectedText(selection), false) : await ofPage(from === "here");
  if (selected && found.sentences.length === 0) found = bare(selected);
  places = found.places;
  const { sentences, letters, whole } = found;
  const inner = frameToRead(from === "here", letters);
  return { ok: true, value: { sentences, letters, whole, inner, from: selected ? "selection" : from, title: document.title.trim() } };
};

/** @param {{at: number}} which @returns {Reply<null>} */
export const readMark = ({ at }) => {
  const place = places[at];
  const range = place ? rangeOf(place) : null;
  if (!range) return refuse("why_page_changed");
  paint("rubato-read", [range]);
  comeToText(() => rangeOf(/** @type {Place} */ (place)));
  reveal(range);
  return { ok: true, value: null };
};

/** @returns {Reply<null>} */
export const readUnmark = () => {
  unpaint("rubato-read");
  return { ok: true, value: null };
};
