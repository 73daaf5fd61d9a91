// What was done: the last commands that were run, so that all of it can be listed, and undone as far as there is a way back.

/** @import {DoneEntry} from '../handlers/engine_port.js' */

/** As many commands are kept. */
export const MOST_DONE = 100;

export class Done {
  /** @type {DoneEntry[]} The newest last. */
  #entries = [];

  /** @returns {DoneEntry[]} The newest first. */
  get entries() {
    return [...this.#entries].reverse();
  }

  /** @param {DoneEntry} entry */
  keep(entry) {
    this.#entries.push(entry);
    this.#entries.splice(0, this.#entries.length - MOST_DONE);
  }

  /**
   * Takes out what undo is about next: the newest that changed something.
   * @param {string} [command] only those of this name
   * @returns {DoneEntry | null} null where there is none
   */
  takeNewest(command) {
    const found = this.entries.find((entry) => (entry.undo || entry.final) && (!command || entry.command === command));
    return found && this.take(found) ? found : null;
  }

  /** @param {DoneEntry} entry @returns {boolean} whether it was still there */
  take(entry) {
    const at = this.#entries.indexOf(entry);
    if (at >= 0) this.#entries.splice(at, 1);
    return at >= 0;
  }
}
