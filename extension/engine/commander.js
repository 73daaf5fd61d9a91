// Runs commands by their handlers, keeps what was done, for again and undo, and the list on offer.

import {undoKeys} from '../core/command_keys.js';
import {isOwn} from '../core/own.js';
import {answered} from '../core/session_log.js';
import {Refused} from '../handlers/outcome.js';
import {Done} from './done.js';
import {GivenTexts} from './given_texts.js';

/**
 * @import {Aid, Handler, Item, Message, Outcome, Ports} from '../handlers/ports.js'
 * @import {DoneEntry} from '../handlers/engine_port.js'
 * @typedef {{items: Item[], chosen: number}} Offer What is on offer, and the 0-based place of the one chosen last, or −1.
 * @typedef {{name: string, repeat: boolean, destructive?: boolean, group: string, undo: string, final?: string, phrases?: readonly string[], like?: readonly string[], was?: readonly unknown[]}} Command What the commander needs of the command table.
 * @typedef {{command: string, value?: unknown}} Asked
 * @typedef {import('../core/session_log.js').Target} Target
 */

/** Groups whose commands change neither the list on offer nor what again repeats. */
const ASIDE = new Set(['engine', 'sessions']);

/** What the browser says where a tab or its window was closed while a command was under way. */
const GONE = /^No (tab|window) with id\b/;

export class Commander {
  #done = new Done();
  /** @type {Asked | null} */
  #last = null;
  /** @type {Offer} */
  #offer = {items: [], chosen: -1};
  /** @type {symbol | null} The waiting word for which it is looked up what it can be given. */
  #looking = null;
  #given = new GivenTexts();
  /** @type {Target | null} The element that the command under way was done on. */
  #meant = null;

  /**
   * @param {Object} wiring
   * @param {Map<string, Command>} wiring.commands
   * @param {Readonly<Record<string, Handler>>} wiring.handlers
   * @param {Handler} [wiring.own] Of the words and names that a person has made.
   * @param {Readonly<Record<string, (ports: Ports) => Promise<Item[]>>>} wiring.offers What to offer while a word waits for its text.
   * @param {Readonly<Record<string, Aid>>} [wiring.aids] What to show while a word waits, by the kind of its value.
   * @param {Ports} wiring.ports What handlers act through.
   * @param {(error: unknown) => void} wiring.report Told of what a handler or an undo threw: a broken promise of ours.
   * @param {import('./recorder.js').Log} [wiring.log] The session under way, which is told of what is done as a part of something else.
   */
  constructor({commands, handlers, own, offers, aids = {}, ports, report, log}) {
    this.commands = commands;
    this.handlers = handlers;
    this.own = own;
    this.offers = offers;
    this.aids = aids;
    this.ports = ports;
    this.report = report;
    this.log = log;
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
    this.#meant = null;
    const given = this.#given.resolved(asked, this.#valuesOf(asked));
    const outcome = await this.#attempt(given);
    if (outcome.ok) this.#keep(given, outcome);
    return outcome;
  }

  /**
   * The same for what a replay does: a session under way is told of it, since it does not hear of the replay.
   * @param {Asked} asked
   * @returns {Promise<Outcome>}
   */
  replay(asked) {
    return this.#logged(asked, () => this.run(asked));
  }

  /** @param {Target & {secret: boolean}} meant The element that what is under way was done on. */
  meant({secret, ...target}) {
    this.#meant = secret ? null : target;
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
   * Does a part of what was asked, as a word of many commands does: what a part offers is on offer for the next.
   * @param {Asked} asked
   * @returns {Promise<Outcome>}
   */
  async step(asked) {
    if (asked.value && typeof asked.value === 'object' && 'choice' in asked.value) await this.offerFor(asked.command);
    const outcome = await this.#logged(asked, () => this.#attempt(asked));
    if (outcome.ok) this.#offerOf(asked.command, outcome);
    return outcome;
  }

  /** @param {Asked} asked @param {() => Promise<Outcome>} act @returns {Promise<Outcome>} */
  async #logged({command, value}, act) {
    const told = this.log?.begin({type: 'command', command, ok: false, ms: 0});
    const outcome = await act();
    told?.(outcome.ok && outcome.told ? null : {type: 'command', command, ok: outcome.ok, ms: 0, value: /** @type {any} */ (value), ...(outcome.ok && {said: answered(outcome.say)})});
    return outcome;
  }

  /**
   * Puts a list on offer again, as an undo does.
   * @param {Item[]} items
   * @param {number | null} chosen 0-based
   */
  offerAgain(items, chosen) {
    this.#looking = null;
    this.#offer = {items, chosen: chosen ?? -1};
  }

