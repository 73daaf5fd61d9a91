// Media takes: what a session carries besides its notes, recorded in parts as its clock runs, each medium for itself.

import {MEDIA} from '../core/media_kinds.js';

/**
 * @import {MediaKind} from '../core/media_kinds.js'
 * @import {Part} from '../core/media_streams.js'
 * @typedef {{key: string, args: string[]}} Message
 * @typedef {{mime: string, stop: () => Promise<void>}} Take `stop` settles when its last piece has come.
 * @typedef {Object} Source What a medium is taken from, open.
 * @property {string} name
 * @property {(piece: (data: ArrayBuffer) => void) => Take} take
 * @property {() => void} close
 * @typedef {{ok: true, value: Source} | {ok: false, why: Message}} Opened
 * @typedef {Object} Session What the recorder does now.
 * @property {'off' | 'recording' | 'paused'} condition
 * @property {string} id
 * @property {number} at ms
 * @property {number} track Of the tab in front; 0: nothing may be kept now.
 * @typedef {Object} Wiring
 * @property {() => Session} session
 * @property {(kind: MediaKind) => boolean} wanted
 * @property {(kind: MediaKind, lost: (why: Message) => void) => Promise<Opened>} open `lost` is called at most once.
 * @property {() => string} id A new one.
 * @property {(part: Part, data: ArrayBuffer) => Promise<void>} keep Rejects where there is no room.
 * @property {() => void} changed
 * @property {(kinds: MediaKind[]) => void} kept Told once they are recorded.
 * @property {(kind: MediaKind, why: Message, ended: boolean) => void} failed Told once, until it was had again.
 * @typedef {'kept' | 'waiting' | 'failed'} State `waiting`: open, and nothing of it is kept now.
 * @typedef {{kind: MediaKind, state: State, name: string, why: Message | null}} MediumNow
 */

/** One medium: what it is taken from, what is being taken, and why it is not. */
class Medium {
  /** @type {Source | null} */
  source = null;
  opening = false;
  /** @type {Take | null} */
  take = null;
  /** @type {Part | null} */
  part = null;
  /** @type {Message | null} */
  why = null;
  told = false;
  written = Promise.resolve();

  /** @param {MediaKind} kind */
  constructor(kind) {
    this.kind = kind;
  }

  /** @returns {MediumNow | null} */
  get now() {
    if (this.source) return {kind: this.kind, state: this.take ? 'kept' : 'waiting', name: this.source.name, why: null};
    return this.why && {kind: this.kind, state: 'failed', name: '', why: this.why};
  }
}

