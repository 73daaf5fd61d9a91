// Piano hint: the computer's keys by what the user's own keyboard prints on them.
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {pianoHint} from '../../../extension/panel/piano_hint.js';

/** @type {string[]} */
let put = [];

/** @param {Record<string, string> | null} layout What is printed on keys that differ. */
function keyboard(layout) {
  const map = new Map(Object.entries(layout ?? {}));
  Object.defineProperty(globalThis, 'navigator', {configurable: true, value: layout ? {keyboard: {getLayoutMap: async () => map}} : {}});
}

beforeEach(() => {
  Reflect.set(globalThis, 'chrome', {i18n: {getMessage: (/** @type {string} */ key, /** @type {string[]} */ args) => { put = args; return key; }}});
});

test('where the layout is not known, the keys are called as on QWERTY', async () => {
  keyboard(null);

  assert.equal(await pianoHint(), 'panel_piano_hint');
  assert.deepEqual(put, ['Z', 'M', 'S D G H J', 'Q', 'I', '2 3 5 6 7']);
});

test('on AZERTY the first keys are W and A, and the digits what is printed there', async () => {
  keyboard({KeyZ: 'w', KeyM: ',', KeyQ: 'a', Digit2: 'é', Digit3: '"', Digit5: '(', Digit6: '-', Digit7: 'è'});

  await pianoHint();

  assert.deepEqual(put, ['W', ',', 'S D G H J', 'A', 'I', 'É " ( - È']);
});
