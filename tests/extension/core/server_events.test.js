// Server-sent events: whole ones are read, the rest waits.

import assert from "node:assert/strict";
import { test } from "node:test";
import { eventIn, wholeEvents } from "../../../extension/core/server_events.js";

test("events are read once they are whole, wherever the stream is cut", () => {
  const first = wholeEvents('event: said\ndata: {"text": "Bo');
  assert.deepEqual(first, { events: [], held: 'event: said\ndata: {"text": "Bo' });
  const { events, held } = wholeEvents(`${first.held}rn"}\n\nevent: ended\ndata: {}\n\nevent: x`);
  assert.deepEqual([events, held], [[{ name: "said", told: { text: "Born" } }, { name: "ended", told: {} }], "event: x"]);
});

test("a comment is no event, and one without a name is a message", () => {
  assert.equal(eventIn(": still there"), null);
  assert.deepEqual(eventIn("data: [1]"), { name: "message", told: [1] });
});
