// The file of what a session carries: read from pieces of any length, its parts on the session's clock, and sought in.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { elementAt, ID, joined, numberIn } from '../../../extension/core/ebml.js';
import { MediaFile } from '../../../extension/core/media_file.js';
import { opusMs } from '../../../extension/core/opus_packets.js';
import { WebmReader } from '../../../extension/core/webm_read.js';
import { packet, recorded, sound } from './recorded_webm.js';

/**
 * @param {"sound" | "picture"} sort
 * @param {[from: number, bytes: Uint8Array][]} parts
 * @param {number} to
 * @param {number} [step] Bytes of a piece.
 */
function fileOf(sort, parts, to, step = 333) {
  const file = new MediaFile(sort, parts[0][0]);
  const ready = parts.flatMap(([from, bytes], at) => {
    file.part(from, parts[at + 1]?.[0]);
    const pieces = Array.from({ length: Math.ceil(bytes.length / step) }, (_, piece) => bytes.subarray(piece * step, (piece + 1) * step));
    return pieces.flatMap((piece) => file.feed(piece));
  });
  const ends = file.end(to);
  return ends && joined([ends.before, ...ready, ends.after]);
}

/** The times of its frames and what is in them. @param {Uint8Array | null} file */
const framesIn = (file) => new WebmReader().feed(/** @type {Uint8Array} */ (file)).map(({ ms, data }) => ({ ms, mark: data[2] }));

/** Silence ends with this. */
const SILENT = 0xfe;

test('what was recorded is all there, however it was cut into pieces', () => {
  const bytes = sound(3000);
  const whole = fileOf('sound', [[0, bytes]], 3000, bytes.length);

  assert.deepEqual(framesIn(whole), Array.from({ length: 50 }, (_, at) => ({ ms: at * 60, mark: at })));
  for (const step of [1, 2, 7, 1000]) assert.deepEqual(fileOf('sound', [[0, bytes]], 3000, step), whole);
});

test('a part begins where it began in the session, and silence fills what is missing before it', () => {
  // The first was cut 50 ms before the pause; the clock stood still until the second.
  const frames = framesIn(fileOf('sound', [[120, sound(900, 0)], [1070, sound(600, 60)]], 1700));
  const second = frames.findIndex(({ mark }) => mark === 60);

  assert.deepEqual(frames[14], { ms: 840, mark: 14 });
  assert.ok(frames.slice(15, second).every(({ mark }) => mark === SILENT));
  assert.equal(frames[second].ms, 1070 - 120);
});

test('many pauses do not add up', () => {
  /** @type {[number, Uint8Array][]} Each lasts a little longer or less than its packets do. */
  const parts = Array.from({ length: 40 }, (_, at) => [at * 1013, sound(at % 2 ? 1013 : 960, at)]);
  const frames = framesIn(fileOf('sound', parts, 40 * 1013));

  for (let at = 1; at < 40; at += 1) {
    const begins = frames.filter(({ mark }) => mark === at).map(({ ms }) => ms - at * 1013).sort((one, other) => Math.abs(one) - Math.abs(other))[0];
    assert.ok(Math.abs(begins) <= 20, `part ${at} begins ${begins} ms beside its place`);
  }
});

test('what lasts past a pause pushes nothing back', () => {
  // The last packet of the first begins 20 ms before the pause.
  const frames = framesIn(fileOf('sound', [[0, sound(1020)], [980, sound(600, 60)], [1580, sound(600, 90)]], 2200));

  assert.deepEqual([60, 90].map((mark) => frames.find((frame) => frame.mark === mark)?.ms), [980, 1580]);
});

test('samples follow each other without a hole, as a player counts them', () => {
  const file = /** @type {Uint8Array} */ (fileOf('sound', [[0, sound(1000)], [5000, sound(1000)]], 6000));
  let sum = 0;
  for (const { ms, data } of new WebmReader().feed(file)) {
    assert.ok(Math.abs(ms - sum) <= 1);
    sum += opusMs(data);
  }

  assert.ok(Math.abs(sum - 5960) < 60);
});

test('a clock that drifts is followed within a part', () => {
  // The device gives 60 ms of sound in 60.3 ms of the session.
  const drifting = recorded(Array.from({ length: 1000 }, (_, at) => ({ ms: Math.round(at * 60.3), data: packet(at % 100) })));
  const frames = framesIn(fileOf('sound', [[0, drifting]], 60_300));

  assert.ok(Math.abs(/** @type {any} */ (frames.at(-1)).ms - 999 * 60.3) <= 45);
});

test('pictures keep their times, and those behind the next beginning are left out', () => {
  const film = recorded(Array.from({ length: 30 }, (_, at) => ({ ms: at * 100, key: at % 10 === 0, data: packet(at) })));
  const frames = framesIn(fileOf('picture', [[0, film], [2500, film]], 5500));

  assert.deepEqual(frames.slice(23, 27), [{ ms: 2300, mark: 23 }, { ms: 2400, mark: 24 }, { ms: 2500, mark: 0 }, { ms: 2600, mark: 1 }]);
});

test('it tells its length, and its index leads to where each second begins', () => {
  const file = /** @type {Uint8Array} */ (fileOf('sound', [[0, sound(10_000)]], 10_250));
  const ebml = /** @type {any} */ (elementAt(file, 0));
  const segment = /** @type {any} */ (elementAt(file, ebml.begin + ebml.size));
  assert.equal(segment.begin + segment.size, file.length);
  /** @type {Map<number, any>} */
  const found = new Map();
  for (let at = segment.begin; at < file.length;) {
    const one = /** @type {any} */ (elementAt(file, at));
    if (!found.has(one.id)) found.set(one.id, one);
    at = one.begin + one.size;
  }
  const inside = (/** @type {any} */ outer, /** @type {number} */ id) => {
    const all = [];
    for (let at = outer.begin; at < outer.begin + outer.size;) {
      const one = /** @type {any} */ (elementAt(file, at));
      if (one.id === id) all.push(one);
      at = one.begin + one.size;
    }
    return all;
  };
  const [duration] = inside(found.get(ID.info), ID.duration);
  assert.equal(new DataView(file.buffer).getFloat64(duration.begin), 10_250);
  const cues = inside(found.get(ID.cues), ID.cue);
  assert.ok(cues.length >= 9);
  for (const cue of cues) {
    const [time] = inside(cue, ID.cueTime);
    const [places] = inside(cue, ID.cuePositions);
    const [place] = inside(places, ID.cueCluster);
    const cluster = /** @type {any} */ (elementAt(file, segment.begin + numberIn(file, place.begin, place.size)));
    const [stamp] = inside(cluster, ID.timestamp);

    assert.equal(cluster.id, ID.cluster);
    assert.equal(numberIn(file, stamp.begin, stamp.size), numberIn(file, time.begin, time.size));
  }
  const seeks = inside(found.get(ID.seekHead), ID.seek).map((seek) => {
    const [[id], [place]] = [inside(seek, ID.seekId), inside(seek, ID.seekPosition)];
    const there = /** @type {any} */ (elementAt(file, segment.begin + numberIn(file, place.begin, place.size)));
    return there.id === numberIn(file, id.begin, id.size);
  });
  assert.deepEqual(seeks, [true, true, true]);
});

test('what was cut off in a frame loses that frame, and what holds none is no file', () => {
  const bytes = sound(1200);

  assert.equal(framesIn(fileOf('sound', [[0, bytes.subarray(0, bytes.length - 1)]], 1200)).length, 19);
  assert.equal(fileOf('sound', [[0, bytes.subarray(0, 100)]], 1200), null);
});
