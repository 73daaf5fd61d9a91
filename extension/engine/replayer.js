// Replays a session: each command when the page is there for it, checked against what it was done on.

import {isSamePage} from '../core/replay_plan.js';

/**
 * @import {Message} from '../core/settings.js'
 * @import {Step} from '../core/replay_plan.js'
 * @import {Page, Target} from '../core/session_log.js'
 * @import {Outcome} from '../handlers/ports.js'
 */

/**
 * Where a replay differs from its session. `page`: another one is in front; `outcome`: the command does not come to its effect
 * now, and what on the page is nearest to the element it meant; `unasked`: it destroys, and nobody agreed to it.
 * @typedef {{kind: 'page', step: Step, expected: Page, found: Page} | {kind: 'outcome', step: Step, why: Message, nearest: Target[]}
 *   | {kind: 'unasked', step: Step}} Difference `unasked`: also an answer to what the page's own button asked back.
 */

/**
 * What to do about a difference: leave the command out, end, do it all the same, or do it on another element.
 * @typedef {'skip' | 'stop' | 'anyway' | {take: Target}} Answer
 */

/** @typedef {{outcome: Outcome, nearest: Target[]}} Tried */

/**
 * @typedef {Object} World
 * @property {(step: Step, target: Target | null) => Promise<Tried>} run Does a command, on this element where one is meant: a refusal
 *   had no effect.
 * @property {(until: (page: Page) => boolean) => Promise<Page>} settled Settles when the page in front is one that is wanted
 *   and has loaded; with another one when it has stood there for long and nothing loads any more.
 * @property {(attempt: number) => Promise<boolean>} retry Settles when what was refused may be tried again; false: it was long enough.
 * @property {(difference: Difference) => Promise<Answer>} differs Asks what to do.
 * @property {(step: Step, of: number) => void} reached Told of each step before it is done.
 * @property {(ms: number) => Promise<void>} pause Waits; settles at once when the replay is ended.
 * @property {(command: string) => boolean} destructive
 */

/** @typedef {{done: number, skipped: number, differences: Difference[], ended: boolean}} Report `ended`: before its end. */

/**
 * @typedef {Object} Way
 * @property {number} [pace] Percent of the pace it was played at; 0: each as soon as the one before has its effect.
 * @property {boolean} [destructive] Whether those that destroy were agreed to.
 * @property {boolean} [stepwise] Waits to be told to go on before each.
 * @property {Page | null} [end] The page that it ends on.
 */

/** @typedef {'done' | 'skipped' | 'stop'} How */

export class Replayer {
  #world;
  #ended = false;
  #stepwise = false;
  /** The command before asked back, as a button that deletes does: what follows may be the yes to it. */
  #asks = false;
  /** @type {(() => void) | null} */
  #go = null;
  /** @type {Report} */
  #report = {done: 0, skipped: 0, differences: [], ended: false};

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /**
   * @param {readonly Step[]} steps All of a session, or a part.
   * @param {Way} [way]
   * @returns {Promise<Report>}
   */
  async play(steps, {pace = 0, destructive = false, stepwise = false, end = null} = {}) {
    this.#stepwise = stepwise;
    for (const step of steps) {
      this.#world.reached(step, steps.length);
      await this.#held();
      if (pace > 0 && !this.#stepwise) await this.#world.pause(step.wait * 100 / pace);
      const how = this.#ended ? 'stop' : await this.#step(step, destructive);
      if (how === 'stop') return {...this.#report, ended: true};
      this.#report[how] += 1;
    }
    const last = steps.at(-1);
    if (last && end) await this.#onPage(end, last);
    return this.#report;
  }

  /** Ends it before the next command. */
  end() {
    this.#ended = true;
    this.next();
  }

  /** Holds it before the next command. */
  hold() {
    this.#stepwise = true;
  }

  /** Does the next command, where it is held. */
  next() {
    this.#go?.();
    this.#go = null;
  }

  /** Goes on by itself. */
  resume() {
    this.#stepwise = false;
    this.next();
  }

  /** @returns {boolean} Whether it waits to be told to go on. */
  get held() {
    return this.#go !== null;
  }

  /** @returns {Promise<void>} */
  #held() {
    if (!this.#stepwise || this.#ended) return Promise.resolve();
    return new Promise((go) => { this.#go = go; });
  }

  /** @param {Step} step @param {boolean} agreed @returns {Promise<How>} */
  async #step(step, agreed) {
    const ready = step.page ? await this.#onPage(step.page, step) : 'anyway';
    if (ready !== 'anyway') return ready;
    const asks = this.#asks;
    this.#asks = false;
    if (!agreed && (asks || this.#world.destructive(step.command))) {
      const answer = await this.#differs({kind: 'unasked', step});
      if (answer !== 'anyway') return answer === 'skip' ? 'skipped' : 'stop';
    }
    return this.#ended ? 'stop' : this.#do(step, step.target ?? null);
  }

  /** @param {Page} expected @param {Step} step @returns {Promise<'anyway' | 'skipped' | 'stop'>} */
  async #onPage(expected, step) {
    const found = await this.#world.settled((page) => this.#ended || isSamePage(expected, page));
    if (this.#ended) return 'stop';
    if (isSamePage(expected, found)) return 'anyway';
    const answer = await this.#differs({kind: 'page', step, expected, found});
    if (answer === 'skip') return 'skipped';
    return answer === 'stop' ? 'stop' : 'anyway';
  }

  /**
   * Does a command; what is refused may be there a little later, as what a page loads.
   * @param {Step} step @param {Target | null} target @returns {Promise<How>}
   */
  async #do(step, target) {
    for (let attempt = 1; ; attempt += 1) {
      const {outcome, nearest} = await this.#world.run(step, target);
      if (outcome.ok) {
        this.#asks = outcome.asks ?? false;
        return 'done';
      }
      if (!this.#ended && await this.#world.retry(attempt)) continue;
      if (this.#ended) return 'stop';
      const answer = await this.#differs({kind: 'outcome', step, why: outcome.why, nearest});
      if (typeof answer !== 'string') return this.#do(step, answer.take);
      return answer === 'stop' ? 'stop' : 'skipped';
    }
  }

  /** @param {Difference} difference @returns {Promise<Answer>} */
  async #differs(difference) {
    // To be asked is no difference between what was and what is.
    if (difference.kind !== 'unasked') this.#report.differences.push(difference);
    const answer = await this.#world.differs(difference);
    return this.#ended ? 'stop' : answer;
  }
}
