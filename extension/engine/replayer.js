// Replays a session: each command when the page is there for it, checked against what it was done on.

import {isSameAnswer, isSamePage, isSameTitle, isSecret} from '../core/replay_plan.js';

/**
 * @import {Message} from '../core/settings.js'
 * @import {Step} from '../core/replay_plan.js'
 * @import {Answered, Page, Target} from '../core/session_log.js'
 * @import {Outcome} from '../handlers/ports.js'
 */

/**
 * Where a replay differs from its session, and what to do about it is asked. `page`: another one is in front; `outcome`: the
 * command does not come to its effect now, and what on the page is nearest to the element it meant; `unasked`: it destroys, and
 * nobody agreed to it: also an answer to what the page's own button asked back; `secret`: what went into a password field is
 * in no session, and a person has to put it there.
 * @typedef {{kind: 'page', step: Step, expected: Page, found: Page} | {kind: 'outcome', step: Step, why: Message, nearest: Target[]}
 *   | {kind: 'unasked', step: Step} | {kind: 'secret', step: Step}} Asked
 *
 * Where it differs, and goes on: the page has another title, or the command came to something else.
 * @typedef {{kind: 'title', step: Step, expected: Page, found: Page} | {kind: 'answer', step: Step, was: Answered, now: Answered}} Noticed
 * @typedef {Asked | Noticed} Difference
 */

/**
 * What to do about a difference: leave the command out, end, do it all the same, open the page first, or do it on another element.
 * @typedef {'skip' | 'stop' | 'anyway' | 'there' | {take: Target}} Answer
 */

/** `said`: what it came to; null where it was done in another way than it was. @typedef {{outcome: Outcome, nearest: Target[], said?: Answered | null}} Tried */

/**
 * @typedef {Object} World
 * @property {(step: Step, target: Target | null) => Promise<Tried>} run Does a command, on this element where one is meant: a refusal
 *   had no effect.
 * @property {(until: (page: Page) => boolean, patience?: number) => Promise<Page>} settled Settles when the page in front is one
 *   that is wanted and has loaded; with another one when it has stood there for long, or that many ms, and nothing loads any more.
 * @property {(page: Page) => Promise<Outcome>} go Opens a page.
 * @property {(attempt: number) => Promise<boolean>} retry Settles when what was refused may be tried again; false: it was long enough.
 * @property {(difference: Asked) => Promise<Answer>} differs Asks what to do.
 * @property {(difference: Noticed) => void} noticed
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
 * @property {boolean} [elsewhere] It begins in the middle: that another page is in front then is no difference.
 * @property {Page | null} [end] The page that it ends on.
 */

/** @typedef {'done' | 'skipped' | 'stop'} How */

/** At the end of a page that grows there is more, a little later: who comes there again finds what comes after. */
const GROWS = new Set(['scroll.bottom']);

/** ms that a page which is there already may take to be called as it was. */
const RENAMES = 2000;

