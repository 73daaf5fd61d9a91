// Words of one's own: a language like any other, read back as it was written; merged, cut into chunks, kept apart from all else.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {ALL_BYTES, fromChunks, ITEM_BYTES, leftOver, toChunks} from '../../../extension/core/chunks.js';
import {compileLexicon} from '../../../extension/core/compiler.js';
import {areKeys, calledOf, canonical, framed, isEntry, ownCommands, ownLanguage, readOwn} from '../../../extension/core/own.js';
import {OwnKeys} from '../../../extension/core/own_keys.js';
import {merge, newest} from '../../../extension/core/own_merge.js';
import {feed, start} from '../../../extension/core/recogniser.js';
import {commandsIn} from '../../../extension/core/tongue.js';
import {ENGLISH, GERMAN} from '../tongues.js';

const LANGUAGES = new URL('../../../extension/languages/', import.meta.url);
const shipped = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`${name}.json`, LANGUAGES), 'utf8'));

/** @param {string} id @param {number[]} keys @param {string[]} says @param {any} [does] @param {number} [changed] @returns {any} */
const own = (id, keys, says, does = {kind: 'meaning', meaning: id}, changed = 1) => ({id: `own.${id}`, keys, says, does, changed});
const TAB = {kind: 'tab', url: 'https://mail.test/', title: 'Inbox'};
const gone = (/** @type {string} */ id, changed = 2) => /** @type {any} */ ({id: `own.${id}`, gone: true, changed});
const lexiconOf = (/** @type {any[]} */ entries) => /** @type {any} */ (compileLexicon(
  [...shipped('commands').commands, ...ownCommands(entries)], [...['base', 'swift', 'numbers-decimal'].map(shipped), ownLanguage(entries)]).lexicon);

test('a name is played between two high Cs, and fires its own command', () => {
  const lexicon = lexiconOf([own('aaaa', [5, 8, 11], ['mail'], TAB)]);
  let state = start(lexicon);
  const effects = framed([5, 8, 11]).flatMap((key) => {
    const step = feed(lexicon, state, {type: 'key', key});
    state = step.state;
    return step.effects;
  });
  assert.deepEqual(effects.at(-1), {type: 'command', command: 'own.aaaa'});
});

test('of several with the same keys a number picks', () => {
  const lexicon = lexiconOf([own('aaaa', [5, 8, 11], []), own('bbbb', [5, 8, 11], [])]);
  let state = start(lexicon);
  const effects = [...framed([5, 8, 11]), 14 + 1].flatMap((key) => {
    const step = feed(lexicon, state, {type: 'key', key});
    state = step.state;
    return step.effects;
  });
  assert.deepEqual(effects.slice(-2), [{type: 'choose', commands: ['own.aaaa', 'own.bbbb']}, {type: 'command', command: 'own.bbbb'}]);
});

test('what is gone to can be said with "go to" before it, in each language; what is only played is called by its keys', () => {
  const said = (/** @type {any} */ entry, /** @type {import('../../../extension/core/tongue.js').Tongue} */ tongue) => commandsIn(ownCommands([entry]), tongue)[0].phrases;
  assert.deepEqual(said(own('a', [1, 2, 3], ['mail'], TAB), ENGLISH), ['mail', 'go to mail']);
  assert.deepEqual(said(own('a', [1, 2, 3], ['post'], TAB), GERMAN), ['post', 'gehe zu post', 'geh zu post']);
  assert.deepEqual([said(own('a', [1, 2, 3], ['tidy']), ENGLISH), said(own('a', [1, 2, 3], [], TAB), ENGLISH)], [['tidy'], ['name 1 2 3']]);
  assert.equal(calledOf(own('a', [1, 2, 3], [])), '1 2 3');
});

test('the language they are is read back as it was, with what is gone', () => {
  const entries = [own('aaaa', [5, 8, 11], ['mail'], TAB), own('bbbb', [5, 8, 11], []), own('cccc', [3, 6, 9], ['x'], {kind: 'later', more: 1}), gone('dddd')];
  const language = JSON.parse(JSON.stringify(ownLanguage(entries, 7)));
  assert.deepEqual([language.format, language.name, language.kind, language.version], [1, 'own', 'commands', 7]);
  assert.deepEqual(language.words.map((/** @type {any} */ word) => [word.keys, word.means]),
    [[[24, 5, 8, 11, 24], ['own.aaaa', 'own.bbbb']], [[24, 3, 6, 9, 24], ['own.cccc']]]);
  assert.deepEqual(readOwn(language), {entries, wrong: 0});
});

