// Phrases: a text becomes a word, a value, or both.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {eventsFrom, phraseTable} from '../../../extension/core/phrases.js';
import {ENGLISH} from '../tongues.js';

const TABLE = phraseTable([
  {name: 'tab.next', phrases: ['next tab'], misheard: ['necks tab'], value: 'none'},
  {name: 'tab.number', phrases: ['tab', 'go to tab'], misheard: ['tap'], value: 'number'},
  {name: 'tab.find', phrases: ['find tab'], misheard: [], value: 'text'},
  {name: 'scroll.by', phrases: ['scroll'], misheard: [], value: 'step'},
  {name: 'scroll.down', phrases: ['scroll down'], misheard: [], value: 'none'},
  {name: 'label.click', phrases: ['label'], misheard: [], value: 'label'},
  {name: 'grid.click', phrases: ['grid'], misheard: [], value: 'grid'},
  {name: 'name.tab', phrases: ['name tab'], misheard: [], value: 'name'},
], ENGLISH);

/** @type {[string, unknown[]][]} */
const SAID = [
  ['next tab', [{type: 'word', command: 'tab.next'}]],
  ['name tab My Mail', [{type: 'word', command: 'name.tab'}, {type: 'value', kind: 'name', value: 'My Mail'}]],
  ['name tab six three twenty one', [{type: 'word', command: 'name.tab'}, {type: 'value', kind: 'name', value: [6, 3, 21]}]],
  ['name tab 6 3', [{type: 'word', command: 'name.tab'}, {type: 'value', kind: 'name', value: '6 3'}]],
  ['Next tab.', [{type: 'word', command: 'tab.next'}]],
  ['necks tab', [{type: 'word', command: 'tab.next'}]],
  ['tab fifteen', [{type: 'word', command: 'tab.number'}, {type: 'value', kind: 'number', value: 15}]],
  ['go to tab minus one', [{type: 'word', command: 'tab.number'}, {type: 'value', kind: 'number', value: -1}]],
  ['tab', [{type: 'word', command: 'tab.number'}]],
  ['find tab my mail', [{type: 'word', command: 'tab.find'}, {type: 'value', kind: 'text', value: 'my mail'}]],
  ['Find  tab, My Mail, or “Notes”.', [{type: 'word', command: 'tab.find'}, {type: 'value', kind: 'text', value: 'My Mail, or “Notes”.'}]],
  ['Find tab?', [{type: 'word', command: 'tab.find'}]],
  ['find tab !', [{type: 'word', command: 'tab.find'}, {type: 'value', kind: 'text', value: '!'}]],
  ['scroll down', [{type: 'word', command: 'scroll.down'}]],
  ['scroll minus three', [{type: 'word', command: 'scroll.by'}, {type: 'value', kind: 'step', value: -3}]],
  ['scroll down three', [{type: 'word', command: 'scroll.by'}, {type: 'value', kind: 'step', value: -3}]],
  ['scroll up three', [{type: 'word', command: 'scroll.by'}, {type: 'value', kind: 'step', value: 3}]],
  ['label 7 14', [{type: 'word', command: 'label.click'}, {type: 'value', kind: 'label', value: [7, 14]}]],
  ['label seven twenty one three', [{type: 'word', command: 'label.click'}, {type: 'value', kind: 'label', value: [7, 21, 3]}]],
  ['label 12', []],
  ['label home', []],
  ['grid thirteen 1 nine', [{type: 'word', command: 'grid.click'}, {type: 'value', kind: 'grid', value: [13, 1, 9]}]],
  ['grid 13 11 9', []],
  ['grid 13 1', []],
  ['scroll twelve', []],
  ['next tab please', []],
  ['15', [{type: 'value', kind: 'number', value: 15}]],
  ['', []],
  ['tabulate', []],
];
for (const [text, events] of SAID) {
  test(`"${text}" is understood`, () => assert.deepEqual(eventsFrom(text, TABLE), events));
}

test('while a word waits its own kind of value is tried first', () => {
  assert.deepEqual(eventsFrom('next tab', TABLE, 'text'), [{type: 'value', kind: 'text', value: 'next tab'}]);
  assert.deepEqual(eventsFrom(' Dear Ann, ', TABLE, 'text'), [{type: 'value', kind: 'text', value: 'Dear Ann,'}]);
  assert.deepEqual(eventsFrom('row', TABLE, 'place'), []);
  assert.deepEqual(eventsFrom('minus one 5', TABLE, 'place'), [{type: 'value', kind: 'place', value: {row: -1, column: 5}}]);
  assert.deepEqual(eventsFrom('three minus two', TABLE, 'place'), [{type: 'value', kind: 'place', value: {row: 3, column: -2}}]);
  assert.deepEqual(eventsFrom('minus one minus 6', TABLE, 'place'), []);
  assert.deepEqual(eventsFrom('2 5', TABLE, 'place'), [{type: 'value', kind: 'place', value: {row: 2, column: 5}}]);
  assert.deepEqual(eventsFrom('twenty three', TABLE, 'label'), [{type: 'value', kind: 'label', value: [23]}]);
  assert.deepEqual(eventsFrom('scroll down', TABLE, 'label'), [{type: 'word', command: 'scroll.down'}]);
});
