// Replay, composed: sessions of this browser, or of a file, over the engine's commander and the page in front.

import {openStore} from '../adapters/session_store.js';
import {stepsOf} from '../core/replay_plan.js';
import {inOrder} from '../core/session_log.js';
import {readSession} from '../core/session_file.js';
import {Replaying} from '../engine/replaying.js';
import {refuse} from '../handlers/outcome.js';
import {beginReplay} from '../handlers/replaying.js';

/**
 * @import {Entry, Page} from '../core/session_log.js'
 * @import {Difference, Report} from '../engine/replayer.js'
 * @import {Front} from '../handlers/ports.js'
 * @import {ReplayPort} from '../handlers/replay_port.js'
 * @typedef {Object} Wiring
 * @property {() => import('../engine/commander.js').Commander} commander
 * @property {() => import('../handlers/ports.js').Ports} ports
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell
 * @property {(replay: import('../engine/replaying.js').Now | null) => void} show
 * @property {(over: {report: Report, of: number} | {problem: string}) => void} over Told what a replay came to.
 *
 * A session file that a program has replayed, which agrees to what it does. `differs`: what it does about a difference.
 * @typedef {{title: string, file: readonly number[], pace: number, destructive: boolean, differs: 'stop' | 'skip' | 'nearest'}} FileWish
 * @typedef {Object} ReplayRoom
 * @property {(front: Front) => ReplayPort} replays
 * @property {() => boolean} halt Whether there was a replay to end.
 * @property {(wish: FileWish) => Promise<void>} file
 * @property {(id: string) => Promise<void>} kept Replays one of this browser's, as its button does.
 */

/** @param {Wiring} wiring @returns {ReplayRoom} */
export function openReplay({commander, ports, tell, show, over}) {
  const store = openStore();
  /** @type {Front | null} */
  let front = null;
  /** @type {Replaying | null} */
  let made = null;
  const replaying = () => made ??= new Replaying({
    commander, ports: ports(), targets: ports().targets, tell, changed: show, after: ports().clock.after,
    front: () => {
      const tab = front?.tab();
      return tab ? {url: tab.url ?? '', title: tab.title ?? '', loading: tab.status === 'loading'} : null;
    },
  });
  /** @type {ReplayPort} */
  const port = {
    now: () => made?.now ?? null,
    // Their entries are not read: there may be hours of them.
    sessions: async () => (await store.list()).filter(({condition}) => condition === 'off').map(({id, header}) => ({id, title: header.title})),
    steps: async (id) => {
      const whole = await store.read(id);
      return whole && stepsOf(inOrder(whole.entries)).map(({command, value, target}) => ({command, value, ...(target && {target})}));
    },
    begin: async (id, {stepwise}) => {
      const whole = await store.read(id);
      if (!whole) return {ok: false, why: {key: 'why_no_session', args: []}};
      const {title} = whole.kept.header;
      const steps = stepsOf(whole.entries);
      if (!steps.length) return {ok: false, why: {key: 'why_replay_empty', args: [title]}};
      replaying().play(title, steps, {stepwise, end: endOf(whole.entries)}).catch((error) => {
        console.error(error);
        tell({key: 'why_broke', args: ['cmd:session.replay', String(error)]}, 'failed');
      });
      return {ok: true, value: {title, commands: steps.length}};
    },
    next: () => replaying().next(),
    end: () => made?.end() ?? false,
  };
  /** @param {FileWish} wish */
  const file = async ({title, file: bytes, pace, destructive, differs}) => {
    const read = readSession(Uint8Array.from(bytes));
    const entries = read?.session.entries ?? [];
    const known = (/** @type {string} */ name) => commander().commands.has(name);
    const steps = stepsOf(entries);
    if (!steps.length) return over({problem: 'empty'});
    const unknown = [...new Set(steps.map(({command}) => command))].filter((name) => !known(name));
    if (unknown.length) return over({problem: `unknown ${unknown.join(' ')}`});
    const report = await replaying().play(title, steps, {pace, destructive, answer: (difference) => answerTo(difference, differs), end: endOf(entries)});
    over({report, of: steps.length});
  };
  return {
    replays: (given) => { front = given; return port; },
    halt: () => made?.end() ?? false,
    file,
    kept: async (id) => {
      const one = (await port.sessions()).find((session) => session.id === id);
      const outcome = one ? await beginReplay(one, false, ports()) : refuse('why_no_session');
      tell(outcome.ok ? outcome.say : outcome.why, outcome.ok ? 'opened' : 'failed');
    },
  };
}

/**
 * What a program answers: what nobody agreed to is left out.
 * @param {Difference} difference @param {FileWish['differs']} wish @returns {import('../engine/replayer.js').Answer}
 */
function answerTo(difference, wish) {
  if (difference.kind === 'unasked') return 'skip';
  if (wish !== 'nearest') return wish;
  return difference.kind === 'outcome' && difference.nearest[0] ? {take: difference.nearest[0]} : 'skip';
}

/** The page that was in front at last; null where none was told of. @param {readonly Entry[]} entries @returns {Page | null} */
function endOf(entries) {
  for (const entry of [...entries].reverse()) {
    if (entry.type === 'page') return {url: entry.url, title: entry.title};
    // What became of it, nobody told.
    if (entry.type === 'command') return null;
  }
  return null;
}
