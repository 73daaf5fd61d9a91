// Hearing, composed: the microphone, what is to be listened for, and the engine that is told.

import {openMicrophone} from '../adapters/microphone.js';
import {openStream} from '../adapters/server_stream.js';
import {text} from '../adapters/texts.js';
import {spokenForms} from '../core/spoken_forms.js';
import {offers} from '../handlers/index.js';
import {Hearing} from './hearing.js';

/**
 * @typedef {Object} Wiring
 * @property {import('../engine/engine.js').Engine} engine
 * @property {import('../engine/commander.js').Commander} commander
 * @property {import('../handlers/ports.js').Ports} ports
 * @property {readonly import('../core/phrases.js').Spoken[]} commands
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell
 * @property {(state: import('../engine/view.js').Condition, detail: string) => void} show
 * @typedef {Object} HearingRoom
 * @property {(server: string, token: string) => void} pair
 * @property {() => void} unpair
 * @property {(on: boolean) => Promise<import('../handlers/ports.js').Reply<boolean>>} open Listens until told otherwise, or no longer.
 * @property {(down: boolean) => Promise<void>} talk Listens while something is held.
 * @property {() => void} changed What may be said may have changed.
 */

/** Commands whose text is mostly a name in sight. */
const NAMED = ['tab.find', 'element.find', 'bookmark.open'];

/** @param {Wiring} wiring @returns {HearingRoom} */
export function openHearingRoom({engine, commander, ports, commands, tell, show}) {
  const hearing = new Hearing({
    microphone: openMicrophone,
    forms: async () => {
      const {waiting} = engine.now;
      return spokenForms(commands, await namesNow(waiting, commander, ports), waiting);
    },
    heard: ({said}) => engine.heard(said),
    // With the microphone open all sorts of things are said that are nobody's business.
    unsure: ({said}) => { if (hearing.mode !== 'open') tell(unsure(said), 'failed'); },
    tell,
    show: (state, detail) => show(state, state === 'ready' ? text('say_microphone_on') : detail),
  });
  let listened = '';
  return {
    pair: (server, token) => hearing.connect((hears) => openStream(`${server}/v1/listen`, token, hears)),
    unpair: () => hearing.connect(null),
    open: async (on) => {
      const was = hearing.mode === 'open';
      if (on && !was) {
        const begun = await hearing.start('open');
        if (!begun.ok) return begun;
      }
      if (!on) await hearing.stop();
      return {ok: true, value: was};
    },
    talk: async (down) => {
      // An open microphone hears already, and goes on.
      if (hearing.mode === 'open') return;
      if (!down) return hearing.stop();
      const begun = await hearing.start('talk');
      tell(begun.ok ? {key: 'say_microphone_on', args: []} : begun.why, begun.ok ? 'listening' : 'failed');
    },
    changed: () => {
      const now = `${engine.now.waiting?.command ?? ''} ${engine.now.waiting ? commander.offer.items.length : ''}`;
      if (now === listened) return;
      listened = now;
      hearing.refresh();
    },
  };
}

/** @param {string} said */
const unsure = (said) => said ? {key: 'why_hearing_unsure', args: [said]} : {key: 'why_hearing_nothing', args: []};

/**
 * What can be named now: of a word that waits what is on offer, else what is in sight.
 * @param {import('../engine/engine.js').Now['waiting']} waiting @param {Wiring['commander']} commander @param {Wiring['ports']} ports
 * @returns {Promise<Record<string, string[]>>}
 */
async function namesNow(waiting, commander, ports) {
  if (waiting) return {[waiting.command]: commander.offer.items.map(({title}) => title)};
  // A page that does not answer has no names, and the rest is heard all the same.
  const lists = await Promise.all(NAMED.map((command) => offers[command](ports).catch(() => [])));
  return Object.fromEntries(NAMED.map((command, at) => [command, lists[at].map(({title}) => title)]));
}
