// Agent: all frames of a tab asked at once, and scripts that carry the panel's gesture.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeAgent } from "../../../extension/adapters/agent.js";
import { still } from "./fake_chrome.js";

const never = () => new Promise(() => undefined);
const soon = async () => undefined;

/** @param {Record<number, any>} frames what each answers; undefined hangs */
const browser = (frames, front = still({ id: 5 })) => {
  const api = {
    scripts: /** @type {any[]} */ ([]),
    tabs: {
      get: async () => ({ id: 5, url: "https://a.test/", status: "complete" }),
      sendMessage: (/** @type {number} */ _tab, /** @type {any} */ _request, /** @type {any} */ { frameId }) =>
        (frames[frameId] === undefined ? never() : Promise.resolve(frames[frameId])),
    },
    permissions: { contains: async () => true },
    scripting: {
      executeScript: async (/** @type {any} */ script) => {
        api.scripts.push(script);
        return Object.keys(frames).map((frame) => ({ frameId: Number(frame), result: { ok: true, value: "gestured" } }));
      },
    },
  };
  return { api: /** @type {any} */ (api), front };
};
const yes = (/** @type {unknown} */ value) => ({ ok: true, value });
const no = (/** @type {string} */ key) => ({ ok: false, why: { key, args: [] } });

test("all frames are asked, and say which they are", async () => {
  const { api, front } = browser({ 0: yes("a"), 7: yes("b") });
  assert.deepEqual(await makeAgent(api, front, never).askAll({ rubato: "x" }),
    { ...yes([{ tab: 5, frame: 0, value: "a" }, { tab: 5, frame: 7, value: "b" }]), pdfs: 0 });
});

test("where the main frame refuses, so do all", async () => {
  const { api, front } = browser({ 0: no("why_pdf_page"), 7: yes("b") });
  assert.deepEqual(await makeAgent(api, front, never).askAll({ rubato: "x" }), no("why_pdf_page"));
});

test("a frame that refuses or hangs is left out", async () => {
  const { api, front } = browser({ 0: yes("a"), 7: no("why_pdf_page"), 8: undefined });
  let waits = 0;
  // Neither the main frame nor the list of frames takes long here: only frame 8 does.
  const after = () => (++waits > 4 ? soon() : never());
  const reply = await makeAgent(api, front, after).askAll({ rubato: "x" });
  assert.deepEqual(reply, { ...yes([{ tab: 5, frame: 0, value: "a" }]), pdfs: 0 });
});

test("PDFs that are seen are counted, since nobody can ask them", async () => {
  const pdf = no("why_pdf_page");
  const { api, front } = browser({ 0: yes("a"), 7: { ...pdf, pdf: true }, 8: { ...pdf, pdf: false }, 9: { ...pdf, pdf: true } });
  const reply = await makeAgent(api, front, never).askAll({ rubato: "x" });
  assert.deepEqual(reply, { ...yes([{ tab: 5, frame: 0, value: "a" }]), pdfs: 2 });
});

test("with no tab in front there is nothing to ask", async () => {
  const { api } = browser({ 0: yes("a") });
  assert.deepEqual(await makeAgent(api, still(null), never).askAll({ rubato: "x" }), no("why_tab_gone"));
});

test("a request in the panel's gesture is a script in that frame", async () => {
  const { api, front } = browser({ 7: yes("b") });
  assert.deepEqual(await makeAgent(api, front, never).askInGesture(5, { rubato: "x" }, 7), yes("gestured"));
  assert.deepEqual([api.scripts[0].target, api.scripts[0].args], [{ tabId: 5, frameIds: [7] }, [{ rubato: "x" }]]);
});

test("a frame that is gone, or hangs, is said", async () => {
  const { api, front } = browser({ 7: yes("b") });
  api.scripting.executeScript = never;
  assert.deepEqual(await makeAgent(api, front, soon).askInGesture(5, {}, 7), no("why_page_busy"));
  api.scripting.executeScript = async () => { throw new Error("No frame with id 7"); };
  assert.deepEqual(await makeAgent(api, front, never).askInGesture(5, {}, 7), no("why_page_left"));
});

/**
 * A page whose frames 3 and 4 tell their ways, 0 and 1, and sizes, 30 and 40.
 * @param {(request: any, frame: number) => any} answer
 */
const framed = (answer) => {
  const { api, front } = browser({ 0: {}, 3: {}, 4: {} });
  const asked = /** @type {any[]} */ ([]);
  api.tabs.sendMessage = async (/** @type {number} */ _tab, /** @type {any} */ request, /** @type {any} */ { frameId }) => {
    if (request.rubato === "wayHere") return yes([frameId - 3]);
    asked.push([frameId, request]);
    return answer(request, frameId);
  };
  api.scripting.executeScript = async () => [0, 3, 4].map((frameId) => ({ frameId, result: [10 * frameId, 9] }));
  return { agent: makeAgent(api, front, never), asked, api };
};

const WITHIN = no("why_frame_focused");
/** @param {object} named what frame 0 says to ask instead */
const leading = (named) => framed((_, frame) => (frame === 0 ? { ...WITHIN, ...named } : yes(frame)));

test("the focus is followed into the frame that has it", async () => {
  const { agent, asked } = leading({ within: [1] });
  assert.deepEqual(await agent.askFocused({ rubato: "act" }), { tab: 5, frame: 4, reply: yes(4) });
  assert.deepEqual(asked, [[0, { rubato: "act" }], [4, { rubato: "act" }]]);
});

test("where a shadow tree hides the way, the only frame of that size is meant", async () => {
  const size = { width: 40, height: 9 };
  assert.equal((await leading({ frame: size }).agent.askFocused({ rubato: "act" })).frame, 4);
  assert.equal((await leading({ within: [7], frame: size }).agent.askFocused({ rubato: "act" })).frame, 4);
  const { agent, api } = leading({ frame: size });
  api.scripting.executeScript = async () => [0, 3, 4].map((frameId) => ({ frameId, result: [40, 9] }));
  assert.deepEqual(await agent.askFocused({ rubato: "act" }), { tab: 5, frame: 0, reply: WITHIN });
});

test("a point is told to each frame as it lies there", async () => {
  const { agent, asked } = framed(({ at }, frame) =>
    (frame === 4 ? yes("clicked") : { ...WITHIN, within: [frame === 0 ? 0 : 1], at: { x: (at?.x ?? 9) - 1, y: 5 } }));
  assert.deepEqual((await agent.askThrough(5, { rubato: "act", keys: [1] })).reply, yes("clicked"));
  assert.deepEqual(asked.slice(1), [
    [3, { rubato: "act", keys: [1], at: { x: 8, y: 5 } }], [4, { rubato: "act", keys: [1], at: { x: 7, y: 5 } }]]);
});

test("a frame that nobody finds is refused, without what only the agent needs, and so is one that leads in circles", async () => {
  assert.deepEqual((await leading({ within: [7] }).agent.askFocused({ rubato: "act" })).reply, WITHIN);
  const circle = framed((_, frame) => ({ ...WITHIN, within: [frame === 3 ? 1 : 0] }));
  assert.deepEqual((await circle.agent.askFocused({ rubato: "act" })).reply, WITHIN);
});