export class MediaTakes {
  #wiring;
  #media = MEDIA.map(({kind}) => new Medium(kind));
  /** @type {MediaKind[]} Opened since the last time that was told. */
  #fresh = [];
  /** @type {Session['condition']} */
  #was = 'off';

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
  }

  /** @returns {MediumNow[]} */
  get now() {
    return this.#media.map(({now}) => now).filter((now) => now !== null);
  }

  /** Brings all in line with what the recorder does, at once: what is to run runs from this ms on. */
  settle() {
    const {condition} = this.#wiring.session();
    if (condition === 'recording' && this.#was !== 'recording') this.#forgive(true);
    this.#was = condition;
    for (const medium of this.#media) this.#line(medium);
  }

  /** A device came, or something was allowed: what could not be had may be had now. */
  retry() {
    this.#forgive(false);
    this.settle();
  }

  /** Settles when all that came is kept. */
  async whole() {
    /** @type {Promise<void>[]} */
    let seen = [];
    // What came last was told only while the rest was waited for.
    while (this.#media.some(({written}, at) => written !== seen[at])) {
      seen = this.#media.map(({written}) => written);
      await Promise.all(seen);
    }
  }

  /** @param {boolean} aloud Whether it is told if it cannot be had again. */
  #forgive(aloud) {
    for (const medium of this.#media) {
      medium.why = null;
      if (aloud) medium.told = false;
    }
  }

  /** @param {Medium} medium */
  #line(medium) {
    const {condition, id, track} = this.#wiring.session();
    if (medium.part && medium.part.session !== id) this.#end(medium);
    if (condition === 'off' || !this.#wiring.wanted(medium.kind)) return this.#close(medium);
    if (!medium.source) {
      // Where a private window is in front nothing is opened either.
      if (!medium.opening && !medium.why && condition === 'recording' && track) this.#open(medium);
      return;
    }
    const runs = condition === 'recording' && track > 0;
    if (runs && !medium.take) this.#begin(medium, medium.source);
    if (!runs && medium.take) this.#end(medium, condition === 'recording');
  }

  /** @param {Medium} medium */
  async #open(medium) {
    medium.opening = true;
    const opened = await this.#wiring.open(medium.kind, (why) => this.#lost(medium, why));
    medium.opening = false;
    if (opened.ok) {
      medium.source = opened.value;
      medium.told = false;
      this.#fresh.push(medium.kind);
    } else this.#fail(medium, opened.why, false);
    this.#line(medium);
    this.#wiring.changed();
    if (this.#media.some(({opening}) => opening)) return;
    const kept = this.#fresh.splice(0).filter((kind) => this.#media.some((one) => one.kind === kind && one.take));
    if (kept.length) this.#wiring.kept(kept);
  }

  /** @param {Medium} medium @param {Source} source */
  #begin(medium, source) {
    const {id, at, track} = this.#wiring.session();
    const part = /** @type {Part} */ ({
      id: this.#wiring.id(), session: id, kind: medium.kind, name: source.name, mime: '', from: at, to: at, tab: track,
    });
    try {
      medium.take = source.take((data) => this.#piece(medium, part, data));
    } catch (error) {
      // The session goes on whatever a browser cannot record.
      this.#close(medium);
      return this.#fail(medium, {key: 'why_media_failed', args: [error instanceof Error ? error.message : String(error)]}, true);
    }
    medium.part = part;
    part.mime = medium.take.mime;
    this.#wiring.changed();
  }

  /** @param {Medium} medium @param {Part} part @param {ArrayBuffer} data */
  #piece(medium, part, data) {
    if (!data.byteLength) return;
    const {at, track} = this.#wiring.session();
    if (medium.part === part) {
      // The front may have become private since anybody looked; what came meanwhile is nobody's.
      if (!track) return this.#end(medium, true);
      part.to = at;
    }
    if (this.#dropped.has(part)) return;
    medium.written = medium.written.then(() => this.#wiring.keep({...part}, data)).catch(() => {
      this.#dropped.add(part);
      if (medium.part !== part) return;
      this.#close(medium);
      this.#fail(medium, {key: 'why_media_no_room', args: []}, true);
    });
  }

  /** Parts of which nothing more is kept. @type {WeakSet<Part>} */
  #dropped = new WeakSet();

  /** @param {Medium} medium @param {boolean} [drop] Whether what is still to come of it is dropped. */
  #end(medium, drop = false) {
    const {take, part} = medium;
    if (!take || !part) return;
    if (drop) this.#dropped.add(part);
    else part.to = Math.max(part.to, this.#wiring.session().id === part.session ? this.#wiring.session().at : part.to);
    [medium.take, medium.part] = [null, null];
    // Its last piece is asked for now, and is there before anybody looks for it.
    const over = take.stop();
    medium.written = medium.written.then(() => over);
    this.#wiring.changed();
  }

  /** @param {Medium} medium */
  #close(medium) {
    this.#end(medium);
    medium.why = null;
    medium.source?.close();
    if (medium.source) this.#wiring.changed();
    medium.source = null;
  }

  /** @param {Medium} medium @param {Message} why */
  #lost(medium, why) {
    if (!medium.source) return;
    this.#close(medium);
    this.#fail(medium, why, true);
  }

  /** @param {Medium} medium @param {Message} why @param {boolean} ended */
  #fail(medium, why, ended) {
    medium.why = why;
    if (!medium.told) this.#wiring.failed(medium.kind, why, ended);
    medium.told = true;
    this.#wiring.changed();
  }
}
