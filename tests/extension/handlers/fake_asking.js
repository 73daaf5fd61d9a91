// Asking and the library in memory: a server that answers as a test says.

import { asked, follow } from "../../../extension/core/answer.js";
/** @import {Answer} from "../../../extension/core/answer.js" */
/** @import {AskingPort, Correction, Persona, Rated, Topic, Wish} from "../../../extension/handlers/asking_port.js" */
/** @import {Added, Addition, LibraryPort, PageHere, VideoHere} from "../../../extension/handlers/library_port.js" */
/** @import {Refusal, Reply} from "../../../extension/handlers/ports.js" */
/** @import {World} from "./world.js" */

/** @param {object} [more] */
export const told = (more = {}) => ({
  number: 1, title: "Bach", heading: "", address: "https://bach.test/", kind: "web", text: "A passage.", line: 0, page: null, from_ms: null,
  quotes: [{ text: "Bach was born in Eisenach.", line: 0, page: null, at_ms: null }], ...more,
});

/** What the asking of a world is made of. */
export const makeAsking = () => ({
  refused: /** @type {Refusal | null} */ (null),
  conversing: false,
  wishes: /** @type {Wish[]} */ ([]),
  answers: /** @type {Answer[]} */ ([]),
  /** Of the next answer. */
  sources: [told()],
  text: "In Eisenach [1].",
  over: () => undefined,
  before: ["Where was Bach born?"],
  topics: /** @type {Topic[]} */ ([{ id: 1, name: "Bach", documents: 2 }, { id: 2, name: "Harmony", documents: 5 }]),
  chosen: /** @type {string[]} */ ([]),
  things: /** @type {Map<string, Rated & {rating: number | null}>} */ (new Map()),
  ratings: /** @type {Map<string, number | null>} */ (new Map()),
  corrections: /** @type {Map<string, Correction>} */ (new Map()),
  /** Keys, what is liked most first; null where lists stay as they are. */
  liked: /** @type {string[] | null} */ (null),
  likedLinks: /** @type {string[] | null} */ (null),
  weighed: /** @type {Rated[]} */ ([]),
  personas: /** @type {Persona[]} */ ([{ name: "Clara", greeting: "Good evening.", voice: "clara" }, { name: "Robert", greeting: "", voice: "" }]),
  persona: "",
});

/** @param {() => World} of @returns {AskingPort} */
export const fakeAsking = (of) => ({
  ask: async (wish, over) => {
    const { asking } = of();
    if (asking.refused) return asking.refused;
    asking.wishes.push(wish);
    const way = { about: wish.page?.title ?? "", after: wish.after?.id ?? "", length: wish.length ?? /** @type {const} */ ("short"), topics: asking.chosen };
    const begun = { ...asked(wish.question, way), id: `q${asking.wishes.length}` };
    asking.answers.push(begun);
    const { sources, text } = asking;
    asking.over = () => {
      const answer = follow(begun, { name: "ended", told: { answer: text, state: "answered", reason: "", model: "tiny", sources, claims: [] } });
      asking.answers[asking.answers.indexOf(begun)] = answer;
      over(answer);
      return undefined;
    };
    return { ok: true, value: begun };
  },
  converse: async (on) => {
    const { asking } = of();
    const was = asking.conversing;
    asking.conversing = on && !asking.refused;
    return asking.refused ?? { ok: true, value: was };
  },
  last: () => of().asking.answers.at(-1) ?? null,
  forget: async (id) => { of().asking.answers = of().asking.answers.filter((one) => one.id !== id); },
  rate: async (id, rating) => {
    const { refused, ratings } = of().asking;
    if (refused) return refused;
    const before = ratings.get(id) ?? null;
    ratings.set(id, rating);
    return { ok: true, value: before };
  },
  rateThing: async (thing, rating) => {
    const { refused, things } = of().asking;
    if (refused) return refused;
    const before = things.get(thing.key)?.rating ?? null;
    things.set(thing.key, { ...thing, rating });
    return { ok: true, value: before };
  },
  liked: async (things, lists) => {
    const { asking } = of();
    asking.weighed = things;
    return lists === "links" ? asking.likedLinks : asking.liked;
  },
  correct: async (id, correction) => {
    const { refused, corrections } = of().asking;
    if (refused) return refused;
    const before = corrections.get(id) ?? { correction: "", taught: false };
    corrections.set(id, correction);
    return { ok: true, value: before };
  },
  personas: async () => of().asking.refused ?? { ok: true, value: of().asking.personas },
  persona: () => of().asking.persona,
  speakAs: async (name) => { of().asking.persona = name; },
  before: async () => of().asking.before,
  playsAt: (document, at) => (of().asking.refused ? null : `https://server.test/${document}@${at}`),
  topics: async () => of().asking.refused ?? { ok: true, value: of().asking.topics },
  chosen: () => of().asking.chosen,
  choose: async (names) => { of().asking.chosen = names; },
});

/** What the library of a world is made of. */
export const makeLibrary = () => ({
  page: /** @type {Reply<PageHere>} */ ({ ok: true, value: { html: "<p>One</p>", title: "one", address: "https://one.test/" } }),
  video: /** @type {Reply<VideoHere | null>} */ ({ ok: true, value: { title: "Fugue", address: "https://www.youtube.com/watch?v=abcdefghijk", captions: "" } }),
  refused: /** @type {Refusal | null} */ (null),
  added: /** @type {Partial<Added>} */ ({}),
  held: /** @type {Addition[]} */ ([]),
  log: /** @type {string[]} */ ([]),
});

/** @param {() => World} of @returns {LibraryPort} */
export const fakeLibrary = (of) => ({
  page: async () => of().library.page,
  video: async () => of().library.video,
  add: async (what) => {
    const { library } = of();
    if (library.refused) return library.refused;
    library.held.push(what);
    return { ok: true, value: { id: library.held.length, title: what.title || "Tempo", outcome: "added", reason: "", passages: 3, put: [], ...library.added } };
  },
  remove: async (id) => {
    if (of().library.refused) return /** @type {Refusal} */ (of().library.refused);
    of().library.held.splice(id - 1, 1);
    return { ok: true, value: null };
  },
  takeOut: async (id, topics) => { of().library.log.push(`${id} out of ${topics}`); return { ok: true, value: null }; },
});
