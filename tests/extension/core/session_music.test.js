// The music of a session: keys, pedal and what is never let go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LONGEST_NOTE, musicOf } from "../../../extension/core/session_music.js";

/** @import { Entry } from "../../../extension/core/session_log.js" */

/** @param {number} at @param {...number} bytes @returns {Entry} */
const midi = (at, ...bytes) => ({ at, type: "midi", tab: 1, bytes });
/** @param {Entry[]} entries */
const music = (...entries) => musicOf(entries).map(({ at, end, note, velocity }) => [note, at, end, velocity]);

test("a note sounds as long as its key is down, as hard as it was struck; the first begins at once", () => {
  assert.deepEqual(music(midi(1000, 0x90, 60, 100), midi(1200, 0x90, 64, 20), midi(1500, 0x80, 60, 0), midi(1600, 0x90, 64, 0)),
    [[60, 0, 500, 100], [64, 200, 600, 20]]);
});

test("the pedal holds what is let go, until it is let go itself", () => {
  assert.deepEqual(music(midi(0, 0x90, 60, 80), midi(10, 0xb0, 64, 127), midi(20, 0x80, 60, 0), midi(30, 0x90, 62, 80), midi(90, 0xb0, 64, 0), midi(99, 0x80, 62, 0)),
    [[60, 0, 90, 80], [62, 30, 99, 80]]);
});

test("a string that is struck again is one string", () => {
  assert.deepEqual(music(midi(0, 0xb0, 64, 127), midi(0, 0x90, 60, 80), midi(5, 0x80, 60, 0), midi(50, 0x90, 60, 90), midi(60, 0x80, 60, 0), midi(70, 0xb0, 64, 10)),
    [[60, 0, 50, 80], [60, 50, 70, 90]]);
});

test("channels are apart", () => {
  assert.deepEqual(music(midi(0, 0x90, 60, 80), midi(0, 0x91, 60, 40), midi(5, 0xb1, 64, 127), midi(10, 0x81, 60, 0), midi(20, 0x80, 60, 0), midi(30, 0xb1, 64, 0)),
    [[60, 0, 20, 80], [60, 0, 30, 40]]);
});

test("nothing hangs: all notes off, sound off and the session's end end what is held", () => {
  assert.deepEqual(music(midi(0, 0x90, 60, 80), midi(7, 0xb0, 123, 0), midi(9, 0x90, 61, 80), midi(12, 0xb0, 120, 0), midi(20, 0x90, 62, 80)),
    [[60, 0, 7, 80], [61, 9, 12, 80], [62, 20, 20 + LONGEST_NOTE, 80]]);
});

test("other entries are no music", () => {
  assert.deepEqual(music({ at: 0, type: "marker", name: "pause" }, midi(0, 0xe0, 0, 64)), []);
});
