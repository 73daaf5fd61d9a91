// Replay, composed: sessions of this browser, or of a file, over the engine's commander and the page in front.

import {openStore} from '../adapters/session_store.js';
import {partsBetweenPauses, stepsIn} from '../core/replay_part.js';
import {stepsOf} from '../core/replay_plan.js';
import {readSession} from '../core/session_file.js';
import {inOrder} from '../core/session_log.js';
import {Replaying} from '../engine/replaying.js';
import {refuse} from '../handlers/outcome.js';
import {beginMusic, beginReplay} from '../handlers/replaying.js';
import {openMusic} from './music_room.js';

/**
 * @import {Entry, Page} from '../core/session_log.js'
 * @import {Part} from '../core/replay_part.js'
 * @import {Step} from '../core/replay_plan.js'
 * @import {Asked, Report} from '../engine/replayer.js'
 * @import {Front} from '../handlers/ports.js'
 * @import {Replayable, ReplayPort, Wish} from '../handlers/replay_port.js'
 * @typedef {Object} Wiring
 * @property {() => import('../engine/commander.js').Commander} commander
 * @property {() => import('../handlers/ports.js').Ports} ports
 * @property {import('./keep.js').Keep} keep
 * @property {Pick<import('../adapters/sound_out.js').SoundOut, 'stage' | 'state'>} sound
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell
 * @property {(change: {replay?: import('../engine/replaying.js').Now | null, music?: string}) => void} show
 * @property {(over: {report: Report, of: number} | {problem: string}) => void} over Told what a replay came to.
 *
 * A session file that a program has replayed, which agrees to what it does. `differs`: what it does about a difference.
 * @typedef {{title: string, file: readonly number[], pace: number, destructive: boolean, differs: 'stop' | 'skip' | 'nearest',
 *   from?: number, to?: number}} FileWish
 * @typedef {Object} ReplayRoom
 * @property {(front: Front) => ReplayPort} replays
 * @property {() => boolean} halt Whether there was a replay, or music, to end.
 * @property {(wish: FileWish) => Promise<void>} file
 * @property {(id: string, wish: Wish) => Promise<void>} kept Replays one of this browser's, as its buttons do.
 * @property {(id: string) => Promise<void>} music Plays the music of one.
 */

