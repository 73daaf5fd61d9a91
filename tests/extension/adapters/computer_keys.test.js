// The computer's keyboard as a piano, by the places of its keys.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { CODES, openComputerKeys } from '../../../extension/adapters/computer_keys.js';

/** An element that is, or is not, a place for text. */
class FakeElement extends EventTarget {
  isText = false;

  closest() {
    return this.isText ? this : null;
  }
}
/** @type {any} */ (globalThis).Element = FakeElement;

/** @type {[number, number][]} */
let played;
/** @type {FakeElement} */
let page;

beforeEach(() => {
  [played, page] = [[], new FakeElement()];
  openComputerKeys(/** @type {any} */ (page), (key, time) => played.push([key, time]));
});

/** @param {string} code @param {any} [more] */
function press(code, more = {}) {
  const event = Object.assign(new Event('keydown', { cancelable: true }), { code, ...more });
  page.dispatchEvent(event);
  return event;
}

test('there are 25 keys, each once', () => {
  assert.equal(new Set(CODES).size, 25);
});

test('the lower row is the lower octave, the upper row the upper, I the high C', () => {
  for (const code of CODES) press(code);
  assert.deepEqual(played.map(([key]) => key), [...CODES.keys()]);
  assert.deepEqual(['KeyZ', 'KeyM', 'KeyQ', 'KeyI'].map((code) => CODES.indexOf(code)), [0, 11, 12, 24]);
});

test('what is printed on a key does not count, its place does', () => {
  press('KeyZ', { key: 'y' });
  assert.deepEqual(played.map(([key]) => key), [0]);
});

test('a key that plays scrolls, searches or types nothing else', () => {
  assert.equal(press('KeyZ').defaultPrevented, true);
  assert.equal(press('KeyP').defaultPrevented, false);
});

test('the time of the event is passed on', () => {
  const event = press('KeyZ');
  assert.deepEqual(played, [[0, event.timeStamp]]);
});

for (const busy of ['repeat', 'ctrlKey', 'altKey', 'metaKey', 'isComposing'])
  test(`a key with ${busy} is the browser's`, () => {
    assert.equal(press('KeyZ', { [busy]: true }).defaultPrevented, false);
    assert.deepEqual(played, []);
  });

test('where text is typed letters are letters', () => {
  page.isText = true;
  assert.equal(press('KeyZ').defaultPrevented, false);
  assert.deepEqual(played, []);
});