export class Replayer {
  #world;
  #ended = false;
  #stepwise = false;
  /** Numbers of the steps that are left out before it goes on, and after which it ends. */
  #range = {from: 0, to: Infinity};
  #elsewhere = false;
  /** @type {Set<string>} Titles that have been told to differ. */
  #titles = new Set();
  /** The command before asked back, as a button that deletes does: what follows may be the yes to it. */
  #asks = false;
  /** The step before, where it came to the end of a page. @type {Step | null} */
  #grows = null;
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
  async play(steps, {pace = 0, destructive = false, stepwise = false, elsewhere = false, end = null} = {}) {
    [this.#stepwise, this.#elsewhere] = [stepwise, elsewhere];
    for (const step of steps) {
      if (step.number > this.#range.to) return this.#report;
      const how = await this.#turn(step, steps.length, {pace, destructive});
      if (how === 'stop') return {...this.#report, ended: true};
      this.#report[how] += 1;
      this.#elsewhere = false;
    }
    const last = steps.at(-1);
    if (last && end) await this.#onPage(end, last);
    return this.#report;
  }

  /** @param {Step} step @param {number} of @param {{pace: number, destructive: boolean}} way @returns {Promise<How>} */
  async #turn(step, of, {pace, destructive}) {
    const passed = () => step.number < this.#range.from;
    this.#world.reached(step, of);
    if (!passed()) await this.#held();
    if (pace > 0 && !this.#stepwise && !passed()) await this.#world.pause(step.wait * 100 / pace);
    if (this.#ended) return 'stop';
    return passed() ? 'skipped' : this.#step(step, destructive);
  }

  /** Leaves out what comes before a step. @param {number} number */
  skipTo(number) {
    this.#range.from = number;
    this.next();
  }

  /** Ends it after a step. @param {number} number */
  endAfter(number) {
    this.#range.to = number;
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

  /** @returns {boolean} Whether it waits before each step. */
  get stepwise() {
    return this.#stepwise;
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
    if (this.#ended) return 'stop';
    return isSecret(step) ? this.#leave({kind: 'secret', step}) : this.#do(step, step.target ?? null);
  }

  /** @param {Asked} difference @returns {Promise<How>} */
  async #leave(difference) {
    return await this.#differs(difference) === 'stop' ? 'stop' : 'skipped';
  }

  /** @param {Page} expected @param {Step} step @returns {Promise<'anyway' | 'skipped' | 'stop'>} */
  async #onPage(expected, step) {
    const found = await this.#world.settled((page) => this.#ended || isSamePage(expected, page));
    if (this.#ended) return 'stop';
    if (isSamePage(expected, found)) return this.#titled(expected, found, step);
    const answer = await this.#differs({kind: 'page', step, expected, found});
    if (answer === 'there') return this.#opened(expected, step);
    if (answer === 'skip') return 'skipped';
    return answer === 'stop' ? 'stop' : 'anyway';
  }

  /** @param {Page} expected @param {Step} step @returns {Promise<'anyway' | 'skipped' | 'stop'>} */
  async #opened(expected, step) {
    await this.#world.go(expected);
    return this.#onPage(expected, step);
  }

  /** The page may get its title a little later; another one is told of once. @param {Page} expected @param {Page} found @param {Step} step @returns {Promise<'anyway' | 'stop'>} */
  async #titled(expected, found, step) {
    const both = (/** @type {Page} */ page) => `${expected.title}\n${page.title}`;
    const known = (/** @type {Page} */ page) => isSameTitle(expected, page) || this.#titles.has(both(page));
    if (known(found)) return 'anyway';
    const now = await this.#world.settled((page) => this.#ended || known(page), RENAMES);
    if (this.#ended) return 'stop';
    if (!known(now)) this.#notice({kind: 'title', step, expected, found: now});
    this.#titles.add(both(now));
    return 'anyway';
  }

  /**
   * Does a command; what is refused may be there a little later, as what a page loads.
   * @param {Step} step @param {Target | null} target @returns {Promise<How>}
   */
  async #do(step, target) {
    for (let attempt = 1; ; attempt += 1) {
      const {outcome, nearest, said} = await this.#world.run(step, target);
      if (outcome.ok) {
        this.#asks = outcome.asks ?? false;
        this.#grows = GROWS.has(step.command) ? step : null;
        if (step.said && said && !isSameAnswer(step, said)) this.#notice({kind: 'answer', step, was: step.said, now: said});
        return 'done';
      }
      if (!this.#ended && await this.#again(attempt)) continue;
      if (this.#ended) return 'stop';
      const answer = await this.#differs({kind: 'outcome', step, why: outcome.why, nearest});
      if (typeof answer !== 'string') return this.#do(step, answer.take);
      return answer === 'stop' ? 'stop' : 'skipped';
    }
  }

  /** @param {number} attempt @returns {Promise<boolean>} Whether it may be tried again; a list that grows at its end has grown on. */
  async #again(attempt) {
    const again = await this.#world.retry(attempt);
    if (again && !this.#ended && this.#grows) await this.#world.run(this.#grows, null);
    return again;
  }

  /** @param {Asked} difference @returns {Promise<Answer>} */
  async #differs(difference) {
    const answer = await this.#world.differs(difference);
    // To be asked is no difference between what was and what is, nor is where one begins in the middle.
    const asked = difference.kind === 'unasked' || (this.#elsewhere && answer === 'there');
    if (!asked) this.#report.differences.push(difference);
    return this.#ended ? 'stop' : answer;
  }

  /** @param {Noticed} difference */
  #notice(difference) {
    this.#report.differences.push(difference);
    this.#world.noticed(difference);
  }
}
