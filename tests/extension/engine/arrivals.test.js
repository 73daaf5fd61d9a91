// Arrivals: as the user has set it, a page that has loaded is heard, and its layout or place follows.

import assert from 'node:assert/strict';
import test from 'node:test';
import {welcomer} from '../../../extension/engine/arrivals.js';

/** @param {string} set @param {any} [choice] @param {any} [outcome] */
const arrive = async (set, choice = 'sound', outcome = {ok: true, say: {key: 'say_it', args: []}}) => {
  /** @type {string[]} */
  const log = [];
  await welcomer({
    set: () => set, choice: () => choice, earcon: (name) => log.push(`earcon ${name}`),
    say: ({key}, role) => log.push(`say ${key} ${role}`), show: (title) => log.push(`show ${title}`),
    aside: async (command) => { log.push(`do ${command}`); return outcome; },
  })({title: 'News', url: 'https://news.test/'});
  return log;
};

test('what has loaded is shown, whatever is heard', async () => {
  assert.deepEqual(await arrive('off'), ['show News']);
  assert.deepEqual(await arrive('sound'), ['show News', 'earcon arrived']);
});

test('it is spoken where the user wants it so', async () => {
  assert.deepEqual(await arrive('sound', 'both'), ['show News', 'earcon arrived', 'say engine_arrived arrived']);
});

test('its layout or where one is follows, and nothing where no agent may be', async () => {
  const sounded = {ok: true, say: {key: 'say_layout', args: []}, sound: {role: 'layout', tones: [], pan: 0}};
  assert.deepEqual((await arrive('layout', 'sound', sounded)).slice(2), ['do layout.sweep', 'say say_layout layout']);
  assert.deepEqual((await arrive('where')).slice(2), ['do where', 'say say_it where']);
  assert.deepEqual((await arrive('layout', 'sound', {ok: false, why: {key: 'why_browser_page', args: []}})).slice(2), ['do layout.sweep']);
});
