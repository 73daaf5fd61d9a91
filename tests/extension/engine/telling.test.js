// Telling: what the engine tells a session of what is played, said and done.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileLexicon} from '../../../extension/core/compiler.js';
import {Commander} from '../../../extension/engine/commander.js';
import {Engine} from '../../../extension/engine/engine.js';
import {TONGUES} from '../tongues.js';

/** @param {string} name @param {string} value @param {boolean} [destructive] */
const command = (name, value, destructive = false) => ({name, phrases: [name.replace('.', ' ')], misheard: [], help: '', value, earcon: 'done',
  undo: '', page: false, destructive, repeat: true, group: 'tabs'});
const COMMANDS = [command('tab.next', 'none'), command('tab.number', 'number'), command('tab.wipe', 'none', true), command('dictation.write', 'text')];
const LANGUAGE = {format: 1, name: 'test', version: 1, kind: 'commands', help: '', reserved: [], words: [
  {keys: [6], means: ['tab.next']}, {keys: [12, 7, 12], means: ['tab.number']},
]};

function engine() {
  const told = /** @type {any[]} */ ([]);
  const {lexicon} = compileLexicon(/** @type {any} */ (COMMANDS), /** @type {any} */ ([LANGUAGE]));
  const ok = async () => ({ok: true, say: {key: 'say', args: []}});
  const handlers = {'tab.next': async () => ({ok: false, why: {key: 'why_no_tab', args: []}}), 'tab.number': ok, 'tab.wipe': ok, 'dictation.write': ok};
  const ports = {words: {of: () => ''}, clock: {now: () => 0}};
  const commander = new Commander(/** @type {any} */ ({commands: new Map(COMMANDS.map((each) => [each.name, each])), handlers, offers: {}, ports, report: assert.fail}));
  const nothing = () => undefined;
  const made = new Engine({lexicon, commands: COMMANDS, tongues: TONGUES, commander, commandName: (name) => name, talk: nothing, changed: nothing, moved: nothing, done: nothing,
    say: nothing, sound: {echo: nothing, earcon: nothing, figure: nothing},
    log: {log: (one) => { told.push(one); }, begin: () => (one) => { told.push(one); }}});
  return {made, told};
}

/** What each command answers here. */
const SAID = {key: 'say', args: []};

test('a session is told of played words, commands with their values, and what was said', async () => {
  const {made, told} = engine();
  for (const key of [6, 12, 7, 12, 15]) await made.key(key);
  await made.said('tab number 3');
  await made.heard('tab next');

  assert.deepEqual(told, [
    {type: 'word', keys: [6], command: 'tab.next'},
    {type: 'command', command: 'tab.next', value: undefined, ok: false, ms: 0},
    {type: 'word', keys: [12, 7, 12], command: 'tab.number'},
    {type: 'command', command: 'tab.number', value: 2, ok: true, ms: 0, said: SAID},
    {type: 'command', command: 'tab.number', value: 3, ok: true, ms: 0, said: SAID},
    {type: 'speech', text: 'tab number 3', by: 'typed'},
    {type: 'command', command: 'tab.next', value: undefined, ok: false, ms: 0},
    {type: 'speech', text: 'tab next', by: 'ear'},
  ]);
});

test('a session is told of a dictation, of what nobody understood, and of a command that is asked back', async () => {
  const {made, told} = engine();
  await made.said('make me a sandwich');
  await made.heard('tab wipe');
  await made.dictated('dear sir');

  assert.deepEqual(told, [
    {type: 'speech', text: 'make me a sandwich', by: 'typed'}, {type: 'speech', text: 'tab wipe', by: 'ear'},
    {type: 'command', command: 'dictation.write', value: 'dear sir', ok: true, ms: 0, said: SAID}, {type: 'speech', text: 'dear sir', by: 'ear'},
  ]);
});
