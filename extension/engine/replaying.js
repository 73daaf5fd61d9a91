// Replaying, composed: a session's commands through the commander, checked against the page, told to a person.

import {nextPart} from '../core/replay_part.js';
import {Replayer} from './replayer.js';

/**
 * @import {Message} from '../core/settings.js'
 * @import {Page, Target} from '../core/session_log.js'
 * @import {Part} from '../core/replay_part.js'
 * @import {Step} from '../core/replay_plan.js'
 * @import {Item, Outcome, Ports} from '../handlers/ports.js'
 * @import {TargetsPort} from '../handlers/targets_port.js'
 * @import {Answer, Asked, Difference, Report, Tried, Way} from './replayer.js'
 * @typedef {{title: string, step: number, of: number, held: boolean}} Now
 * @typedef {Object} Wiring
 * @property {() => import('./commander.js').Commander} commander
 * @property {Ports} ports
 * @property {TargetsPort} targets
 * @property {() => (Page & {loading: boolean}) | null} front
 * @property {(message: Message, role: string) => void} tell
 * @property {(now: Now | null) => void} changed
 * @property {(ms: number) => Promise<void>} after
 */

/** ms that the page in front may be another than the one expected, while nothing loads. */
const PATIENCE = 6000;
/** ms that a page may load. */
const LOADING = 30_000;
/** ms between looks at the page in front. */
const LOOK = 50;
/** How often what was refused is tried again; the waits between grow from 50 ms to a second, six in all. */
const TRIES = 10;

/** What is done in place of a command that names an element by its place in a list that may be another now. @type {Record<string, 'click' | 'show'>} */
const INSTEAD = {
  'label.click': 'click', 'grid.click': 'click', 'element.find': 'click', 'label.focus': 'show', 'element.at': 'show', 'field.focus': 'show',
  'element.nearest': 'show', 'item.next': 'show', 'item.previous': 'show',
};
/** Chosen from a list, these are clicked; all else is gone to. */
const CLICKED = new Set(['link', 'button', 'menuitem', 'tab', 'clickable', 'summary']);
const CHOSEN = new Set(['item.choose', 'open']);

/** @param {Step} step @param {Target} target */
const instead = ({command}, {role}) => CHOSEN.has(command) ? (CLICKED.has(role) ? 'click' : 'show') : INSTEAD[command] ?? null;

export class Replaying {
  #wiring;
  /** @type {Replayer | null} */
  #replayer = null;
  /** @type {Now | null} */
  #now = null;
  /** @type {((answer: Answer) => void) | null} */
  #answer = null;

  /** @type {(() => void) | null} Ends a pause. */
  #cut = null;
  /** @type {readonly Part[]} */
  #parts = [];

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
  }

  /** @returns {Now | null} */
  get now() {
    return this.#now && {...this.#now, held: this.#replayer?.held ?? false};
  }

  /** Does the next command of one that is held. */
  next() {
    this.#replayer?.next();
    if (this.#now) this.#show({...this.#now, held: false});
  }

  /** Goes on behind the next pause; what comes before is left out. @returns {number | null} The step; null: no pause comes. */
  skip() {
    const step = this.#now && nextPart(this.#parts, this.#now.step);
    if (step === null || !this.#replayer) return null;
    this.#replayer.skipTo(step);
    this.#answer?.('skip');
    this.#cut?.();
    return step;
  }

  /** Ends it after a step. @param {number} step */
  endAfter(step) {
    this.#replayer?.endAfter(step);
  }

  /** @returns {boolean} Whether there was one to end. */
  end() {
    this.#replayer?.end();
    this.#answer?.('stop');
    this.#cut?.();
    return this.#replayer !== null;
  }

  /**
   * @param {string} title
   * @param {readonly Step[]} steps
   * @param {Way & {parts?: readonly Part[], answer?: (difference: Asked) => Answer | null}} way `parts`: between the pauses;
   *   `answer`: what to do about a difference; null asks a person.
   * @returns {Promise<Report>}
   */
  async play(title, steps, {answer = () => null, parts = [], ...way}) {
    this.#parts = parts;
    const replayer = new Replayer({
      run: (step, target) => this.#run(step, target), settled: (until, patience) => this.#settled(until, patience),
      go: ({url}) => this.#wiring.commander().aside({command: 'address.open', value: url}),
      noticed: (difference) => this.#wiring.tell(differs(difference), 'waiting'),
      retry: async (attempt) => { await this.#wiring.after(Math.min(50 * 2 ** (attempt - 1), 1000)); return attempt < TRIES; },
      differs: async (difference) => answer(difference) ?? this.#ask(difference),
      reached: ({number}, of) => this.#show({title, step: number, of, held: replayer.stepwise}),
      pause: (ms) => Promise.race([this.#wiring.after(ms), new Promise((/** @type {(value: void) => void} */ cut) => { this.#cut = cut; })]),
      destructive: (command) => this.#wiring.commander().commands.get(command)?.destructive ?? false,
    });
    this.#replayer = replayer;
    try {
      const report = await replayer.play(steps, way);
      this.#wiring.tell(said(title, report, steps.length), report.differences.length || report.ended ? 'failed' : 'done');
      return report;
    } finally {
      this.#replayer = null;
      this.#show(null);
    }
  }

  /** @param {Now | null} now */
  #show(now) {
    this.#now = now;
    this.#wiring.changed(now);
  }

  /** Does one command on its element, as a part of something else does. @param {Step} step @param {Target} target */
  async once(step, target) {
    return (await this.#run(step, target)).outcome;
  }

  /** @param {Step} step @param {Target | null} target @returns {Promise<Tried>} */
  async #run(step, target) {
    const {targets} = this.#wiring;
    targets.want(target);
    try {
      const outcome = await this.#do(step);
      if (outcome.ok || !target) return {outcome, nearest: [], said: outcome.ok ? outcome.say : null};
      const {at, nearest} = await targets.find(target);
      return at ? {outcome: await this.#doAt(step, target, at), nearest} : {outcome, nearest};
    } finally {
      targets.want(null);
    }
  }

  /** @param {Step} step @returns {Promise<Outcome>} */
  async #do({command, value}) {
    const commander = this.#wiring.commander();
    if (value && typeof value === 'object' && 'choice' in value) await commander.offerFor(command);
    return commander.replay({command, ...(value !== undefined && {value})});
  }

  /** @param {Step} step @param {Target} target @param {import('../handlers/elements_port.js').ElementPlace} at @returns {Promise<Outcome>} */
  async #doAt(step, target, at) {
    const {elements} = this.#wiring.ports;
    const shown = await elements.show(at);
    if (!shown.ok) return shown;
    const other = instead(step, target);
    if (!other) return this.#do(step);
    return other === 'click' ? this.#do({...step, command: 'element.click', value: undefined}) : {ok: true, say: {key: 'say_at', args: [target.role, target.name]}};
  }

  /** @param {(page: Page) => boolean} until @param {number} [patience] @returns {Promise<Page>} */
  async #settled(until, patience = PATIENCE) {
    const {front, after} = this.#wiring;
    let [waited, loading] = [0, 0];
    for (;;) {
      const page = front() ?? {url: '', title: '', loading: false};
      const wanted = until(page);
      if (wanted && (!page.loading || loading > PATIENCE)) return page;
      if (waited > patience || loading > LOADING) return page;
      if (page.loading) loading += LOOK;
      else waited += LOOK;
      await after(LOOK);
    }
  }

  /** Offers what can be done about a difference; it is one of the list like any other. @param {Asked} difference @returns {Promise<Answer>} */
  #ask(difference) {
    return new Promise((settle) => {
      this.#answer = settle;
      const before = this.#wiring.commander().offer;
      const items = answersTo(difference).map(([message, answer]) => this.#item(message, before, () => settle(answer)));
      this.#wiring.commander().offerAgain(items, -1);
      this.#show(this.#now);
      this.#wiring.tell(differs(difference), 'waiting');
    });
  }

  /**
   * The list that was on offer is there again when the replay goes on, since what comes may choose from it.
   * @param {Message} message @param {import('./commander.js').Offer} before @param {() => void} chosen @returns {Item}
   */
  #item(message, before, chosen) {
    return {
      title: this.#wiring.ports.words.of(message), detail: '',
      act: async () => {
        this.#wiring.after(0).then(chosen);
        return {ok: true, say: message, list: before.items, ...(before.chosen >= 0 && {chosen: before.chosen})};
      },
    };
  }
}

