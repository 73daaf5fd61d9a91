// What is done about words of one's own from their room: as if they had been chosen, or said.

import {calledOf} from '../core/own.js';
import {runOwn} from '../handlers/index.js';

/** @typedef {import('../engine/engine.js').Engine} Engine */

/**
 * A command about one of the words, as if that had been chosen from a list.
 * @param {import('./own_words.js').OwnWords} own @param {Engine} engine @param {import('../engine/commander.js').Commander} commander
 * @param {import('../handlers/ports.js').Ports} ports
 * @returns {(id: string, command: string, value?: string | number) => void}
 */
export const aboutOwn = (own, engine, commander, ports) => (id, command, value) => {
  const entry = own.all().find((one) => one.id === id);
  if (!entry) return;
  commander.offerAgain([{title: calledOf(entry), detail: '', own: id, act: () => runOwn({command: id}, ports)}], 0);
  engine.event({type: 'word', command: command === 'own.run' ? id : command});
  if (value) engine.event({type: 'value', kind: typeof value === 'number' ? 'number' : 'text', value});
};

/**
 * A new word, as if it had been said. Where it may not be said so nothing is made.
 * @param {Engine} engine @param {import('../handlers/own_port.js').OwnPort} port
 * @returns {(says: string, does: string) => Promise<void>}
 */
export const makeOwn = (engine, port) => async (says, does) => {
  port.now.draft = null;
  await valued(engine, 'word.new', 'name', says);
  if (port.now.draft) await valued(engine, 'word.steps', 'text', does);
};

/** @param {Engine} engine @param {string} command @param {string} kind @param {string} value */
const valued = async (engine, command, kind, value) => {
  const waits = engine.event({type: 'word', command});
  await engine.event({type: 'value', kind, value});
  await waits;
};