test('what is none of ours is left out of a file and counted', () => {
  const language = /** @type {any} */ (ownLanguage([own('aaaa', [5, 8, 11], ['mail'], TAB)]));
  const bad = [
    own('BAD', [1, 2, 3], []), own('aaab', [1, 2], []), own('aaac', [1, 12, 3], []), own('aaad', [1, 2, 3], [' x ']), own('aaae', [1, 2, 3], [], {kind: 'tab', url: 'javascript:alert(1)', title: ''}),
    own('aaaf', [1, 2, 3], [], {kind: 'commands', commands: []}), own('aaag', [1, 2, 3], [], null), own('aaah', [1, 2, 3], [], {kind: 'text', text: 'x'.repeat(5000)}),
  ];
  language.words.push(...bad.map((one) => ({keys: framed(one.keys), own: [one]})), {keys: [1]}, null);
  assert.deepEqual(readOwn(language), {entries: [own('aaaa', [5, 8, 11], ['mail'], TAB)], wrong: bad.length + 2});
  for (const other of [null, {}, {format: 2, name: 'own', words: []}, {format: 1, name: 'base', words: []}]) assert.equal(readOwn(other), null);
});

test('keys of a name are three to twelve, none a C', () => {
  assert.deepEqual([[1, 2, 3], [1, 2], Array(12).fill(5), Array(13).fill(5), [0, 1, 2], [1, 2, 24], [1, 2, 2.5], ['1', 2, 3], null].map(areKeys),
    [true, false, true, false, false, false, false, false, false]);
  assert.ok(isEntry(gone('aaaa')) && !isEntry({...gone('aaaa'), changed: NaN}));
});

test('the same keys, and a slip away from another word, are told', () => {
  const keys = new OwnKeys(lexiconOf([own('aaaa', [3, 9, 15], ['mail'])]));
  assert.deepEqual(keys.clash([3, 9, 15]), {how: 'same', commands: ['own.aaaa'], keys: [24, 3, 9, 15, 24]});
  assert.deepEqual(keys.clash([3, 9, 14]), {how: 'slip', commands: ['own.aaaa'], keys: [24, 3, 9, 15, 24]});
  // The high C slipped makes a bare word of the next keys.
  assert.equal(keys.clash([1, 4, 7])?.how, 'slip');
  assert.equal(keys.clash([6, 3, 6]), null);
});

test('a word whose keys change is not in its own way', () => {
  assert.equal(new OwnKeys(lexiconOf([own('aaaa', [3, 9, 15], [])]), 'own.aaaa').clash([3, 9, 15]), null);
});

test('the nearest free keys are as many, and clash with nothing', () => {
  const keys = new OwnKeys(lexiconOf([own('aaaa', [3, 9, 15], [])]));
  for (const near of [[3, 9, 15], [1, 4, 7], [1, 4, 7, 11, 13], null]) {
    const free = /** @type {number[]} */ (keys.free(near));
    assert.equal(free.length, near?.length ?? 3);
    assert.equal(keys.clash(free), null);
  }
  assert.deepEqual(keys.free([6, 3, 6]), [6, 3, 6]);
});

const A = own('aaaa', [3, 9, 15], ['mail'], TAB);
const later = (/** @type {any} */ entry, /** @type {object} */ change, changed = 5) => ({...entry, ...change, changed});

