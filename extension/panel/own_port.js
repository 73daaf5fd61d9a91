// The words of one's own as handlers reach them: over the lexicon in use, the commander and what a panel keeps.

import {MOST_DEPTH} from '../core/macro.js';
import {OwnKeys} from '../core/own_keys.js';
import {tablesOf, understood} from '../core/phrases.js';
import {Replaying} from '../engine/replaying.js';
import {openGrammar} from './own_grammar.js';

/**
 * @import {MacroStep} from '../core/macro.js'
 * @import {Commander} from '../engine/commander.js'
 * @import {Outcome, Ports} from '../handlers/ports.js'
 * @typedef {import('../handlers/own_port.js').OwnPort} OwnPort
 * @typedef {import('../core/phrases.js').Spoken & {destructive: boolean, page: boolean}} Command
 * @typedef {Object} Wiring
 * @property {import('./own_words.js').OwnWords} own
 * @property {() => any} lexicon In use.
 * @property {() => readonly Command[]} commands With one's own.
 * @property {import('./tongues.js').Tongues} tongues
 * @property {() => Commander} commander
 * @property {() => Ports} ports
 * @property {import('../engine/recorder.js').Log} [log]
 * @property {(keys: readonly number[]) => void} hear
 */

/** ms that a page may load before a step is done on what is there of it. */
const LOADING = 6000;
/** ms between looks at it. */
const LOOK = 50;

/**
 * @param {Wiring} wiring
 * @returns {{port: OwnPort, halt: () => boolean, sees: (front: import('../handlers/ports.js').Front) => void}} halt: stops what runs; whether
 *   anything did. sees: is told what is in front.
 */
export function openOwnPort({own, lexicon, commands, tongues, commander, ports, log, hear}) {
  /** @type {Map<string, () => void>} What runs, and what stops it. */
  const running = new Map();
  /** The address that is loading in front; '' where none is. */
  let loading = () => '';
  let waitedOut = '';
  const rowOf = (/** @type {string} */ command) => commands().find(({name}) => name === command);
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
      if (running.has(id)) return 'itself';
      if (running.size >= MOST_DEPTH) return 'deep';
      let isStopped = false;
      const stopped = new Promise((/** @type {(value: null) => void} */ stop) => {
        running.set(id, () => { isStopped = true; stop(null); });
      });
      return {stopped, isStopped: () => isStopped, over: () => { running.delete(id); }};
    },
    step: ({target, ...asked}) => target ? onTarget({...asked, target}, commander(), ports()) : commander().step(asked),
    ready: async (command) => {
      if (!rowOf(command)?.page) return;
      for (let waited = 0; loading() && loading() !== waitedOut; waited += LOOK) {
        if (waited >= LOADING) waitedOut = loading();
        else await ports().clock.after(LOOK);
      }
    },
    doing: (command) => {
      const told = log?.begin({type: 'command', command, ok: false, ms: 0});
      return (value, ok) => told?.({type: 'command', command, ok, ms: 0, value: /** @type {any} */ (value)});
    },
    destructive: (command) => rowOf(command)?.destructive ?? false,
    grammar: openGrammar(own, tongues, commands),
  };
  const halt = () => {
    const any = running.size > 0;
    for (const stop of running.values()) stop();
    return any;
  };
  return {port, halt, sees: (front) => { loading = () => addressLoading(front.tab()); }};
}

/** @param {chrome.tabs.Tab | null} tab */
const addressLoading = (tab) => tab?.status === 'loading' ? tab.pendingUrl || tab.url || 'about:blank' : '';

/**
 * On its element, wherever that is on the page now, as a replay does it.
 * @param {MacroStep & {target: import('../core/session_log.js').Target}} step @param {Commander} commander @param {Ports} ports @returns {Promise<Outcome>}
 */
function onTarget({command, value, target}, commander, ports) {
  const stepwise = /** @type {any} */ ({
    commands: commander.commands, replay: (/** @type {MacroStep} */ asked) => commander.step(asked), offerFor: (/** @type {string} */ name) => commander.offerFor(name),
  });
  const replaying = new Replaying({
    commander: () => stepwise, ports, targets: ports.targets, front: () => null, tell: () => undefined, changed: () => undefined, after: ports.clock.after,
  });
  return replaying.once({number: 1, at: 0, wait: 0, command, value: /** @type {any} */ (value), target}, target);
}

/** What a spoken form would do if it were said now. @param {string} said @param {readonly import('../core/phrases.js').Table[]} tables */
function takenBy(said, tables) {
  const [event] = understood(said, tables);
  if (!event) return null;
  // A bare number chooses from a list.
  return event.type === 'word' ? event.command : 'item.choose';
}