/** @param {Target} target @returns {string} */
const calledOf = ({role, name, near}) => [name || role, near].filter(Boolean).join(', ');

/** Addresses that can be opened. */
const OPENS = /^(?:https?|file):/;

/** @param {Asked} difference @returns {boolean} */
const canOpen = (difference) => difference.kind === 'page' && OPENS.test(difference.expected.url);

/** @param {Asked} difference @returns {[Message, Answer][]} */
function answersTo(difference) {
  const {kind, step: {command}} = difference;
  /** @type {[Message, Answer][]} */
  const either = [[{key: 'say_replay_skip', args: [`cmd:${command}`]}, 'skip'], [{key: 'say_replay_stop', args: []}, 'stop']];
  if (kind === 'outcome') return [...difference.nearest.map((take) => /** @type {[Message, Answer]} */ ([{key: 'say_replay_take', args: [calledOf(take)]}, {take}])), ...either];
  if (kind === 'secret') return [[{key: 'say_replay_filled', args: []}, 'skip'], either[1]];
  either.unshift([{key: 'say_replay_anyway', args: [`cmd:${command}`]}, 'anyway']);
  if (kind === 'page' && canOpen(difference)) either.push([{key: 'say_replay_there', args: [difference.expected.title || difference.expected.url]}, 'there']);
  return either;
}

/** @type {Record<Difference['kind'], (difference: any, number: string, command: string) => Message>} */
const DIFFERS = {
  secret: ({step: {target}}, number) => ({key: 'say_replay_secret', args: [number, target?.name || target?.role || '']}),
  unasked: (_, number, command) => ({key: 'say_replay_asks', args: [number, command]}),
  page: (difference, number, command) => ({
    key: canOpen(difference) ? 'say_replay_page_there' : 'say_replay_page', args: [number, command, difference.found.title || difference.found.url],
  }),
  title: ({expected, found}, number) => ({key: 'say_replay_title', args: [number, expected.title, found.title]}),
  answer: ({was, now}, number, command) => ({key: 'say_replay_answer', args: [number, command, was.args.join(' '), now.args.join(' ')]}),
  outcome: ({step: {target}}, number, command) => target
    ? {key: 'say_replay_target', args: [number, command, calledOf(target)]} : {key: 'say_replay_failed', args: [number, command]},
};

/** @param {Difference} difference @returns {Message} What differs. */
export const differs = (difference) => DIFFERS[difference.kind](difference, String(difference.step.number), `cmd:${difference.step.command}`);

/** @param {string} title @param {Report} report @param {number} of @returns {Message} */
function said(title, {done, skipped, differences, ended}, of) {
  if (ended) return {key: 'say_replay_ended', args: [title, String(done), String(of)]};
  if (differences.length) return {key: 'say_replay_differed', args: [title, String(done), String(of), String(differences.length)]};
  return skipped ? {key: 'say_replay_skipped', args: [title, String(done), String(skipped)]} : {key: 'say_replay_done', args: [title, String(done)]};
}

