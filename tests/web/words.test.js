// Numbers and states of pages, as a person would say them.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {bytes, embedderLine, libraryLine, modelsLine, totalsLine} from '../../web/words.js';

const INDEX = {second: '', waiting: 0, problem: ''};

test('models are named, with what they hold of the memory, or why there are none', () => {
  assert.equal(modelsLine({problem: null, models: [{id: 'tiny:1b', loaded: 1_300_000_000}, {id: 'other', loaded: 0}]}), 'tiny:1b (in memory, 1.3 GB), other');
  assert.equal(modelsLine({problem: null, models: []}), 'none yet: answers quote your documents');
  assert.equal(modelsLine({problem: 'Ollama does not answer.', models: []}), 'Ollama does not answer. Until then answers quote your documents.');
});

test('a library is told with what of it is still to come', () => {
  assert.equal(libraryLine({documents: 0, passages: 0, index: null}), 'empty: add documents on the chat page, or by rubato load');
  assert.equal(libraryLine({documents: 1, passages: 12, index: null}), '1 document in 12 passages');
  const changing = {second: 'latent topics', waiting: 3, problem: 'The disk is full.'};
  assert.match(libraryLine({documents: 2, passages: 1, index: changing, worker: '7'}), /3 passages still to be embedded, as process 7 has it; The disk is full/);
  assert.equal(libraryLine({documents: 2, passages: 1, index: changing, worker: null}), '2 documents in 1 passage, found by words and latent topics; 3 passages still to be embedded; The disk is full.');
  assert.equal(libraryLine({documents: 2, passages: 2, index: INDEX}), '2 documents in 2 passages');
});

test('what the server holds is one line', () => {
  const totals = {recordings: 1, recorded_bytes: 2_400_000_000, inquiries: 12, documents: 0, passages: 0, topics: 1, ratings: 2, people: 3};
  assert.equal(totalsLine(totals), '1 recording (2.4 GB) · 12 questions · 0 documents · 1 topic · 2 ratings · 3 people');
  assert.equal(totalsLine({...totals, recordings: 0, recorded_bytes: 0, people: 1}).slice(0, 12), '0 recordings');
});

test('a size is written as a person would', () => {
  assert.deepEqual([0, 1, 999, 1500, 2_000_000, 1_300_000_000, 250_000_000_000].map(bytes), ['0 bytes', '1 byte', '999 bytes', '2 kB', '2 MB', '1.3 GB', '250 GB']);
});

test('which embedder serves is said, and how far the one is that takes over', () => {
  const told = {serving: '', changing_to: null, done: 1, of: 1, problem: ''};
  assert.equal(embedderLine(told), 'What is there by itself serves, over 1 passage.');
  assert.equal(
    embedderLine({...told, serving: 'none', changing_to: 'ollama:a', done: 3, of: 9}),
    'Topics learnt from the documents themselves serves, over 9 passages. ollama:a takes over when all are embedded: 3 of 9 are.',
  );
});
