// People's languages of the server, composed: kept in this browser, checked against what is active, and asked of the server.

import {loadServed, saveServed, servedThere, watchServed} from '../adapters/served_store.js';
import {servedProblem} from './lexicons.js';
import {ServedLanguages} from './served_languages.js';

/**
 * @template {import('./lexicons.js').Sources} T
 * @param {Object} wiring
 * @param {import('./keep.js').Keep} wiring.keep
 * @param {T} wiring.shipped
 * @param {import('./own_words.js').OwnWords} wiring.own
 * @param {import('./voices_there.js').VoicesThere} wiring.voices
 * @param {(message: import('../handlers/ports.js').Message, role: string) => void} wiring.tell
 * @returns {Promise<{served: ServedLanguages, sources: T}>} `sources`: what ships, with those that are played.
 */
export async function openServed({keep, shipped, own, voices, tell}) {
  const served = new ServedLanguages({
    load: loadServed, save: saveServed, watch: watchServed, tell,
    there: async () => { const reach = voices.reach(); return reach && servedThere(reach); },
    problem: (wanted, others) => servedProblem(shipped, keep.settings, own.all(), wanted, others),
  });
  await served.load();
  return {served, sources: {...shipped, served: () => served.on}};
}
