// Replays a session: each command when the page is there for it, checked against what it was done on.

import {isSamePage} from '../core/replay_plan.js';

/**
 * @import {Message} from '../core/settings.js'
 * @import {Step} from '../core/replay_plan.js'
 * @import {Page, Target} from '../core/session_log.js'
 * @import {Outcome} from '../handlers/ports.js'
 */

/**
 * Where a replay differs from its session. `page`: another one is in front; `target`: the element that was meant is
 * not there, or not told apart; `outcome`: the command did not come to its effect.
 * @typedef {{kind: 'page', step: Step, found: Page} | {kind: 'target', step: Step, found: Target | null, nearest: Target[]}
 *   | {kind: 'outcome', step: Step, why: Message} | {kind: 'unasked', step: Step}} Difference
 */

/**
 * What to do about a difference: leave the command out, end, do it all the same, or with another element.
 * @typedef {'skip' | 'stop' | 'anyway' | {take: Target}} Answer
 */

/**
 * @typedef {Object} World
 * @property {(asked: {command: string, value?: unknown}) => Promise<Outcome>} run
 * @property {() => Promise<Page>} page The one in front.
 * @property {(until: (page: Page) => boolean) => Promise<Page>} settled Settles when the page in front is one that is wanted
 *   and has loaded; with another one when it has stood there for long and nothing loads any more.
 * @property {(step: Step) => Promise<Target | null>} meant What the command would act on now; null for one that means no element.
 * @property {(target: Target) => Promise<{ok: true} | {ok: false, nearest: Target[]}>} aim Has the next command mean this element;
 *   waits for one that is on its way.
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
 */

export class Replayer {
  #world;
  #ended = false;
  #stepwise = false;
  /** @type {(() => void) | null} */
  #go = null;

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
  }

  /**
   * @param {readonly Step[]} steps All of a session, or a part.
   * @param {Way} [way]
   * @returns {Promise<Report>}
   */
  async play(steps, {pace = 0, destructive = false, stepwise = false} = {}) {
    /** @type {Report} */
    const report = {done: 0, skipped: 0, differences: [], ended: false};
    this.#stepwise = stepwise;
    for (const step of steps) {
      this.#world.reached(step, steps.length);
      await this.#held();
      if (pace > 0 && !this.#stepwise) await this.#world.pause(step.wait * 100 / pace);
      const how = this.#ended ? 'stop' : await this.#step(step, destructive, report);
      if (how === 'stop') return {...report, ended: true};
      report[how] += 1;
    }
    return report;
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

  /** @param {Step} step @param {boolean} destructive @param {Report} report @returns {Promise<'done' | 'skipped' | 'stop'>} */
  async #step(step, destructive, report) {
    for (const check of [this.#onItsPage, this.#atItsTarget, this.#asked]) {
      const difference = await check.call(this, step, destructive);
      if (this.#ended) return 'stop';
      const answer = difference ? await this.#differs(difference, report) : 'anyway';
      if (answer !== 'anyway') return answer === 'skip' ? 'skipped' : 'stop';
    }
    const {command, value} = step;
    const outcome = await this.#world.run({command, ...(value !== undefined && {value})});
    if (outcome.ok) return 'done';
    const answer = await this.#differs({kind: 'outcome', step, why: outcome.why}, report);
    return answer === 'stop' ? 'stop' : 'skipped';
  }

  /** @param {Step} step @returns {Promise<Difference | null>} */
  async #onItsPage(step) {
    const {page: expected} = step;
    if (!expected) return null;
    const found = await this.#world.settled((page) => isSamePage(expected, page));
    return isSamePage(expected, found) ? null : {kind: 'page', step, found};
  }

  /** @param {Step} step @returns {Promise<Difference | null>} */
  async #atItsTarget(step) {
    if (!step.target) return null;
    const aimed = await this.#world.aim(step.target);
    if (!aimed.ok) return {kind: 'target', step, found: null, nearest: aimed.nearest};
    const meant = await this.#world.meant(step);
    return meant && !isSame(meant, step.target) ? {kind: 'target', step, found: meant, nearest: [meant]} : null;
  }

  /** @param {Step} step @param {boolean} agreed @returns {Promise<Difference | null>} */
  async #asked(step, agreed) {
    return !agreed && this.#world.destructive(step.command) ? {kind: 'unasked', step} : null;
  }

  /** @param {Difference} difference @param {Report} report @returns {Promise<'skip' | 'stop' | 'anyway'>} */
  async #differs(difference, report) {
    // To be asked is no difference between what was and what is.
    if (difference.kind !== 'unasked') report.differences.push(difference);
    const answer = await this.#world.differs(difference);
    if (this.#ended) return 'stop';
    if (typeof answer === 'string') return answer;
    const aimed = await this.#world.aim(answer.take);
    return aimed.ok ? 'anyway' : 'skip';
  }
}

/** @param {Target} one @param {Target} other */
const isSame = (one, other) => one.role === other.role && one.name === other.name;
