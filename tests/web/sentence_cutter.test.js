// Sentences of an answer as it is written.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {SentenceCutter, sentencesOf} from '../../web/sentence_cutter.js';

test('a sentence is whole once the next one begins, and what is left at the end', () => {
  const cutter = new SentenceCutter();
  const cut = ['He was born ', 'in Eisenach [1]. H', 'e had twenty ch', 'ildren. ', 'Ten lived.'].map((piece) => cutter.feed(piece));
  assert.deepEqual(cut, [[], ['He was born in Eisenach [1].'], [], [], ['He had twenty children.']]);
  assert.deepEqual(cutter.end(), ['Ten lived.']);
  assert.deepEqual(cutter.end(), []);
});

test('a text is cut whole', () => {
  assert.deepEqual(sentencesOf('One. Two?'), ['One.', 'Two?']);
});
