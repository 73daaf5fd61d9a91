// Session clock: ms since a session began, which stand still while it is paused.

export class SessionClock {
  #now;
  /** The session's own time when it was last set, and what `now` said then. */
  #base = {at: 0, now: 0};
  #runs = false;

  /** @param {() => number} now ms that only grow. */
  constructor(now) {
    this.#now = now;
  }

  /** @returns {number} Whole ms. */
  get at() {
    return this.#runs ? Math.round(this.#base.at + this.#now() - this.#base.now) : this.#base.at;
  }

  /** @param {number} at ms of the session @param {boolean} runs Whether it goes on from there. */
  set(at, runs) {
    this.#base = {at, now: this.#now()};
    this.#runs = runs;
  }

  /** @param {number} time As `now` has it. @returns {number} ms of the session then, within what it has run since it was set. */
  atTime(time) {
    const at = Math.round(this.#base.at + time - this.#base.now);
    return Math.max(this.#base.at, Math.min(at, this.at));
  }
}
