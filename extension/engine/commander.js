// Runs commands by their handlers, keeps what again and undo need, and the list on offer.

import {Refused} from '../handlers/outcome.js';

/**
 * @import {Aid, Handler, Item, Outcome, Ports} from '../handlers/ports.js'
 * @typedef {{items: Item[], chosen: number}} Offer What is on offer, and the 0-based place of the one chosen last, or −1.
 * @typedef {{name: string, repeat: boolean, group: string}} Command What the commander needs of the command table.
 * @typedef {{command: string, value?: unknown}} Asked
 */

/** As many steps back as undo keeps. */
export const UNDO_DEPTH = 100;

/** Groups whose commands change neither the list on offer nor what again repeats. */
const ASIDE = new Set(['engine', 'sessions']);

/** What the browser says where a tab or its window was closed while a command was under way. */
const GONE = /^No (tab|window) with id\b/;

export class Commander {
  /** @type {{command: string, undo: () => Promise<void>}[]} */
  #done = [];
  /** @type {Asked | null} */
  #last = null;
  /** @type {Offer} */
  #offer = {items: [], chosen: -1};

  /**
   * @param {Object} wiring
   * @param {Map<string, Command>} wiring.commands
   * @param {Readonly<Record<string, Handler>>} wiring.handlers
   * @param {Readonly<Record<string, (ports: Ports) => Promise<Item[]>>>} wiring.offers What to offer while a word waits for its text.
   * @param {Readonly<Record<string, Aid>>} [wiring.aids] What to show while a word waits, by the kind of its value.
   * @param {Ports} wiring.ports What handlers act through.
   * @param {(error: unknown) => void} wiring.report Told of what a handler or an undo threw: a broken promise of ours.
   */
  constructor({commands, handlers, offers, aids = {}, ports, report}) {
    this.commands = commands;
    this.handlers = handlers;
    this.offers = offers;
    this.aids = aids;
    this.ports = ports;
    this.report = report;
  }

  /** @returns {Offer} The list on offer. */
  get offer() {
    return this.#offer;
  }

  /**
   * Does what was asked; settles when its effect is there.
   * @param {Asked} asked
   * @returns {Promise<Outcome>}
   */
  async run(asked) {
    const outcome = await this.#attempt(asked);
    if (outcome.ok) this.#keep(asked, outcome);
    return outcome;
  }

  /**
   * Does what nobody asked for, as when a page has arrived: neither again, undo nor the list hears of it.
   * @param {Asked} asked
   * @returns {Promise<Outcome>}
   */
  aside(asked) {
    return this.#attempt(asked);
  }

  /**
   * Puts a list on offer again, as an undo does.
   * @param {Item[]} items
   * @param {number | null} chosen 0-based
   */
  offerAgain(items, chosen) {
    this.#offer = {items, chosen: chosen ?? -1};
  }

  /**
   * Offers what a waiting word can be given, so that a text can be had by its number.
   * @param {string} command
   * @returns {Promise<number>} How many are offered.
   */
  async offerFor(command) {
    const items = await (this.offers[command]?.(this.ports) ?? []);
    if (items.length) this.#offer = {items, chosen: -1};
    return items.length;
  }

  /** @returns {Promise<Outcome>} The last command that may be repeated, done once more. */
  async again() {
    if (!this.#last) return {ok: false, why: {key: 'why_nothing_again', args: []}};
    return this.run(this.#last);
  }

  /**
   * The last command that can be, undone.
   * @param {string} [command] The last of this name.
   * @returns {Promise<Outcome>}
   */
  async undo(command) {
    const at = command ? this.#done.map((one) => one.command).lastIndexOf(command) : this.#done.length - 1;
    const [last] = at < 0 ? [] : this.#done.splice(at, 1);
    if (!last) return {ok: false, why: {key: 'why_nothing_undone', args: []}};
    try {
      await last.undo();
      return {ok: true, say: {key: 'say_undone', args: [`cmd:${last.command}`]}};
    } catch (error) {
      return {ok: false, why: this.#why(error, {key: 'why_not_undone', args: [`cmd:${last.command}`]})};
    }
  }

  /** @param {Asked} asked @returns {Promise<Outcome>} */
  async #attempt(asked) {
    const handler = this.handlers[asked.command];
    if (!handler) return {ok: false, why: {key: 'why_unknown_command', args: [asked.command]}};
    const {items, chosen} = this.#offer;
    try {
      return await handler({...asked, list: items.length ? items : null, chosen: chosen < 0 ? null : chosen}, this.ports);
    } catch (error) {
      return {ok: false, why: this.#why(error, {key: 'why_broke', args: [`cmd:${asked.command}`, String(error)]})};
    }
  }

  /**
   * @param {unknown} error
   * @param {import('../core/settings.js').Message} broken What to say of a broken promise of ours, which is reported.
   */
  #why(error, broken) {
    if (error instanceof Refused) return error.why;
    if (error instanceof Error && GONE.test(error.message)) return {key: 'why_tab_gone', args: []};
    this.report(error);
    return broken;
  }

  /**
   * What the engine does itself (again, stop, where …) changes neither the list nor what again repeats.
   * @param {Asked} asked
   * @param {Extract<Outcome, {ok: true}>} outcome
   */
  #keep(asked, outcome) {
    const {repeat, group} = this.commands.get(asked.command) ?? {repeat: false, group: ''};
    if (!ASIDE.has(group)) {
      this.#offer = {items: outcome.list ?? [], chosen: outcome.chosen ?? -1};
      this.#last = repeat ? asked : null;
    }
    if (!outcome.undo || group === 'engine') return;
    this.#done.push({command: asked.command, undo: outcome.undo});
    this.#done.splice(0, this.#done.length - UNDO_DEPTH);
  }
}
