// In step: what one player does the others do, each at its own place of the same second.

import assert from 'node:assert/strict';
import {test} from 'node:test';
import {goInStep} from '../../../extension/panel/in_step.js';

/** What is used of a player. */
class Player extends EventTarget {
  currentTime = 0;
  playbackRate = 1;
  paused = true;

  /** @param {number} duration s */
  constructor(duration) {
    super();
    this.duration = duration;
  }

  async play() { this.#become(false, 'play'); }

  pause() { this.#become(true, 'pause'); }

  /** @param {number} time */
  seek(time) {
    this.currentTime = time;
    this.dispatchEvent(new Event('seeked'));
  }

  /** @param {boolean} paused @param {string} event */
  #become(paused, event) {
    if (this.paused === paused) return;
    this.paused = paused;
    this.dispatchEvent(new Event(event));
  }
}

function two() {
  const [sound, picture] = [new Player(60), new Player(20)];
  goInStep(/** @type {any} */ ([{player: sound, at: 1000}, {player: picture, at: 31_000}]));
  return {sound, picture};
}

test('the others are sought, played and paused with it', () => {
  const {sound, picture} = two();
  sound.seek(35);
  assert.equal(picture.currentTime, 5);
  sound.play();
  assert.equal(picture.paused, false);
  sound.pause();
  assert.equal(picture.paused, true);
  picture.seek(2);
  assert.equal(sound.currentTime, 32);
});

test('one that has nothing at that second stands, and begins when its second comes', () => {
  const {sound, picture} = two();
  sound.play();
  assert.equal(picture.paused, true);
  sound.currentTime = 30.2;
  sound.dispatchEvent(new Event('timeupdate'));

  assert.deepEqual([picture.paused, Math.round(picture.currentTime * 10)], [false, 2]);
});

test('what is nearly there is left alone', () => {
  const {sound, picture} = two();
  picture.currentTime = 5.03;
  sound.seek(35);

  assert.equal(picture.currentTime, 5.03);
});
