// Labels: what a person can act on in all frames of the page in front, each with keys of its own, drawn there.

import { merged } from "../core/frames.js";
import { keyOf, labelled, weightOf } from "../core/labels.js";
/** @import {Agent, Front, Refusal, Reply} from "../handlers/ports.js" */
/** @import {Labelled, LabelsPort} from "../handlers/labels_port.js" */
/** @import {Found, Report} from "../core/frames.js" */

/** How often the page is asked to go on showing them, and whether it changed, in ms. */
const RENEW_MS = 300;

/** @typedef {Report & {cursor: {x: number, y: number} | null, former: [number, number[]][]}} Targets */
/** @typedef {{frame: number, value: Targets}} Told */

/** They were hidden, or asked for again, before they were there. @type {Refusal} */
const OVER = { ok: false, why: { key: "why_labels_over", args: [] } };

/** @param {Found[]} found @param {Told[]} told @param {boolean} settled labels are shown now @returns {Map<string, number[]>} by frame and number */
const assign = (found, told, settled) => {
  const { view, cursor } = told[0].value;
  const targets = found.map((one) => ({ key: keyOf(one), weight: weightOf(one.box, cursor, view) }));
  const keys = new Map(found.map(({ frame, id }, i) => [`${frame} ${id}`, targets[i].key]));
  const former = new Map(told.flatMap(({ frame, value }) => value.former.flatMap(([id, label]) => {
    const key = keys.get(`${frame} ${id}`);
    return key === undefined ? [] : [/** @type {[string, number[]]} */ ([key, label])];
  })));
  const labels = labelled(targets, former, settled);
  return new Map([...keys].map(([place, key]) => [place, /** @type {number[]} */ (labels.get(key))]));
};

/**
 * @param {Front} front
 * @param {Agent} agent
 * @param {(ms: number) => Promise<void>} after
 * @returns {LabelsPort}
 */
export const makeLabels = (front, agent, after) => {
  const now = {
    tab: -1, frames: /** @type {number[]} */ ([]), all: /** @type {Labelled[]} */ ([]), shown: false, kept: false,
    asked: false, turn: 0, changed: /** @type {(reply: Reply<Labelled[]>) => void} */ (() => {}),
  };

  /** @param {object} request */
  const tell = (request) => Promise.all([...new Set([0, ...now.frames])].map((frame) => agent.askTab(now.tab, request, frame)));

  /** @param {Found[]} found @param {Map<string, number[]>} labels @returns {Reply<Labelled[]>} */
  const take = (found, labels) => {
    now.all = found.flatMap((one) => {
      const keys = labels.get(`${one.frame} ${one.id}`);
      return keys ? [{ element: { ...one, at: { tab: now.tab, frame: one.frame, id: one.id } }, keys }] : [];
    });
    now.shown = true;
    return { ok: true, value: now.all };
  };

  /** In all frames: each tells what it has, and is told the labels. @param {number} turn @returns {Promise<Reply<Labelled[]>>} */
  const showIn = async (turn) => {
    const reply = await agent.askAll({ rubato: "labelTargets" });
    if (!reply.ok || turn !== now.turn) return reply.ok ? OVER : reply;
    const told = reply.value.map(({ frame, value }) => ({ frame, value }));
    const found = merged(told.map(({ frame, value }) => ({ frame, report: value }))).filter(({ visible }) => visible);
    const labels = assign(found, told, now.shown);
    now.frames = told.map(({ frame }) => frame);
    await Promise.all(now.frames.map((frame) => agent.askTab(now.tab, {
      rubato: "labelDraw",
      labels: found.filter((one) => one.frame === frame).map(({ id }) => [id, labels.get(`${frame} ${id}`)]),
    }, frame)));
    return turn === now.turn ? take(found, labels) : OVER;
  };

  /**
   * The main frame draws at once where it shows no other.
   * @param {number} turn
   * @returns {Promise<Reply<Labelled[]>>}
   */
  const show = async (turn) => {
    const tab = front.tab()?.id ?? -1;
    if (tab !== now.tab) Object.assign(now, { tab, frames: [], shown: false });
    const reply = await agent.ask({ rubato: "labels" });
    if (!reply.ok || turn !== now.turn) return reply.ok ? OVER : reply;
    if (!reply.value.labels) return showIn(turn);
    now.frames = [0];
    const labels = /** @type {[number, number[]][]} */ (reply.value.labels);
    return take(merged([{ frame: 0, report: reply.value }]), new Map(labels.map(([id, keys]) => [`0 ${id}`, keys])));
  };

  const hide = async () => {
    now.turn += 1;
    now.shown = false;
    await tell({ rubato: "labelHide" });
  };

  /** Whether what is in front is no longer what the labels were drawn for. */
  const isStale = async () => {
    if (front.tab()?.id !== now.tab) return true;
    const replies = await tell({ rubato: "labelKeep" });
    return replies.some((reply) => !reply.ok || reply.value.changed);
  };

  /** Goes on as long as they are wanted. @param {number} turn */
  const keepOn = async (turn) => {
    for (;;) {
      await after(RENEW_MS);
      if (turn !== now.turn) return;
      const stale = await isStale();
      if (turn !== now.turn) return;
      if (!stale) continue;
      const reply = await show(turn);
      if (turn !== now.turn) return;
      now.changed(reply);
    }
  };

  const begin = async () => {
    const turn = ++now.turn;
    const reply = await show(turn);
    if (turn === now.turn && reply.ok) void keepOn(turn);
    return reply;
  };

  return {
    show: (changed) => {
      Object.assign(now, { changed, asked: true });
      return begin();
    },
    played: async (keys) => void (await tell({ rubato: "labelPlayed", keys })),
    hide: async () => {
      Object.assign(now, { changed: () => {}, asked: false });
      if (now.kept) await tell({ rubato: "labelPlayed", keys: [] });
      else await hide();
    },
    keep: async (on) => {
      now.kept = on;
      if (!on && !now.asked) await hide();
      if (!on) return { ok: true, value: [] };
      const reply = await begin();
      now.kept = reply.ok;
      return reply;
    },
    kept: () => now.kept,
    find: (keys) => (Array.isArray(keys) ? now.all.find((one) => one.keys.join() === keys.join()) : undefined),
  };
};
