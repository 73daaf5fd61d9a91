// Next keys: what the panel draws on the piano.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nextKeys} from '../../../extension/core/next_keys.js';

/** Words 6 → a, 4 4 → b, 0 7 0 → c, 0 7 7 0 → d, as a tree of states × 25. @param {string} [numbers] */
function lexicon(numbers = 'decimal') {
  const tree = new Array(5 * 25).fill(0);
  const lay = (/** @type {number} */ state, /** @type {number} */ key, /** @type {number} */ to) => { tree[state * 25 + key] = to; };
  lay(0, 6, -1); lay(0, 4, 1); lay(1, 4, -2); lay(0, 0, 2); lay(2, 7, 3); lay(3, 0, -3); lay(3, 7, 4); lay(4, 0, -4);
  return {words: ['a', 'b', 'c', 'd'].map((name) => ({commands: [name]})), tree, numbers};
}
const brief = (/** @type {any[]} */ keys) => keys.map(({key, ends, commands}) => [key, ends, commands.join()]);

test('at rest every first key leads on, a single key ends', () => {
  assert.deepEqual(brief(nextKeys(lexicon(), {at: 'rest'})), [[0, false, 'c,d'], [4, false, 'b'], [6, true, 'a']]);
});

test('in a frame its own C ends the word', () => {
  assert.deepEqual(brief(nextKeys(lexicon(), {at: 'frame', key: 0, node: 3})), [[0, true, 'c'], [7, false, 'd']]);
});

test('a dead frame leads to its closing C only, a piano that is off nowhere', () => {
  assert.deepEqual(nextKeys(lexicon(), {at: 'frame', key: 12, node: 0}).map(({key, ends, label}) => [key, ends, label]), [[12, true, '■']]);
  assert.deepEqual(nextKeys(lexicon(), {at: 'off'}), []);
});

test('a step is the distance from middle C', () => {
  const keys = nextKeys(lexicon(), {at: 'value', kind: 'step', digits: []});

  assert.equal(keys.length, 22);
  assert.equal(keys.find(({key}) => key === 9)?.label, '−3');
  assert.ok(keys.every(({ends}) => ends));
});

test('a number begins with minus or a digit, and goes on without minus', () => {
  const first = nextKeys(lexicon(), {at: 'value', kind: 'number', digits: []});
  const second = nextKeys(lexicon(), {at: 'value', kind: 'number', digits: [2]});

  assert.equal(first.find(({key}) => key === 11)?.label, '−');
  assert.equal(second.find(({key}) => key === 11), undefined);
  assert.deepEqual(second.filter(({ends}) => ends).map(({key}) => key), [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
});

test('binary digits are powers of two', () => {
  assert.equal(nextKeys(lexicon('binary'), {at: 'value', kind: 'number', digits: []}).find(({key}) => key === 22)?.label, '512');
});

test('a place wants the half that was not played', () => {
  const keys = nextKeys(lexicon(), {at: 'value', kind: 'place', digits: [5]});

  assert.deepEqual(keys.map(({key}) => key), [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]);
});

test('a name may end after its third key', () => {
  const ends = (/** @type {number[]} */ digits) => nextKeys(lexicon(), {at: 'value', kind: 'name', digits}).some(({ends: e}) => e);

  assert.deepEqual([ends([1, 2]), ends([1, 2, 3])], [false, true]);
});

test('a label goes on with the keys that labels have, and ends where one does', () => {
  const labels = [[7], [14, 3], [14, 5, 1]];
  const brief = (/** @type {number[]} */ digits) =>
    nextKeys(lexicon(), {at: 'value', kind: 'label', digits, labels}).map(({key, ends}) => [key, ends]);

  assert.deepEqual(brief([]), [[7, true], [14, false]]);
  assert.deepEqual(brief([14]), [[3, true], [5, false]]);
  assert.deepEqual(nextKeys(lexicon(), {at: 'value', kind: 'label', digits: [], labels: null}), []);
});

test('a point goes on with the twenty cells, each by its row and column', () => {
  const keys = nextKeys(lexicon(), {at: 'value', kind: 'grid', digits: [13, 1]});

  assert.equal(keys.length, 20);
  assert.ok(keys.every(({ends}) => ends));
  assert.equal(keys.find(({key}) => key === 17)?.label, '2·3');
});
