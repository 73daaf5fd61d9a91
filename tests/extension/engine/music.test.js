// Music: notes told to the audio clock in time, at any pace, and cut off at once.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Music} from '../../../extension/engine/music.js';

const NOTES = [[0, 500], [1000, 1500], [10_000, 10_500]].map(([at, end], number) => ({at, end, note: 60 + number, velocity: 80}));

/** A voice whose clock runs by what is waited for. */
function stage() {
  /** @type {string[]} */
  const log = [];
  /** @type {number[][]} */
  const struck = [];
  const voice = {
    now: 5,
    strike: (/** @type {{note: number}} */ {note}, /** @type {number} */ from, /** @type {number} */ to) => {
      struck.push([note, from, to, voice.now].map((value) => Math.round(value * 1000)));
    },
    cut: () => { log.push('cut'); }, close: () => { log.push('close'); },
  };
  const after = async (/** @type {number} */ ms) => { voice.now += ms / 1000; };
  return {music: new Music(voice, after), voice, log, struck};
}

test('each note is told ahead of its time, on the audio clock', async () => {
  const {music, log, struck} = stage();

  assert.equal(await music.play(NOTES, 100), true);

  assert.deepEqual(struck.map(([note, from, to]) => [note / 1000, from, to]), [[60, 5100, 5600], [61, 6100, 6600], [62, 15_100, 15_600]]);
  assert.ok(struck.every(([, from,, told]) => from >= told && from - told <= 2500), JSON.stringify(struck));
  assert.deepEqual(log, ['close']);
});

test('twice as fast, half as fast', async () => {
  for (const [pace, last] of [[200, 10_100], [50, 25_100]]) {
    const {music, struck} = stage();
    await music.play(NOTES, pace);
    assert.equal(struck[2][1], last);
  }
});

test('a clock that jumps, as of a computer that slept, strikes what is due at once and in order', async () => {
  const {music, voice, struck} = stage();
  const strike = voice.strike;
  voice.strike = (...note) => { strike(...note); if (struck.length === 1) voice.now += 60; };

  await music.play(NOTES, 100);

  assert.deepEqual(struck.map(([note, from,, told]) => [note / 1000, from >= told]), [[60, true], [61, true], [62, true]]);
});

test('ended, it is cut off at once and strikes nothing more', async () => {
  const {music, log, struck, voice} = stage();
  const strike = voice.strike;
  voice.strike = (...note) => { strike(...note); if (struck.length === 2) music.end(); };

  assert.equal(await music.play(NOTES, 100), false);

  assert.deepEqual([struck.length, log], [2, ['cut', 'close']]);
});
