// Replay, composed: sessions of this browser, or of a file, over the engine's commander and the page in front.

import {openStore} from '../adapters/session_store.js';
import {askedFor, stepsOf} from '../core/replay_plan.js';
import {readSession} from '../core/session_file.js';
import {Replaying} from '../engine/replaying.js';

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
    sessions: async () => (await Promise.all((await store.list()).map(({id}) => store.read(id)))).flatMap((one) => one && one.kept.condition === 'off'
      ? [{id: one.kept.id, title: one.kept.header.title, commands: stepsOf(one.entries).length}] : []),
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
      return {ok: true, value: {id, title, commands: steps.length}};
    },
    next: () => replaying().next(),
    end: () => made?.end() ?? false,
  };
  /** @param {FileWish} wish */
  const file = async ({title, file: bytes, pace, destructive, differs}) => {
    const read = readSession(Uint8Array.from(bytes));
    const entries = read?.session.entries ?? [];
    const known = (/** @type {string} */ name) => commander().commands.has(name);
    const steps = stepsOf(entries).filter(({command}) => known(command));
    if (!steps.length) return over({problem: 'empty'});
    const asked = askedFor(stepsOf(entries), entries, () => false, known);
    if (asked.unknown.length) return over({problem: `unknown ${asked.unknown.join(' ')}`});
    const answer = (/** @type {Difference} */ difference) => differs === 'nearest' && difference.kind === 'outcome' && difference.nearest[0]
      ? {take: difference.nearest[0]} : difference.kind === 'unasked' ? 'skip' : differs === 'nearest' ? 'skip' : differs;
    const report = await replaying().play(title, steps, {pace, destructive, answer, end: endOf(entries)});
    over({report, of: steps.length});
  };
  return {
    replays: (given) => { front = given; return port; },
    halt: () => made?.end() ?? false,
    file,
  };
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
