// YouTube's frame is spoken to once it listens, and what it says is taken as its own only.

import assert from "node:assert/strict";
import { test } from "node:test";

import { frameAddress, YouTubeTalk } from "../../web/video.js";

function world() {
  const told = { said: /** @type {any[]} */ ([]), changes: 0, why: /** @type {string[]} */ ([]) };
  const talk = new YouTubeTalk((message) => told.said.push(JSON.parse(message)), {
    changed: () => { told.changes += 1; },
    failed: (why) => told.why.push(why),
  });
  return { talk, told, hear: (/** @type {object} */ message) => talk.hear(JSON.stringify(message)) };
}

test("what is said before it listens is said when it does, in its order", () => {
  const { talk, told, hear } = world();
  talk.knock();
  talk.command("seekTo", 751, true);
  talk.command("playVideo");
  assert.deepEqual([talk.listens, told.said.map(({ event }) => event)], [false, ["listening"]]);
  hear({ event: "initialDelivery", info: { duration: 1200 } });
  hear({ event: "onReady" });
  talk.command("pauseVideo");

  assert.equal(talk.listens, true);
  assert.deepEqual(told.said.slice(1).map(({ func, args }) => [func, args]), [["seekTo", [751, true]], ["playVideo", []], ["pauseVideo", []]]);
});

test("where it stands is known from what it delivers", () => {
  const { talk, told, hear } = world();
  hear({ event: "infoDelivery", info: { currentTime: 12.5, duration: 1200, playerState: 1 } });
  assert.deepEqual(talk.state, { at: 12_500, length: 1_200_000, plays: true, rate: 1 });
  hear({ event: "infoDelivery", info: { playerState: 2, volume: 3 } });

  assert.deepEqual([talk.state, told.changes], [{ at: 12_500, length: 1_200_000, plays: false, rate: 1 }, 2]);
});

test("why it cannot play is said in words; what is no message of it is nothing", () => {
  const { talk, told, hear } = world();
  hear({ event: "onError", info: 150 });
  hear({ event: "onError", info: 999 });
  for (const message of ["no JSON", "null", "[]", "3", undefined, { event: "onReady" }, '{"event":"infoDelivery","info":"x"}']) talk.hear(message);

  assert.deepEqual(told.why, ["Its owner lets this video play on YouTube only.", "YouTube cannot play this video here."]);
  assert.deepEqual([talk.listens, talk.state], [false, { at: 0, length: 0, plays: false, rate: 1 }]);
});

test("its frame begins at the second, and is told who it speaks to", () => {
  assert.equal(
    frameAddress("dQw4w9WgXcQ", 751_900, "http://127.0.0.1:8000"),
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?enablejsapi=1&origin=http%3A%2F%2F127.0.0.1%3A8000&start=751&autoplay=1&playsinline=1&rel=0",
  );
});

test("how fast it goes is known from what it delivers, where that is a speed", () => {
  const talk = new YouTubeTalk(() => {}, {});
  for (const playbackRate of [0.5, 0, "fast"]) talk.hear(JSON.stringify({ event: "infoDelivery", info: { playbackRate } }));
  assert.equal(talk.state.rate, 0.5);
});
