// The texts of the pages: which language they are in, and how a text becomes what is said in it.

import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';

import {chosen, fixed, locale, sayer, t} from '../../web/texts.js';

test('the first language that there is, is chosen; English needs no table', () => {
  assert.deepEqual(chosen(['de-AT', 'en'], ['de']), {table: 'de', locale: 'de-AT'});
  assert.deepEqual(chosen(['fr', 'de'], ['de']), {table: 'de', locale: 'de'});
  assert.deepEqual(chosen(['pt-BR', 'pt'], ['pt', 'pt-BR']), {table: 'pt-BR', locale: 'pt-BR'});
  assert.equal(chosen(['en-GB', 'de'], ['de']), null);
  assert.equal(chosen(['fr'], ['de']), null);
});

test('without a page it is English, and as it always was', () => {
  assert.equal(locale, undefined);
  assert.equal(t('{count} word|{count} words', {count: 1}), '1 word');
  assert.equal(t('{count} word|{count} words', {count: 12345}), '12345 words');
  assert.equal(t('{name}, {left} {1}', {name: null}), 'null, {left} {1}');
  assert.equal(fixed(2, 1), '2.0');
});

test('a text is said as the table has it: in its order, its plurals and its numbers', () => {
  const say = sayer('de', {'{count} word|{count} words': '{count} Wort|{count} Wörter', '{a} of {b}': 'von {b} {a}'}, 'de-DE');
  assert.equal(say('{count} word|{count} words', {count: 1}), '1 Wort');
  assert.equal(say('{count} word|{count} words', {count: 12345}), '12.345 Wörter');
  assert.equal(say('{count} word|{count} words', {count: 1234}), '1234 Wörter');
  assert.equal(say('{a} of {b}', {a: 0.5, b: '{a}'}), 'von {a} 0,5');
});

test('what the table has not is English, with the plurals of English', () => {
  const say = sayer('ru', {'{count} day|{count} days': '{count} день|{count} дня|{count} дней|{count} дня'}, 'ru');
  assert.deepEqual([1, 3, 5, 21].map((count) => say('{count} day|{count} days', {count})), ['1 день', '3 дня', '5 дней', '21 день']);
  assert.equal(say('{count} word|{count} words', {count: 21}), '21 words');
  assert.equal(say('toString'), 'toString');
});

test('a plural has as many forms as its language has', () => {
  const folder = new URL('../../web/texts/', import.meta.url);
  for (const name of readdirSync(folder)) {
    const {length} = new Intl.PluralRules(name.replace('.json', '')).resolvedOptions().pluralCategories;
    const texts = Object.values(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
    for (const text of texts.filter((one) => one.includes('|'))) assert.equal(text.split('|').length, length, `${name}: ${text}`);
  }
});
