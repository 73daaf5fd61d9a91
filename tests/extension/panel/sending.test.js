// Sending: what has ended goes to the server, and a new name after it, once it is there.
import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';
import {openSending} from '../../../extension/panel/sending.js';

const SERVER = 'http://127.0.0.1:8000';
/** Sessions that carry no sound and no picture. */
const CARRIED = {sums: async () => [], entries: async () => []};
const HEADER = {rubato: 1, title: 'Evening', started: '2026-11-20T20:00:00.000Z', lowest: 48, languages: [], made_by: 'Rubato'};

/** Sessions in memory. @param {...any} all */
const storeOf = (...all) => {
  const kept = new Map(all.map((one) => [one.id, one]));
  return {
    kept,
    list: async () => [...kept.values()],
    read: async (/** @type {string} */ id) => kept.has(id) ? {kept: kept.get(id), entries: []} : null,
    change: async (/** @type {string} */ id, /** @type {(one: any) => any} */ change) => { if (kept.has(id)) kept.set(id, change(kept.get(id))); },
  };
};

/** @type {{calls: string[], away: boolean}} */
let there;
beforeEach(() => {
  there = {calls: [], away: false};
  Object.assign(globalThis, {
    chrome: {storage: {local: {get: async () => ({pairing: {server: SERVER, token: 't'}})}}},
    fetch: async (/** @type {string} */ url, /** @type {any} */ {method, body}) => {
      if (there.away) throw new TypeError('nobody is there');
      there.calls.push(`${method} ${new URL(url).pathname} ${JSON.parse(body).name}`);
      return Response.json({id: 'x1', offset: 1, complete: true});
    },
  });
});

/** @param {ReturnType<typeof storeOf>} store */
const sendingOf = (store) => openSending(/** @type {any} */ (store), /** @type {any} */ (CARRIED), () => SERVER, () => undefined);
const ended = (more = {}) => ({id: 'a', header: HEADER, condition: 'off', at: 5, since: 0, tabs: [], ...more});
const called = (/** @type {string} */ title) => (/** @type {any} */ one) => ({...one, header: {...one.header, title}});

test('what has ended is sent once, and sent again it is not', async () => {
  const store = storeOf(ended(), ended({id: 'b', condition: 'recording'}));
  const {send} = sendingOf(store);
  await send();
  await send();
  assert.deepEqual(there.calls, ['POST /v1/recordings Evening']);
  assert.deepEqual(store.kept.get('a').sent, {server: SERVER, id: 'x1', whole: true, name: 'Evening', carried: true});
});

test('renamed after it was sent, it is renamed there, once', async () => {
  const store = storeOf(ended());
  const {send} = sendingOf(store);
  await send();
  await store.change('a', called('Morning'));
  await send();
  await send();
  assert.deepEqual(there.calls.slice(1), ['PUT /v1/recordings/x1/name Morning']);
});

test('renamed while the server was away, it is renamed at the next send', async () => {
  const store = storeOf(ended());
  const {send} = sendingOf(store);
  await send();
  there.away = true;
  await store.change('a', called('Noon'));
  await send();
  assert.equal(store.kept.get('a').sent.name, 'Evening');
  there.away = false;
  await send();
  assert.deepEqual(there.calls.slice(1), ['PUT /v1/recordings/x1/name Noon']);
});

test('what another server has is sent to this one, and not renamed there', async () => {
  const store = storeOf(ended({sent: {server: 'http://elsewhere.test', id: 'old', whole: true, name: 'Old'}}));
  await sendingOf(store).send();
  assert.deepEqual(there.calls, ['POST /v1/recordings Evening']);
});

test('what a session carries follows it, and is sent again where only that failed', async () => {
  const store = storeOf(ended());
  const stream = {kind: 'microphone', name: 'Piano'};
  const carried = {sums: async () => [{stream, sha256: 'ab', size: 1}], entries: async () => [], file: async () => new Blob(['x'])};
  const {send} = openSending(/** @type {any} */ (store), /** @type {any} */ (carried), () => SERVER, () => undefined);
  const {fetch} = globalThis;
  let full = true;
  Object.assign(globalThis, {fetch: async (/** @type {string} */ url, /** @type {any} */ how) =>
    full && JSON.parse(how.body).kind === 'microphone' ? new Response('', {status: 507}) : /** @type {any} */ (fetch)(url, how)});
  await send();
  assert.deepEqual([there.calls, store.kept.get('a').sent.carried], [['POST /v1/recordings Evening'], false]);
  full = false;
  await send();
  await send();

  assert.deepEqual(there.calls.slice(1), ['POST /v1/recordings Evening', 'POST /v1/recordings Evening · Piano']);
  assert.equal(store.kept.get('a').sent.carried, true);
});

test('what went on since it was sent is sent anew, and what was there of it goes', async () => {
  const store = storeOf(ended({sent: {server: SERVER, id: 'old', whole: false, name: 'Evening'}}));
  const {send} = sendingOf(store);
  const {fetch} = globalThis;
  Object.assign(globalThis, {fetch: async (/** @type {string} */ url, /** @type {any} */ how) => {
    if (how.method !== 'DELETE') return /** @type {any} */ (fetch)(url, how);
    there.calls.push(`DELETE ${new URL(url).pathname}`);
    return new Response(null, {status: 204});
  }});
  await send();
  await send();

  assert.deepEqual(there.calls, ['POST /v1/recordings Evening', 'DELETE /v1/recordings/old']);
});
