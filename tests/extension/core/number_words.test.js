// Numbers as people say them: read as Python reads them, from the words of each language.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {numberFrom} from '../../../extension/core/number_words.js';
import {ENGLISH, GERMAN} from '../tongues.js';

/** @type {{cases: [language: 'de' | 'en', said: string, number: number | null][]}} */
const {cases} = JSON.parse(readFileSync(new URL('../../vectors/spoken_numbers.json', import.meta.url), 'utf8'));

for (const [language, said, number] of cases) {
  test(`${language}: “${said}” is ${number}`, () => assert.equal(numberFrom(said, {de: GERMAN, en: ENGLISH}[language].numbers), number));
}

test('words of other ways to count are put together, too', () => {
  const french = {words: {'quatre-vingt': 80, quatre: 4, vingt: 20, dix: 10, sept: 7, un: 1}, joins: ['et'], minus: ['moins']};
  const finnish = {words: {kaksi: 2, kolme: 3}, scales: {kymmentä: 10, sataa: 100}};
  const chinese = {words: {二: 2, 三: 3}, scales: {十: 10, 百: 100}};

  assert.equal(numberFrom('quatre-vingt-dix-sept', french), 97);
  assert.equal(numberFrom('moins vingt et un', french), -21);
  assert.equal(numberFrom('kolmesataa kaksikymmentäkolme', finnish), 323);
  assert.equal(numberFrom('二百三十二', chinese), 232);
});

test('endless words are no number', () => assert.equal(numberFrom('ein'.repeat(200), GERMAN.numbers), null));
