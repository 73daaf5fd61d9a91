// A browser in memory: all ports over a few arrays, so that handlers are tested on what they change.

/** @import {Bookmark, Call, Done, Item, Outcome, Ports, Refusal, Tab} from "../../../extension/handlers/ports.js" */
import { handlers } from "../../../extension/handlers/index.js";
import { fakeAsking, fakeLibrary, makeAsking, makeLibrary } from "./fake_asking.js";
import { fakeEngine } from "./fake_engine.js";
import { fakeIntents, makeIntents } from "./fake_intents.js";
import { fakeFinding } from "./fake_finding.js";
import { fakeOwn } from "./fake_own.js";
import { fakeRecording } from "./fake_recording.js";
import { fakeReplay } from "./fake_replay.js";
import { fakeGliding, fakeReading, fakeSpeech } from "./fake_reading.js";
import { makeElementsWorld } from "./elements_world.js";
import { makeFieldsWorld } from "./fields_world.js";
import { makeLabelsWorld } from "./labels_world.js";
import { makeLayoutWorld } from "./layout_world.js";
import { makeMedia } from "./media_world.js";
import { makeTakingWorld } from "./taking_world.js";
import { ENGLISH } from "../tongues.js";
/** @typedef {{id: number, title: string, url: string, pinned: boolean, muted: boolean, playing: boolean, used: number, past: string[], at: number}} FakeTab */
/** @typedef {{id: number, active: number, tabs: FakeTab[]}} FakeWindow */

const NOW = 1_700_000_000_000;

/**
 * @param {string[][]} titles of the tabs, window by window; the first tab of the first is in front
 */
