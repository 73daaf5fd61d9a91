// Own store: what both sides had last, kept for each.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {loadBase, saveBase} from '../../../extension/adapters/own_store.js';
import {settle} from './fake_chrome.js';

/** Local storage that answers late, as the browser's does. */
function lateStorage() {
  /** @type {Record<string, unknown>} */
  const kept = {};
  return {
    get: async (/** @type {string} */ key) => { await settle(); return key in kept ? {[key]: kept[key]} : {}; },
    set: async (/** @type {Record<string, unknown>} */ items) => { await settle(); Object.assign(kept, items); },
  };
}

test('what two sides had is kept for both, though it is kept at the same time', async () => {
  Object.assign(globalThis, {chrome: {storage: {local: lateStorage()}}});
  const [sync, server] = [[{id: 'own.aaaa'}], [{id: 'own.bbbb'}]].map((entries) => /** @type {any[]} */ (entries));
  await Promise.all([saveBase('sync', sync), saveBase('server', server)]);

  assert.deepEqual([await loadBase('sync'), await loadBase('server'), await loadBase('other')], [sync, server, []]);
});
