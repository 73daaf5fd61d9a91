// The words of one's own as handlers reach them: over the lexicon in use, the commander and what a panel keeps.

import {OwnKeys} from '../core/own_keys.js';
import {tablesOf, understood} from '../core/phrases.js';

/**
 * @typedef {import('../handlers/own_port.js').OwnPort} OwnPort
 * @typedef {Object} Wiring
 * @property {import('./own_words.js').OwnWords} own
 * @property {() => any} lexicon In use.
 * @property {() => readonly (import('../core/phrases.js').Spoken & {destructive: boolean})[]} commands With one's own.
 * @property {import('./tongues.js').Tongues} tongues
 * @property {() => import('../engine/commander.js').Commander} commander
 * @property {(keys: readonly number[]) => void} hear
 */

/**
 * @param {Wiring} wiring
 * @returns {{port: OwnPort, halt: () => boolean}} halt: stops what runs; whether anything did.
 */
export function openOwnPort({own, lexicon, commands, tongues, commander, hear}) {
  /** @type {Map<string, () => void>} What runs, and what stops it. */
  const running = new Map();
  /** @type {OwnPort} */
  const port = {
    all: () => own.all(),
    now: {latest: null, draft: null},
    clash: (keys, except) => new OwnKeys(lexicon(), except).clash(keys),
    free: (near, except) => new OwnKeys(lexicon(), except).free(near),
    taken: (said, except) => takenBy(said, tablesOf(commands().filter(({name}) => name !== except), tongues.understood)),
    fresh: () => own.fresh(),
    put: (entry) => own.put(entry),
    remove: (id) => own.remove(id),
    versions: (id) => own.versions(id),
    hear,
    begin: (id) => {
      if (running.has(id)) return null;
      let isStopped = false;
      const stopped = new Promise((/** @type {(value: null) => void} */ stop) => {
        running.set(id, () => { isStopped = true; stop(null); });
      });
      return {stopped, isStopped: () => isStopped, over: () => { running.delete(id); }};
    },
    step: (asked) => commander().step(asked),
    destructive: (command) => commands().some(({name, destructive}) => name === command && destructive),
  };
  const halt = () => {
    const any = running.size > 0;
    for (const stop of running.values()) stop();
    return any;
  };
  return {port, halt};
}

/** What a spoken form would do if it were said now. @param {string} said @param {readonly import('../core/phrases.js').Table[]} tables */
function takenBy(said, tables) {
  const [event] = understood(said, tables);
  if (!event) return null;
  // A bare number chooses from a list.
  return event.type === 'word' ? event.command : 'item.choose';
}
