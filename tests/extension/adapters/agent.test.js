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
    yes([{ tab: 5, frame: 0, value: "a" }, { tab: 5, frame: 7, value: "b" }]));
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
  assert.deepEqual(reply, yes([{ tab: 5, frame: 0, value: "a" }]));
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

/** A page whose frame 0 says that the focus is at `way`; frames 3 and 4 tell their own ways. @param {number[]} way */
const framed = (way) => {
  const { api, front } = browser({ 0: {}, 3: {}, 4: {} });
  const asked = /** @type {any[]} */ ([]);
  api.tabs.sendMessage = async (/** @type {number} */ _tab, /** @type {any} */ request, /** @type {any} */ { frameId }) => {
    asked.push([request.rubato, frameId]);
    if (request.rubato === "wayHere") return yes([frameId - 3]);
    return frameId === 0 ? { ok: false, why: { key: "why_frame_focused", args: [] }, within: way } : yes(frameId);
  };
  return { agent: makeAgent(api, front, never), asked };
};

test("the focus is followed into the frame that has it", async () => {
  const { agent, asked } = framed([1]);
  assert.deepEqual(await agent.askFocused({ rubato: "act" }), { tab: 5, frame: 4, reply: yes(4) });
  assert.deepEqual(asked.filter(([what]) => what === "act"), [["act", 0], ["act", 4]]);
});

test("a focus in a frame that nobody finds is refused, without what only the agent needs", async () => {
  const { agent } = framed([7]);
  assert.deepEqual((await agent.askFocused({ rubato: "act" })).reply, { ok: false, why: { key: "why_frame_focused", args: [] } });
});
