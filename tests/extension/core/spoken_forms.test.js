// Spoken forms: what the ear listens for.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {fitting, isInTalk, isInText, spokenForms, talkForms, textForms} from '../../../extension/core/spoken_forms.js';
import {COMMANDS as SHIPPED, ENGLISH} from '../tongues.js';

const COMMANDS = [
  {name: 'tab.next', phrases: ['next tab', 'right tab'], misheard: ['next tap'], value: 'none'},
  {name: 'tab.number', phrases: ['tab'], misheard: ['tap'], value: 'number'},
  {name: 'element.find', phrases: ['click on'], misheard: [], value: 'text'},
  {name: 'cancel', phrases: ['cancel'], misheard: ['council'], value: 'none'},
];

test('every phrase is listened for, with its value, the names in sight, and bare numbers', () => {
  assert.deepEqual(spokenForms(COMMANDS, ENGLISH, {'element.find': ['Sign in', 'Help', 'Sign in']}, null), [
    {phrase: 'next tab'},
    {phrase: 'right tab'},
    {phrase: 'tab', value: 'number'},
    {phrase: 'click on', value: 'text', names: ['Sign in', 'Help']},
    {phrase: 'cancel'},
    {phrase: '', value: 'number', needed: true},
  ]);
});

test('while a word waits, only its value is listened for, and ways out', () => {
  assert.deepEqual(spokenForms(COMMANDS, ENGLISH, {}, {command: 'tab.number', kind: 'number'}), [
    {phrase: '', value: 'number', names: [], needed: true},
    {phrase: 'cancel'},
  ]);
});

test('a word that waits for a text is given its names', () => {
  const [form] = spokenForms(COMMANDS, ENGLISH, {'element.find': ['Help']}, {command: 'element.find', kind: 'text'});
  assert.deepEqual(form, {phrase: '', value: 'text', names: ['Help'], needed: true});
});

test('what may be followed by anything says so, also while it waits', () => {
  const search = {name: 'search.web', phrases: ['search for'], misheard: ['such for'], value: 'text'};
  assert.deepEqual(spokenForms([search], ENGLISH, {}, null)[0], {phrase: 'search for', value: 'text', names: [], free: true});
  assert.deepEqual(spokenForms([search], ENGLISH, {}, {command: 'search.web', kind: 'text'})[0], {phrase: '', value: 'text', names: [], needed: true, free: true});
});

test('a name that is given may be any text, and what begins many a sentence is followed by one after a pause only', () => {
  const commands = [
    {name: 'name.tab', phrases: ['name tab'], misheard: [], value: 'name'}, {name: 'word.text', phrases: ['this text'], misheard: [], value: 'text'},
  ];
  assert.deepEqual(spokenForms(commands, ENGLISH, {}, null).slice(0, 2), [{phrase: 'name tab', value: 'text', free: true}, {phrase: 'this text', value: 'text', names: []}]);
  assert.deepEqual(spokenForms(commands, ENGLISH, {}, {command: 'name.tab', kind: 'name'})[0], {phrase: '', value: 'text', names: [], needed: true, free: true});
  const keys = {name: 'name.keys', phrases: ['other keys'], misheard: [], value: 'name'};
  assert.deepEqual(spokenForms([keys], ENGLISH, {}, null)[0], {phrase: 'other keys', value: 'label'});
  assert.deepEqual(spokenForms([keys], ENGLISH, {}, {command: 'name.keys', kind: 'name'})[0], {phrase: '', value: 'label', names: [], needed: true});
  assert.deepEqual(spokenForms(commands, ENGLISH, {}, {command: 'word.text', kind: 'text'})[0], {phrase: '', value: 'text', names: [], needed: true, free: true});
});

test('misheard forms are listened for where they are asked for', () => {
  assert.deepEqual(spokenForms(COMMANDS.slice(0, 1), ENGLISH, {}, null, true).map(({phrase}) => phrase), ['next tab', 'right tab', 'next tap', '']);
});

test('of very many names the first are listened for', () => {
  const many = Array.from({length: 2000}, (_, n) => `name ${n}`);
  assert.equal(spokenForms(COMMANDS, ENGLISH, {'element.find': many}, null)[3].names?.length, 300);
});

const IN_TEXT = [
  {name: 'dictation.stop', phrases: ['stop dictation'], misheard: [], value: 'none'},
  {name: 'tab.next', phrases: ['next tab'], misheard: [], value: 'none'},
];

test('while text is taken its signs, letters and ways out are listened for, and no other command', () => {
  const forms = textForms(IN_TEXT, ENGLISH);
  const phrases = forms.map(({phrase}) => phrase);
  assert.deepEqual([phrases[0], phrases.includes('full stop'), phrases.includes('next tab')], ['stop dictation', true, false]);
  assert.deepEqual(forms.at(-1), {phrase: 'spell', value: 'letters', needed: true});
});

test('a way out is told from text', () => {
  assert.deepEqual(['Stop dictation.', 'stop dictation now', 'next tab'].map((said) => isInText(said, IN_TEXT, ENGLISH)), [true, false, false]);
});

test('a conversation is ended and its answer stopped by words of its own, and all else is asked', () => {
  const talk = [...COMMANDS, {name: 'chat.end', phrases: ['end conversation'], misheard: [], value: 'none'}, {name: 'stop', phrases: ['stop'], misheard: [], value: 'none'}];
  assert.deepEqual(talkForms(talk, ENGLISH), [{phrase: 'end conversation'}, {phrase: 'stop'}]);
  assert.deepEqual(['End conversation.', 'stop', 'stop that war', 'next tab'].map((said) => isInTalk(said, talk, ENGLISH)), [true, true, false, false]);
});

test('a noun alone is followed by nothing but what is in sight', () => {
  const past = {name: 'history.find', phrases: ['find in history', 'history'], misheard: [], value: 'text'};
  assert.deepEqual(spokenForms([past], ENGLISH, {}, null).map(({free = false}) => free), [true, false, false]);
});

test('what is asked, whom, and what it should have said may be anything', () => {
  for (const name of ['chat.ask', 'chat.topic', 'chat.persona', 'chat.correct']) {
    const command = {name, phrases: ['two words'], misheard: [], value: 'text'};
    assert.deepEqual(spokenForms([command], ENGLISH, {}, null)[0], {phrase: 'two words', value: 'text', names: [], free: true});
  }
});

test('names of a page and of bookmarks that one message cannot hold go, the farthest first', () => {
  const names = Array.from({length: 300}, (_, at) => `${at} ${'歌'.repeat(150)}`);
  const forms = spokenForms(SHIPPED, ENGLISH, {'element.find': names, 'bookmark.open': names, 'tab.find': ['Mail']}, null);
  const held = fitting(forms);
  const [whole, clicked] = [forms, held].map((one) => one.find(({phrase}) => phrase === 'click on')?.names ?? []);

  assert.equal(whole.length, 300);
  assert.ok(new TextEncoder().encode(JSON.stringify(held)).length < 262_144);
  assert.ok(clicked.length > 50);
  assert.deepEqual(clicked, names.slice(0, clicked.length));
  assert.equal(held.length, forms.length);
});

test('what a message holds is sent as it is, and names that nobody says are not', () => {
  const forms = spokenForms(SHIPPED, ENGLISH, {'element.find': ['Sign in', 'x'.repeat(201)]}, null);

  assert.equal(fitting(forms), forms);
  assert.deepEqual(forms.find(({phrase}) => phrase === 'click on')?.names, ['Sign in']);
});