export const makeWorld = (titles = [["one", "two", "three"]]) => {
  let [clock, ids] = [1, 0];
  /** @param {string} title @param {string} [url] @returns {FakeTab} */
  const tab = (title, url = `https://${title.toLowerCase().replace(/\W+/g, "-")}.test/`) =>
    ({ id: ++ids, title, url, pinned: false, muted: false, playing: false, used: clock++, past: [url], at: 0 });
  /** @type {FakeWindow[]} */
  const windows = titles.map((all) => {
    const tabs = all.map((title) => tab(title));
    return { id: ++ids, active: tabs[0].id, tabs };
  });

  const world = {
    windows, focused: windows[0].id, tab,
    closed: /** @type {{id: string, tab: FakeTab | null, window: FakeWindow | null, index: number, windowId: number}[]} */ ([]),
    bookmarks: /** @type {Bookmark[]} */ ([]),
    past: /** @type {{url: string, title: string, visits: number, last: number, from: string | null}[]} */ ([]),
    granted: true, zoom: 1, volume: 50, piano: true, listening: false, dictating: false, deaf: /** @type {Refusal | null} */ (null), slow: false, broken: "",
    log: /** @type {string[]} */ ([]),
    page: {
      reach: /** @type {Refusal | null} */ (null), at: 100, end: 1000, moved: true,
      text: ["First. Second."], selected: false, whole: true, pdfs: 0, heading: "",
      acted: /** @type {{name: string, open?: string, asks?: boolean, handled?: boolean}} */ ({ name: "Go" }),
      acts: /** @type {any[]} */ ([]),
    },
    finding: { texts: /** @type {Record<string, string[]>} */ ({}), past: /** @type {string[]} */ ([]), whole: true, shown: "", spots: /** @type {any[]} */ ([]) },
    elements: makeElementsWorld(), labels: makeLabelsWorld(() => world), fields: makeFieldsWorld(), taking: makeTakingWorld(), media: makeMedia(), layout: makeLayoutWorld(), asking: makeAsking(), library: makeLibrary(), intents: makeIntents(), full: false,
    speech: /** @type {"idle" | "speaking" | "paused"} */ ("idle"), voice: true, read: /** @type {string[]} */ ([]), at: 0, letter: 0, rate: 100,
    glides: /** @type {"idle" | "moving" | "paused"} */ ("idle"), arrive: () => undefined,
    marked: /** @type {number | null} */ (null), finish: () => undefined,
    running: false, stopped: false, stopWord: () => undefined,
    replay: { steps: /** @type {Record<string, any[]>} */ ({}), now: /** @type {import("../../../extension/handlers/replay_port.js").Replaying | null} */ (null), sessions: /** @type {(import("../../../extension/handlers/replay_port.js").Replayable & {commands: number})[]} */ ([{ id: "e", title: "Evening", commands: 2 }]), ends: 0, music: "", pace: 0 },
    recording: { condition: /** @type {"off" | "recording" | "paused"} */ ("off"), kept: 0, refused: /** @type {any} */ (null) },
    done: /** @type {import("../../../extension/handlers/engine_port.js").DoneEntry[]} */ ([]),
    voices: [
      { wish: "server:amy", name: "Amy", detail: "Amy, English", near: true }, { wish: "chrome:anna", name: "Anna", detail: "Anna, German", near: false },
      { wish: "browser:daniel", name: "Daniel", detail: "Daniel, English", near: true },
    ],
    voiced: /** @type {Record<string, string | number | boolean>} */ ({ answer_voice: "", reading_voice: "", answer_pace: 100, voice_volume: 50, spearcons: false }),
    languages: [{ name: "swift", help: "single keys", active: true }, { name: "morse", help: "dots", active: false }],
    offered: /** @type {{list: Item[], chosen: number | null}} */ ({ list: [], chosen: null }),
    ports: /** @type {Ports} */ (/** @type {unknown} */ (null)),
    front: () => /** @type {FakeWindow} */ (world.windows.find((one) => one.id === world.focused)),
    titles: () => world.front().tabs.map((one) => one.title),
    current: () => /** @type {FakeTab} */ (world.front().tabs.find((one) => one.id === world.front().active)),
    /** @param {string} title */
    named: (title) => /** @type {FakeTab} */ (world.windows.flatMap((one) => one.tabs).find((one) => one.title === title)),
    /** @param {string} title */
    show: (title) => show(world.named(title).id),
  };

  /** @param {number} id */
  const homeOf = (id) => world.windows.find((one) => one.tabs.some((t) => t.id === id));
  /** @param {number} id */
  const find = (id) => {
    const found = homeOf(id)?.tabs.find((one) => one.id === id);
    if (!found) throw new Error(`No tab with id: ${id}.`);
    return found;
  };
  /** @param {number} id */
  const show = (id) => {
    const home = homeOf(id);
    if (!home) throw new Error(`No tab with id: ${id}.`);
    home.active = id;
    world.focused = home.id;
    find(id).used = clock++;
  };
  /** @param {FakeTab} one @param {FakeWindow} home @returns {Tab} */
  const seen = (one, home) => ({
    id: one.id, title: one.title, url: one.url, pinned: one.pinned, muted: one.muted, playing: one.playing, used: one.used,
    windowId: home.id, index: home.tabs.indexOf(one), active: home.active === one.id,
  });
  /** @param {FakeWindow} home */
  const sorted = (home) => { home.tabs.sort((a, b) => Number(b.pinned) - Number(a.pinned)); };
  /** @param {number} id */
  const takeOut = (id) => {
    const home = /** @type {FakeWindow} */ (homeOf(id));
    const index = home.tabs.findIndex((one) => one.id === id);
    const [one] = home.tabs.splice(index, 1);
    if (home.active === id) home.active = (home.tabs[index] ?? home.tabs[index - 1])?.id;
    if (home.tabs.length === 0) world.windows.splice(world.windows.indexOf(home), 1);
    return { one, home, index };
  };
  /** @param {FakeWindow} home @param {FakeTab} one @param {number} index */
  const putIn = (home, one, index) => { home.tabs.splice(index, 0, one); show(one.id); };
  /** @param {FakeTab} one @param {string} url */
  const go = (one, url) => {
    one.past.splice(one.at + 1, Infinity, url);
    one.at += 1;
    one.url = url;
  };
  /** @template T @param {T} value @returns {Promise<any>} */
  const reply = async (value) => world.page.reach ?? { ok: true, value };

  world.ports = {
    tabs: {
      current: async () => seen(world.current(), world.front()),
      list: async () => world.front().tabs.map((one) => seen(one, world.front())),
      all: async () => world.windows.flatMap((home) => home.tabs.map((one) => seen(one, home))),
      get: async (id) => { const home = homeOf(id); return home ? seen(find(id), home) : null; },
      activate: async (id) => show(id),
      create: async ({ url = "chrome://newtab/", windowId = world.focused, index, pinned = false }) => {
        const home = /** @type {FakeWindow} */ (world.windows.find((one) => one.id === windowId));
        const one = { ...tab("New Tab", url), pinned };
        putIn(home, one, index ?? home.tabs.length);
        return seen(one, home);
      },
      close: async (all) => {
        for (const id of all) {
          const { one, home, index } = takeOut(id);
          if (one.url !== "chrome://newtab/") world.closed.unshift({ id: `s${one.id}`, tab: one, window: null, index, windowId: home.id });
        }
      },
      duplicate: async (id) => {
        const home = /** @type {FakeWindow} */ (homeOf(id));
        const copy = tab(find(id).title, find(id).url);
        putIn(home, copy, home.tabs.indexOf(find(id)) + 1);
        return seen(copy, home);
      },
      pin: async (id, on) => { find(id).pinned = on; sorted(/** @type {FakeWindow} */ (homeOf(id))); },
      mute: async (id, on) => { find(id).muted = on; },
      move: async (id, index, windowId) => {
        const { one, home } = takeOut(id);
        const target = world.windows.find((w) => w.id === (windowId ?? home.id));
        target?.tabs.splice(index, 0, one);
        if (target === home) home.active = home.active ?? id;
      },
      detach: async (id) => {
        const { one } = takeOut(id);
        const home = { id: ++ids, active: one.id, tabs: [one] };
        world.windows.push(home);
        show(id);
        return seen(one, home);
      },
      travel: async (id, steps) => {
        const one = find(id);
        const to = Math.min(Math.max(one.at + steps, 0), one.past.length - 1);
        const gone = to - one.at;
        one.at = to;
        one.url = one.past[to];
        return world.slow ? new Promise(() => undefined) : gone;
      },
      navigate: async (id, url) => { go(find(id), url); },
      reload: (id) => { world.log.push(`reload ${find(id).title}`); return world.slow ? new Promise(() => undefined) : Promise.resolve(); },
      committed: async (_id, act) => void (await act()),
    },
    arrivals: { told: () => undefined },
    windows: {
      list: async () => [...world.windows].sort((a, b) => a.id - b.id).map((home) => ({
        id: home.id, tabs: home.tabs.length, current: home.id === world.focused,
        title: home.tabs.find((one) => one.id === home.active)?.title ?? "",
      })),
      focus: async (id) => { world.focused = id; },
      create: async (url = "chrome://newtab/") => {
        const one = tab("New Tab", url);
        const home = { id: ++ids, active: one.id, tabs: [one] };
        world.windows.push(home);
        world.focused = home.id;
        return { id: home.id, title: one.title, tabs: 1, current: true };
      },
      close: async (id) => {
        const at = world.windows.findIndex((one) => one.id === id);
        const [window] = world.windows.splice(at, 1);
        world.closed.unshift({ id: `w${id}`, tab: null, window, index: 0, windowId: id });
        world.focused = world.windows[0].id;
      },
      isFull: async () => world.full,
      full: async (_id, on) => { world.full = on; },
    },
    sessions: {
      closed: async () => world.closed.map(({ id, tab: one, window }) => ({
        id, title: one?.title ?? window?.tabs[0].title ?? "", url: one?.url ?? window?.tabs[0].url ?? "",
        tabs: window?.tabs.length ?? 0, time: NOW - 60_000,
      })),
      restore: async (id) => {
        const at = world.closed.findIndex((one) => one.id === id);
        const [{ tab: one, window, index, windowId }] = world.closed.splice(at, 1);
        if (window) { world.windows.push(window); world.focused = window.id; return { tab: null, title: window.tabs[0].title }; }
        const home = world.windows.find((w) => w.id === windowId) ?? world.front();
        const back = { .../** @type {FakeTab} */ (one), id: ++ids };
        putIn(home, back, index);
        return { tab: back.id, title: back.title };
      },
    },
    page: {
      scroll: async (how) => {
        world.page.acts.push(how);
        const { at, end, moved } = world.page;
        return reply({ percent: Math.round((100 * at) / end), edge: at === end ? "end" : at === 0 ? "start" : null, moved, from: { tab: world.current().id, frame: 0, pane: 0, top: 7, left: 0 } });
      },
      scrollBack: async (spot) => { world.page.acts.push(spot); return reply(null); },
      where: () => reply({ percent: 40, heading: world.page.heading }),
      click: async (how) => {
        world.page.acts.push(how);
        return reply(how.sure ? { name: world.page.acted.name } : world.page.acted);
      },
      clear: () => reply({ name: "q", tab: 1, frame: 0, token: 3 }),
      unclear: async (was) => { world.page.acts.push(was); return reply(null); },
      submit: async () => { world.page.acts.push("submit"); return reply({ name: "form" }); },
    },
    finding: fakeFinding(() => world),
    elements: world.elements.port, labels: world.labels.port, grid: world.labels.grid, fields: world.fields.port, ...world.taking.ports, media: world.media.port, layout: world.layout.port,
    bookmarks: {
      granted: async () => world.granted,
      all: async () => [...world.bookmarks],
      add: async ({ title, url, folder = "1", index = world.bookmarks.length }) => {
        const mark = { id: `b${++ids}`, title, url, folder, index };
        world.bookmarks.splice(index, 0, mark);
        return mark;
      },
      remove: async (id) => { world.bookmarks = world.bookmarks.filter((one) => one.id !== id); },
    },
    history: {
      granted: async () => world.granted,
      search: async (text) => world.past.filter((one) => one.title.includes(text)),
      visits: async (url) => world.past.filter((one) => one.url === url).map((one) => ({ time: one.last, how: "link", from: one.from })),
      mostVisited: async () => [...world.past].sort((a, b) => b.visits - a.visits),
    },
    search: { query: async (text, id) => go(find(id), `https://search.test/?q=${text}`) },
    zoom: {
      get: async () => world.zoom,
      set: async (_tab, factor) => { world.zoom = factor; return { ok: true, value: factor }; },
      reset: async () => { world.zoom = 1; return { ok: true, value: 1 }; },
    },
    reading: fakeReading(() => world),
    gliding: fakeGliding(() => world),
    speech: fakeSpeech(() => world),
    voices: {
      all: () => world.voices,
      get: (setting) => world.voiced[setting],
      set: async (setting, value) => { world.voiced[setting] = value; },
    },
    recording: fakeRecording(() => world),
    replay: fakeReplay(() => world),
    asking: fakeAsking(() => world), library: fakeLibrary(() => world), intents: fakeIntents(() => world),
    targets: { want: () => undefined, find: async () => ({ at: null, nearest: [] }) },
    engine: fakeEngine(() => world),
    own: fakeOwn(() => world),
    clock: { now: () => NOW, after: () => (world.slow ? Promise.resolve() : new Promise(() => undefined)) },
    words: { of: ({ key, args }) => [key, ...args].join(" "), locale: "en", tongue: () => ENGLISH },
  };
  return world;
};

/** @typedef {ReturnType<typeof makeWorld>} World */

/**
 * @param {World} world @param {string} command @param {unknown} [value] @param {Partial<Call>} [more]
 * @returns {Promise<Outcome>}
 */
export const play = (world, command, value = null, more = {}) =>
  handlers[command]({ command, value, ...more }, world.ports);

/** @param {Outcome} outcome @returns {Done} */
export const good = (outcome) => {
  if (!outcome.ok) throw new Error(`refused: ${said(outcome)}`);
  return outcome;
};

/** What is said or why not, as one string. @param {Outcome} outcome */
export const said = (outcome) => {
  const { key, args } = outcome.ok ? outcome.say : outcome.why;
  return [key, ...args].join(" ");
};

/** @param {Outcome} outcome */
export const undo = async (outcome) => {
  const { undo: back } = good(outcome);
  if (!back) throw new Error("nothing to undo");
  await back();
};

/** @param {Outcome} outcome */
export const offered = (outcome) => (good(outcome).list ?? []).map((item) => item.title);
