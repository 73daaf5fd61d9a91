// People's languages of the server as a panel holds them: offered, switched on and off, and brought up to date, which is said.

import {readServed} from '../core/served.js';

/**
 * @typedef {import('../core/served.js').Served} Served
 * @typedef {import('../handlers/ports.js').Message} Message
 * @typedef {{name: string, version: number, maker: string, help: string, words: number, active: boolean}} Offered
 * @typedef {Object} World
 * @property {() => Promise<unknown>} load
 * @property {(languages: readonly Served[]) => Promise<void>} save
 * @property {(changed: (languages: unknown) => void) => void} watch
 * @property {() => Promise<unknown[] | null>} there What the server has now; null where nobody can be asked.
 * @property {(served: Served, others: readonly Served[]) => Message | null} problem Why it can't be played with the others.
 * @property {(message: Message, role: string) => void} tell
 */

export class ServedLanguages {
  #world;
  /** @type {readonly Served[]} Those that are played. */
  #on = [];
  /** @type {readonly Served[]} */
  #there = [];
  /** @type {(() => void)[]} */
  #listeners = [];

  /** @param {World} world */
  constructor(world) {
    this.#world = world;
    world.watch((stored) => this.#take(readAll(stored)));
  }

  async load() {
    this.#on = readAll(await this.#world.load());
  }

  /** @returns {readonly Served[]} Those that are played, kept here. */
  get on() {
    return this.#on;
  }

  /** @returns {Offered[]} Those that are played, and those that the server offers besides. */
  all() {
    const names = new Set(this.#on.map(({name}) => name));
    const shown = (/** @type {Served} */ {words, ...one}, /** @type {boolean} */ active) => ({...one, words: words.length, active});
    const all = [...this.#on.map((one) => shown(one, true)), ...this.#there.filter(({name}) => !names.has(name)).map((one) => shown(one, false))];
    return all.sort((a, b) => a.name < b.name ? -1 : 1);
  }

  /** @param {() => void} changed Told of every change, wherever it was made. */
  listen(changed) {
    this.#listeners.push(changed);
  }

  /** @param {string} name */
  has(name) {
    return this.all().some((one) => one.name === name);
  }

  /** @param {string} name @param {boolean} on @returns {Promise<Message | null>} Why not, and then nothing is changed. */
  async turn(name, on) {
    const others = this.#on.filter((one) => one.name !== name);
    if (!on) return this.#keep(others);
    const found = this.#there.find((one) => one.name === name) ?? this.#on.find((one) => one.name === name);
    if (!found) return {key: 'why_no_language_called', args: [name]};
    return this.#world.problem(found, others) ?? this.#keep([...others, found]);
  }

  /** Asks the server what it has; newer versions of those that are played are taken where they can be, and that is said. */
  async look() {
    const told = await this.#world.there();
    if (!told) return;
    this.#there = readAll(told);
    this.#tellAll();
    for (const one of this.#there) {
      const played = this.#on.find(({name}) => name === one.name);
      if (played && played.version !== one.version) await this.#renew(played, one);
    }
  }

  /** @param {Served} before @param {Served} now */
  async #renew(before, now) {
    const others = this.#on.filter(({name}) => name !== now.name);
    const why = this.#world.problem(now, others);
    const said = [now.name, String(now.version), String(before.version)];
    if (why) return this.#world.tell({key: 'say_served_stays', args: [...said, why.args[0] ?? '']}, 'failed');
    await this.#keep([...others, now]);
    this.#world.tell({key: 'say_served_newer', args: said}, 'done');
  }

  /** @param {readonly Served[]} on @returns {Promise<null>} */
  async #keep(on) {
    this.#take(on);
    await this.#world.save(on);
    return null;
  }

  /** @param {readonly Served[]} on */
  #take(on) {
    if (JSON.stringify(on) === JSON.stringify(this.#on)) return;
    this.#on = on;
    this.#tellAll();
  }

  #tellAll() {
    for (const changed of this.#listeners) changed();
  }
}

/** @param {unknown} told @returns {Served[]} Those that are such languages. */
const readAll = (told) => Array.isArray(told) ? told.flatMap((one) => readServed(one) ?? []) : [];
