// Feedback on a page: heard at its time beside the recording, and saved part by part with nothing lost.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";

import { Along } from "../../extension/core/along.js";
import { readScore } from "../../extension/core/roll_score.js";
import { partsOf, saveParts } from "../../web/feedback_saving.js";
import { FeedbackSounds } from "../../web/feedback_sounds.js";

const ABOUT = { by: "Anna <b>", started: "2026-11-21T10:00:00Z", languages: [{ name: "base", version: 3 }] };
const PLACE = { place: "/v1/recordings/performances/0123456789abcdef", csrf: "token" };

/** A sound that plays when it is told to. */
class FakeAudio extends EventTarget {
  currentTime = 0;
  duration = NaN;
  paused = true;
  seeking = false;
  playbackRate = 1;
  src = "";
  preload = "";
  play = async () => { this.paused = false; };
  pause = () => { this.paused = true; };
  removeAttribute = () => { this.src = ""; };
  /** @param {number} duration s */
  load(duration) {
    this.duration = duration;
    this.dispatchEvent(new Event("loadedmetadata"));
  }
}

/** @param {{address: string, at: number, name: string}[]} sounds */
function lying(sounds) {
  /** @type {any} */ (globalThis).Audio = FakeAudio;
  const heard = new FeedbackSounds(() => {});
  heard.set(sounds);
  return { heard, audios: heard.all.map(({ audio }) => /** @type {FakeAudio} */ (/** @type {unknown} */ (audio))) };
}

afterEach(() => mock.restoreAll());

test("a sound plays where it lies, at the recording's speed, and not before or behind", () => {
  const { heard, audios: [audio] } = lying([{ address: "a", at: 5000, name: "" }]);
  audio.load(2);
  assert.equal(heard.all[0].long, 2000);
  heard.follow({ at: 4900, plays: true, rate: 1 });
  assert.equal(audio.paused, true);
  heard.follow({ at: 5600, plays: true, rate: 0.5 });
  assert.deepEqual([audio.paused, audio.currentTime, audio.playbackRate], [false, 0.6, 0.5]);
  audio.currentTime = 0.75;
  heard.follow({ at: 5800, plays: true, rate: 0.5 });
  assert.equal(audio.currentTime, 0.75);
  heard.follow({ at: 7000, plays: true, rate: 1 });
  assert.equal(audio.paused, true);
});

test("it stands when the recording stands, when it is not to be heard, or is gone", () => {
  const { heard, audios: [one, other] } = lying([{ address: "a", at: 0, name: "" }, { address: "b", at: 0, name: "" }]);
  heard.follow({ at: 100, plays: true, rate: 1 });
  heard.hear("a", false);
  heard.follow({ at: 200, plays: true, rate: 1 });
  assert.deepEqual([one.paused, other.paused], [true, false]);
  heard.follow({ at: 200, plays: false, rate: 1 });
  assert.equal(other.paused, true);
  heard.follow({ at: 200, plays: true, rate: 1 });
  heard.set([{ address: "a", at: 0, name: "" }]);
  assert.deepEqual([other.paused, other.src, heard.all.length], [true, "", 1]);
});

function given() {
  const along = new Along();
  along.down(60, 80, 0, { now: 0, at: 1000, plays: true, rate: 1 });
  along.up(60, 0, 400);
  along.spoke(12_340, 900, new Blob(["sound"], { type: "audio/webm" }));
  return along;
}

test("what was played is one MIDI file, each piece its own sound, which lie where they began", async () => {
  const [played, spoken] = partsOf(given(), ABOUT);
  assert.deepEqual([played.file.name, played.at], ["Feedback by Anna _b_.mid", 0]);
  assert.deepEqual([spoken.file.name, spoken.at], ["Feedback by Anna _b_ at 0-12.34.webm", 12_340]);
  const score = readScore(new Uint8Array(await played.file.arrayBuffer()));
  assert.deepEqual([score?.notes.start[0], score?.notes.end[0]], [1000, 1400]);
});

test("a piece of the second hour has a name that each system takes", () => {
  const along = new Along();
  along.spoke(3_723_450, 900, new Blob(["sound"], { type: "audio/webm" }));
  assert.equal(partsOf(along, ABOUT)[0].file.name, "Feedback by Anna _b_ at 1-02-03.45.webm");
});

/** @param {(path: string, body: any) => [number, any]} answers */
function serving(answers) {
  /** @type {string[]} */
  const asked = [];
  mock.method(globalThis, "fetch", async (/** @type {string} */ path, /** @type {any} */ { method, body }) => {
    const told = typeof body === "string" ? JSON.parse(body) : null;
    const [status, value] = answers(path, told);
    asked.push(`${method} ${path.replace(PLACE.place, "…")} ${status}`);
    return new Response(JSON.stringify(value), { status });
  });
  return asked;
}

/** @param {Along} along */
async function saved(along) {
  const why = await saveParts(partsOf(along, ABOUT), ABOUT, PLACE, {
    step: () => {}, kept: async (units) => along.drop(units), signal: new AbortController().signal,
  });
  return { why, left: along.units.map(({ kind }) => kind) };
}

test("what fails stays, what came is not sent again, and what is there already has come", async () => {
  const along = given();
  let full = true;
  const asked = serving((path, body) => {
    if (path === "/v1/recordings") return [201, { id: body.kind, offset: body.size, complete: true }];
    if (path.endsWith("/transcript")) return [503, { detail: "There is no ear." }];
    if (body.recording === "audio" && full) return [400, { detail: "A recording has at most 200 files." }];
    return [201, { tracks: [{ id: 7, recording: body.recording }] }];
  });
  assert.deepEqual(await saved(along), { why: "A recording has at most 200 files.", left: ["spoken"] });
  full = false;
  assert.deepEqual(await saved(along), { why: "It is saved, but nothing is written down: There is no ear.", left: [] });
  assert.deepEqual(asked.filter((one) => !one.includes("/v1/recordings ")), [
    "POST …/tracks 201", "POST …/tracks 400", "POST …/tracks 201", "POST …/transcript 503",
  ]);
  const again = given();
  serving((path, body) => (path === "/v1/recordings" ? [201, { id: body.kind, offset: body.size, complete: true }] : [409, { detail: "It is there." }]));
  assert.deepEqual(await saved(again), { why: "", left: [] });
});
