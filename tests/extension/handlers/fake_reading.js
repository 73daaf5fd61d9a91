// Reading in memory: a page of paragraphs, and a voice that says what it is told.

import { sentences } from "../../../extension/core/sentences.js";
/** @import {ReadingPort, SpeechPort} from "../../../extension/handlers/reading_port.js" */
/** @import {GlidingPort} from "../../../extension/handlers/gliding_port.js" */
/** @import {World} from "./world.js" */

/** @param {() => World} of @returns {ReadingPort} */
export const fakeReading = (of) => ({
  open: async (from) => {
    const { page, current } = of();
    if (page.reach) return page.reach;
    const all = page.text.flatMap((text, paragraph) => sentences(text, "en").map((one) => ({ text: one, lang: "en", paragraph })));
    return { ok: true, value: { sentences: all, from: page.selected ? "selection" : from, title: current().title, whole: page.whole, tab: current().id, pdfs: page.pdfs } };
  },
  mark: async (_tab, at) => { of().marked = at; return { ok: true, value: null }; },
  unmark: async () => { of().marked = null; return { ok: true, value: null }; },
});

/** @param {() => World} of @returns {SpeechPort} */
export const fakeSpeech = (of) => {
  /** @type {any} */
  let how = null;
  let all = /** @type {{text: string, lang: string, paragraph: number}[]} */ ([]);
  /** @param {number} at */
  const go = async (at) => {
    const world = of();
    world.at = at;
    if (!world.voice) return false;
    world.speech = "speaking";
    how.begun(at);
    return true;
  };
  return {
    read: (sentences, wanted) => {
      const world = of();
      [all, how] = [sentences, wanted];
      world.read = sentences.map((one) => one.text);
      world.finish = () => { world.at = all.length; world.speech = "idle"; how.ended(); };
      return go(0);
    },
    recast: (_to, voice) => { of().log.push(`recast ${voice}`); },
    add: (to, more) => to === all && Boolean(all.push(...more)),
    state: () => of().speech,
    place: () => ({ sentences: all, at: of().at, letter: of().letter }),
    go,
    rate: (percent) => { of().log.push(`rate ${percent}`); },
    pause: () => { of().speech = "paused"; },
    resume: () => { of().speech = "speaking"; },
  };
};

/** @param {() => World} of @returns {GlidingPort} */
export const fakeGliding = (of) => ({
  start: async (percent, ended) => {
    const world = of();
    if (world.page.reach) return world.page.reach;
    world.glides = "moving";
    world.log.push(`glide ${percent}`);
    world.arrive = () => { world.glides = "idle"; ended(); };
    return { ok: true, value: { tab: 1, frame: 0, pane: 0, top: 5, left: 0 } };
  },
  state: () => of().glides,
  pause: async () => { of().glides = "paused"; },
  resume: async () => { of().glides = "moving"; return true; },
  rate: (percent) => { of().log.push(`glide ${percent}`); },
});