/** @param {Wiring} wiring @returns {ReplayRoom} */
export function openReplay({commander, ports, keep, sound, tell, show, over}) {
  const store = openStore();
  const music = openMusic({sound, tell, after: (ms) => ports().clock.after(ms), show: (title) => show({music: title})});
  let last = '';
  /** @type {Front | null} */
  let front = null;
  /** @type {Replaying | null} */
  let made = null;
  const replaying = () => made ??= new Replaying({
    commander, ports: ports(), targets: ports().targets, tell, changed: (now) => show({replay: now}), after: ports().clock.after,
    front: () => {
      const tab = front?.tab();
      return tab ? {url: tab.url ?? '', title: tab.title ?? '', loading: tab.status === 'loading'} : null;
    },
  });
  const end = () => [made?.end() ?? false, music.end()].some(Boolean);
  const pace = () => Number(keep.settings.replay_pace);
  /** @param {string} id */
  const read = async (id) => {
    const whole = await store.read(id);
    if (whole) last = id;
    return whole && {title: whole.kept.header.title, entries: inOrder(whole.entries)};
  };
  // Their entries are not read: there may be hours of them.
  const sessions = async () => (await store.list()).filter(({condition}) => condition === 'off').map(({id, header}) => ({id, title: header.title}));
  /** @type {ReplayPort} */
  const port = {
    now: () => made?.now ?? null,
    sessions,
    last: async () => lastOf(await sessions(), last),
    steps: async (id) => {
      const whole = await store.read(id);
      return whole && stepsOf(inOrder(whole.entries)).map(({command, value, target}) => ({command, value, ...(target && {target})}));
    },
    begin: async (id, wish) => {
      const session = await read(id);
      if (!session) return {ok: false, why: {key: 'why_no_session', args: []}};
      music.end();
      const plan = planOf(session, wish);
      if (!plan.ok) return plan;
      const {steps, ...way} = plan.value;
      replaying().play(session.title, steps, {pace: wish.pace ?? pace(), stepwise: wish.stepwise, ...way}).catch((error) => {
        console.error(error);
        tell({key: 'why_broke', args: ['cmd:session.replay', String(error)]}, 'failed');
      });
      return {ok: true, value: {title: session.title, commands: steps.length, from: steps[0].number, to: steps[steps.length - 1].number}};
    },
    next: () => replaying().next(),
    skip: () => made?.skip() ?? null,
    endAfter: (step) => made?.endAfter(step),
    music: async (id) => {
      const session = await read(id);
      return session ? music.begin(session.title, session.entries, pace()) : {ok: false, why: {key: 'why_no_session', args: []}};
    },
    end,
    pace,
    setPace: async (percent) => { await keep.set('replay_pace', percent); },
  };
  /** @param {FileWish} wish */
  const file = async ({title, file: bytes, pace: percent, destructive, differs, ...part}) => {
    const entries = readSession(Uint8Array.from(bytes))?.session.entries ?? [];
    const plan = planOf({title, entries}, part);
    if (!plan.ok) return over({problem: plan.why.key === 'why_replay_empty' ? 'empty' : `part ${plan.why.args[2]}`});
    const {steps, ...way} = plan.value;
    const unknown = [...new Set(steps.map(({command}) => command))].filter((name) => !commander().commands.has(name));
    if (unknown.length) return over({problem: `unknown ${unknown.join(' ')}`});
    const answer = (/** @type {Asked} */ difference) => answerTo(difference, differs);
    over({report: await replaying().play(title, steps, {pace: percent, destructive, answer, ...way}), of: steps.length});
  };
  /** @param {string} id @param {(one: Replayable) => Promise<import('../handlers/ports.js').Outcome>} begin */
  const pressed = async (id, begin) => {
    const one = (await sessions()).find((session) => session.id === id);
    const outcome = one ? await begin(one) : refuse('why_no_session');
    tell(outcome.ok ? outcome.say : outcome.why, outcome.ok ? 'opened' : 'failed');
  };
  return {
    replays: (given) => { front = given; return port; },
    halt: end,
    file,
    kept: (id, wish) => pressed(id, (one) => beginReplay(one, wish, ports())),
    music: (id) => pressed(id, (one) => beginMusic(one, ports())),
  };
}

/** @param {readonly Replayable[]} sessions @param {string} id @returns {Replayable | null} That one, else the newest. */
const lastOf = (sessions, id) => sessions.find((one) => one.id === id) ?? sessions[0] ?? null;

/** @typedef {{steps: Step[], parts: Part[], elsewhere: boolean, end: Page | null}} Plan */

/**
 * What of a session is done; where it begins in the middle another page may be in front.
 * @param {{title: string, entries: Entry[]}} session @param {Wish} wish
 * @returns {import('../handlers/ports.js').Reply<Plan>}
 */
function planOf({title, entries}, {from, to, pause}) {
  const all = stepsOf(entries);
  const parts = partsBetweenPauses(entries, all);
  if (!all.length) return {ok: false, why: {key: 'why_replay_empty', args: [title]}};
  if (pause !== undefined && !parts[pause]) return {ok: false, why: {key: 'why_replay_no_pause', args: [title, String(parts.length - 1)]}};
  const part = pause === undefined ? {...(from !== undefined && {from}), ...(to !== undefined && {to})} : parts[pause];
  const steps = stepsIn(all, part);
  if (!steps.length) return {ok: false, why: {key: 'why_replay_no_step', args: [title, String(pause ?? from ?? to), String(all.length)]}};
  const isLast = steps[steps.length - 1].number === all.length;
  return {ok: true, value: {steps, parts, elsewhere: steps[0].number > 1, end: isLast ? endOf(entries) : null}};
}

/**
 * What a program answers: what nobody agreed to is left out, and a part begins on its own page.
 * @param {Asked} difference @param {FileWish['differs']} wish @returns {import('../engine/replayer.js').Answer}
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