  /**
   * Offers what a waiting word can be given, so that a text can be had by its number.
   * @param {string} command
   * @param {number} [given] Values that it has been given; a word of one's own asks for each as another command does.
   * @returns {Promise<number>} How many are offered.
   */
  async offerFor(command, given = 0) {
    const {like, was} = this.commands.get(command) ?? {};
    const looking = this.#looking = Symbol(command);
    const offered = await (this.offers[like?.[given] ?? command]?.(this.ports) ?? []);
    // What was looked up that long that another list is on offer meanwhile comes too late.
    if (this.#looking !== looking) return 0;
    if (offered.length) this.#given.none(command, given);
    const items = like && !offered.length ? this.#given.items(command, given, was?.[given]) : offered;
    if (items.length) this.offerAgain(items, null);
    return items.length;
  }

  /** @returns {Promise<Outcome>} The last command that may be repeated, done once more. */
  async again() {
    if (!this.#last) return {ok: false, why: {key: 'why_nothing_again', args: []}};
    return this.run(this.#last);
  }

  /** @returns {DoneEntry[]} What was done, the newest first. */
  get done() {
    return this.#done.entries;
  }

  /**
   * The last command that changed something, undone. One without a way back is named, and undo goes past it the next time.
   * @param {string} [command] The last of this name.
   * @returns {Promise<Outcome>}
   */
  async undo(command) {
    const last = this.#done.takeNewest(command);
    if (!last) return {ok: false, why: {key: 'why_nothing_undone', args: []}};
    const why = await this.#undone(last);
    return why ? {ok: false, why} : {ok: true, say: {key: 'say_undone', args: [`cmd:${last.command}`]}, ...(last.parts && {parts: last.parts})};
  }

  /**
   * Undoes these, in this order, and goes on where one can't be.
   * @param {readonly DoneEntry[]} entries The newest first; what is no longer there is passed over.
   * @returns {Promise<{undone: number, left: {entry: DoneEntry, why: Message}[]}>} What could not be, and why.
   */
  async undoBack(entries) {
    /** @type {{entry: DoneEntry, why: Message}[]} */
    const left = [];
    let undone = 0;
    for (const entry of entries) {
      if (!this.#done.take(entry) || !(entry.undo || entry.final)) continue;
      const why = await this.#undone(entry);
      if (why) left.push({entry, why});
      else undone += 1;
    }
    return {undone, left};
  }

  /** @param {DoneEntry} entry @returns {Promise<Message | null>} Why it could not be. */
  async #undone({command, undo}) {
    if (!undo) return {key: 'why_final', args: [`cmd:${command}`, this.#finally(command)]};
    try {
      await undo();
      return null;
    } catch (error) {
      return this.#why(error, {key: 'why_not_undone', args: [`cmd:${command}`]});
    }
  }

  /** @param {string} command @returns {string} Why there is no way back from it. */
  #finally(command) {
    const key = this.commands.get(command)?.final ? undoKeys(command).final : 'why_final_act';
    return this.ports.words.of({key, args: []});
  }

  /** @param {Asked} asked @returns {Promise<Outcome>} */
  #attempt(asked) {
    return isOwn(asked.command) ? this.#word(asked) : this.#handle(asked, this.handlers[asked.command]);
  }

  /** A word of one's own. @param {Asked} asked @returns {Promise<Outcome>} */
  async #word(asked) {
    const [called] = this.commands.get(asked.command)?.phrases ?? [asked.command];
    this.log?.log({type: 'marker', name: `word ${called}`});
    const outcome = await this.#handle(asked, this.own);
    if (outcome.ok && !outcome.secret) this.#given.keep(asked, this.#valuesOf(asked));
    return outcome;
  }

  /** @param {Asked} asked @returns {number} How many values a word of one's own takes. */
  #valuesOf({command}) {
    return this.commands.get(command)?.like?.length ?? 0;
  }

  /** @param {Asked} asked @param {Handler | undefined} handler @returns {Promise<Outcome>} */
  async #handle(asked, handler) {
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
   * @param {Message} broken What to say of a broken promise of ours, which is reported.
   */
  #why(error, broken) {
    if (error instanceof Refused) return error.why;
    if (error instanceof Error && GONE.test(error.message)) return {key: 'why_tab_gone', args: []};
    this.report(error);
    return broken;
  }

  /**
   * What the engine does itself (again, stop, where …) changes neither the list nor what again repeats, and
   * was done only where the table promises an undo.
   * @param {Asked} asked
   * @param {Extract<Outcome, {ok: true}>} outcome
   */
  #keep(asked, outcome) {
    const {repeat, undo: promised} = this.commands.get(asked.command) ?? {repeat: false, undo: ''};
    if (this.#offerOf(asked.command, outcome)) this.#last = repeat || outcome.repeats ? asked : null;
    else if (!promised || !outcome.undo) return;
    if (!outcome.unlisted) this.#done.keep(this.#entry(asked, outcome));
  }

  /** @param {string} command @param {Extract<Outcome, {ok: true}>} outcome @returns {boolean} Whether it changes the list. */
  #offerOf(command, outcome) {
    if (ASIDE.has(this.commands.get(command)?.group ?? '')) return false;
    this.offerAgain(outcome.list ?? [], outcome.chosen ?? null);
    return true;
  }

  /** @param {Asked} asked @param {Extract<Outcome, {ok: true}>} outcome @returns {DoneEntry} */
  #entry({command, value}, {say, as, undo, final, secret, parts}) {
    const {words, clock} = this.ports;
    return {
      command: as ?? command, ...(secret ? {secret} : {value}), title: words.of(say), time: clock.now(),
      ...(this.#meant && {target: this.#meant}), ...(undo && {undo}), ...(final && {final}), ...(parts && {parts}),
    };
  }
}
