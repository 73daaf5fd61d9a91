// The page agent: does what the engine asks of this document, and answers when the effect is there.
//
// Runs in every frame, from agent.bundle.js (scripts/build_agent.js says why).

import { click } from "./click.js";
import { fieldDictate } from "./dictating.js";
import { fieldChoices, fieldPick, fieldShut, fieldTick } from "./choosing.js";
import { fieldEnter, fieldEscape } from "./enter.js";
import { clear, submit } from "./field.js";
import { find, leaveHit, seek, selectHit, unseek } from "./find.js";
import { wayHere } from "./focus.js";
import { glide, glideStop } from "./glide.js";
import { gridClick, gridHide, gridKeep, gridShow } from "./grid.js";
import { labelDraw, labelHide, labelKeep, labelPlayed, labelTargets, labels } from "./labels.js";
import { watchHere } from "./here.js";
import { intend } from "./intents.js";
import { watch } from "./last_used.js";
import { layout } from "./layout.js";
import { elementLeave, elementShow, elementStand } from "./model/acts.js";
import { elements } from "./model/elements.js";
import { keepModel } from "./model/idle.js";
import { meaning, NotMeant } from "./meant.js";
import { media, mediaChange } from "./media.js";
import { watchMedia } from "./media_state.js";
import { pageHtml } from "./page_html.js";
import { readable, readMark, readUnmark } from "./read.js";
import { arrival, watchRoutes } from "./routes.js";
import { scroll, scrollBack, where } from "./scrolling.js";
import { elementFacts, elementFocused, elementHover, elementText } from "./taking.js";
import { isMeant, targetFind } from "./targets.js";
import { fieldType } from "./typing.js";
import { goBack } from "./undoing.js";
import { videoHere } from "./video_here.js";
/** @import {Target} from "../core/session_log.js" */
/** @import {Refusal, Reply} from "../handlers/ports.js" */

/** @type {Record<string, (request: any) => Reply<unknown> | Promise<Reply<unknown>>>} */
const ACTS = { elements, elementShow, elementStand, elementLeave, scroll, scrollBack, where, click, clear, submit, media, mediaChange,
  find, seek, unseek, leaveHit, selectHit, readable, readMark, readUnmark, glide, glideStop,
  wayHere, goBack, fieldType, fieldDictate, fieldEnter, fieldEscape, fieldChoices, fieldPick, fieldShut, fieldTick,
  elementFacts, elementFocused, elementHover, elementText,
  labels, labelTargets, labelDraw, labelPlayed, labelKeep, labelHide, targetFind, gridShow, gridKeep, gridHide, gridClick, layout, arrival,
  pageHtml, videoHere, intend };

/** The browser's viewer keeps a PDF's text to itself, though an agent runs beside it; `pdf` where one is seen. @returns {Refusal & {pdf: boolean} | null} */
const viewer = () => document.contentType === "application/pdf"
  ? { ok: false, why: { key: "why_pdf_page", args: [] }, pdf: innerWidth > 0 && innerHeight > 0 } : null;

/**
 * @param {{rubato: string, meant?: Target}} request the act, and what it needs; `meant`: the element
 *   it must be done on, else it is refused
 * @param {(reply: Reply<unknown>) => void} reply
 */
const answer = (request, reply) => {
  const act = ACTS[request.rubato];
  const refused = viewer();
  if (refused || !act) return reply(refused ?? unknown(request.rubato));
  const wanted = request.meant;
  // No await before the act: the scroll begins in the task that brought the message.
  try {
    const { result, meant } = meaning(request.rubato, () => act(request), wanted ? (element) => isMeant(element, wanted) : null);
    const told = (/** @type {Reply<unknown>} */ given) => reply(meant ? /** @type {any} */ ({ ...given, meant }) : given);
    Promise.resolve(result).then(told, (error) => told(failed(error)));
  } catch (error) {
    reply(failed(error));
  }
};

/** @param {string} act @returns {Refusal} */
const unknown = (act) => ({ ok: false, why: { key: "why_page_outdated", args: [act] } });

/** @param {unknown} error @returns {Refusal} */
const failed = (error) => error instanceof NotMeant ? { ok: false, why: { key: "why_not_meant", args: [] } }
  : { ok: false, why: { key: "why_page_failed", args: [String(error)] } };

const scope = /** @type {{rubato?: string, rubatoAnswer?: (request: any) => Promise<Reply<unknown>>}} */ (/** @type {unknown} */ (globalThis));

// Injected twice into one document (registered, and again when the permission came): once is enough.
if (chrome.runtime?.id && scope.rubato !== chrome.runtime.id) {
  scope.rubato = chrome.runtime.id;
  // For scripts of ours in this frame; the page's own can't see this scope.
  scope.rubatoAnswer = (request) => new Promise((resolve) => answer(request, resolve));
  chrome.runtime.onMessage.addListener((request, _sender, reply) => {
    if (typeof request?.rubato !== "string") return false;
    answer(request, reply);
    return true;
  });
  watch();
  watchMedia();
  watchHere();
  watchRoutes();
  keepModel();
}