/** @type {[what: string, base: any[], mine: any[], theirs: any[], merged: any[]][]} */
const MERGES = [
  ['what only one has is kept', [], [A], [own('bbbb', [6, 3, 6], [])], [A, own('bbbb', [6, 3, 6], [])]],
  ['what one changed is taken', [A], [later(A, {says: ['post']})], [A], [later(A, {says: ['post']})]],
  ['what one took away is gone', [A], [A], [gone('aaaa')], [gone('aaaa')]],
  ['what one took away and the other changed is kept', [A], [later(A, {says: ['post']})], [gone('aaaa', 9)], [later(A, {says: ['post']})]],
  ['what is gone since stays so, though nobody knows what both had', [], [gone('aaaa', 9)], [A], [gone('aaaa', 9)]],
  ['what was made again after it went stays, though nobody knows what both had', [], [later(A, {says: ['post']}, 9)], [gone('aaaa', 5)], [later(A, {says: ['post']}, 9)]],
  ['different parts changed are put together', [A], [later(A, {says: ['post']}, 5)], [later(A, {keys: [6, 3, 6]}, 6)], [later(A, {says: ['post'], keys: [6, 3, 6]}, 7)]],
  ['what both made alike is one', [], [own('aaab', [3, 9, 15], ['mail'], TAB)], [A], [A]],
];
for (const [what, base, mine, theirs, merged] of MERGES) {
  test(`merged: ${what}, from either side`, () => {
    assert.deepEqual(merge(base, mine, theirs), merged);
    assert.deepEqual(merge(base, theirs, mine), merged);
  });
}

test('of each the one changed last is the newest, in whatever order they come', () => {
  const [old, now] = [later(A, {says: ['a']}, 5), later(A, {says: ['b']}, 6)];
  const other = own('bbbb', [6, 3, 6], []);
  assert.deepEqual([newest([old], [now]), newest([now], [old]), newest([old], [other]), newest([now], [gone('aaaa', 9)])],
    [[now], [now], [old, other], [gone('aaaa', 9)]]);
  const same = later(A, {says: ['c']}, 6);
  assert.deepEqual(newest([now], [same]), newest([same], [now]));
});

test('what both changed to something else stays as two meanings, the same on both sides', () => {
  const [mine, theirs] = [later(A, {does: {kind: 'meaning', meaning: 'x'}}, 5), later(A, {does: {kind: 'meaning', meaning: 'y'}}, 6)];
  const merged = merge([A], mine && [mine], [theirs]);
  assert.deepEqual(merged, merge([A], [theirs], [mine]));
  assert.deepEqual(merged.map((entry) => /** @type {any} */ (entry).does.meaning).sort(), ['x', 'y']);
  assert.equal(merged[0].id, 'own.aaaa');
  assert.ok(merged.every(isEntry));
  assert.deepEqual(merge(merged, merged, [theirs]), merged);
});

test('a text goes into chunks that the browser takes, and comes back', () => {
  for (const text of ['', 'a', '"\\<é€𝄞\n'.repeat(3000), JSON.stringify(ownLanguage([A]))]) {
    const chunks = /** @type {Record<string, any>} */ (toChunks('own', text));
    assert.equal(fromChunks('own', chunks), text);
    for (const [key, value] of Object.entries(chunks)) assert.ok(key.length + Buffer.byteLength(JSON.stringify(value).replaceAll('<', '\\u003C')) <= ITEM_BYTES, key);
  }
});

test('what is too long for sync is told', () => {
  assert.equal(toChunks('own', 'x'.repeat(ALL_BYTES)), null);
  assert.ok(toChunks('own', 'x'.repeat(ALL_BYTES - 1000)));
});

test('a torn text is read by nobody: a chunk that has not come, one of another writing, a head alone', () => {
  const [old, now] = ['a', 'b'].map((letter) => /** @type {Record<string, any>} */ (toChunks('own', letter.repeat(20_000))));
  assert.equal(Object.keys(now).length, 4);
  for (const key of Object.keys(now)) {
    const without = {...now};
    delete without[key];
    assert.equal(fromChunks('own', without), null);
    assert.equal(fromChunks('own', {...now, [key]: old[key]}), null);
  }
  assert.equal(fromChunks('own', {...now, 'own.3': now['own.1']}), null);
  assert.equal(fromChunks('own', {own: 'x'}), null);
});

test('chunks of a longer text before are left over, and nothing else of sync', () => {
  const short = /** @type {Record<string, any>} */ (toChunks('own', 'x'));
  const items = {...toChunks('own', 'y'.repeat(20_000)), settings: 1, 'own.x': 1, owner: 1};
  assert.deepEqual(leftOver('own', items, short), ['own.2', 'own.3']);
});

test('the same content is the same in any order of its names', () => {
  assert.equal(canonical({a: 1, b: [{c: 2, d: 3}]}), canonical({b: [{d: 3, c: 2}], a: 1}));
});
