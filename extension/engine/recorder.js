// Recorder: what the engine tells becomes a session, kept as it happens, so that a crash loses a second at most.

import {FORMAT, entryOf} from '../core/session_log.js';
import {SessionClock} from './session_clock.js';

/**
 * @import {Entry, Header, Page, Target, Told} from '../core/session_log.js'
 * @import {Meant} from '../handlers/recording_port.js'
 * @typedef {'off' | 'recording' | 'paused'} Condition
 * @typedef {{condition: Condition, id: string, title: string, at: number}} Now `at`: ms of the session, when that was told.
 * @typedef {{id: number, url: string, title: string, secret: boolean}} FrontTab `secret`: of a private window.
 * @typedef {Object} Kept A session as it is kept.
 * @property {string} id
 * @property {Header} header
 * @property {Condition} condition What it was when it was last written; not off: it was cut off there.
 * @property {number} at ms, how long it is.
 * @property {number} since When its first ms was, in ms of the epoch, pauses taken out.
 * @property {string[]} tabs Ids of tabs in the order of their tracks, as long as it is recorded.
 * @typedef {Pick<Recorder, 'log' | 'begin'>} Log What the engine tells.
 * @typedef {Object} Store
 * @property {(kept: Kept, entries: readonly Entry[], open: readonly Entry[]) => Promise<void>} write Adds entries, and puts
 *   those that are still open in place of the ones before; all or nothing.
 * @property {(id: string) => Promise<{kept: Kept, entries: Entry[]} | null>} read
 * @typedef {Object} Wiring
 * @property {() => number} now ms that only grow.
 * @property {() => number} wall ms of the epoch.
 * @property {() => string} id A new one.
 * @property {() => FrontTab | null} front
 * @property {() => Pick<Header, 'lowest' | 'languages' | 'made_by'>} facts
 * @property {(started: Date) => string} called What a session is called at first.
 * @property {Store} store
 * @property {(now: Now) => void} changed
 * @property {() => void} stale Told that there is something to write.
 * @property {(error: unknown) => void} failed Told that it could not be kept.
 * @typedef {(told: Told | null) => void} End Tells how what was begun ended, or that there is nothing to tell.
 * @typedef {{at: number, tab: number, page: Page, began: number, told: Told, target: Target | null, secret: boolean}} Open
 */

/** Commands whose text goes into the field that has the focus. */
const FILLS = new Set(['field.type', 'dictation.write']);

/** ms that an on-screen key sounds, since nobody tells when it is let go. */
const PRESSED = 100;
const VELOCITY = 64;

export class Recorder {
  #wiring;
  /** @type {Kept | null} */
  #kept = null;
  #clock;
  /** @type {Entry[]} Not written yet. */
  #fresh = [];
  /** @type {Set<Open>} */
  #open = new Set();
  /** @type {Map<number, Page>} The page last told of each track. */
  #pages = new Map();
  /** @type {Promise<void>} */
  #written = Promise.resolve();

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
    this.#clock = new SessionClock(wiring.now);
  }

  /** @returns {Now} */
  get now() {
    const {condition, id, header} = this.#kept ?? {condition: 'off', id: '', header: {title: ''}};
    return {condition: /** @type {Condition} */ (condition), id, title: header.title, at: this.#clock.at};
  }

  /** Begins a new session. */
  async start() {
    const {wall, id, facts, called} = this.#wiring;
    const started = new Date(wall());
    this.#kept = {
      id: id(), condition: 'recording', at: 0, since: wall(), tabs: [],
      header: {rubato: FORMAT, title: called(started), started: started.toISOString(), ...facts()},
    };
    this.#run(0);
    this.#changed();
    await this.flush();
  }

  /**
   * Goes on with a session that was stopped, or cut off, or is another panel's no more.
   * @param {Kept} kept
   * @param {boolean} running Whether its clock ran on meanwhile, as when panels change.
   */
  async goOn(kept, running) {
    const ran = running && kept.condition === 'recording';
    const at = ran ? Math.max(kept.at, this.#wiring.wall() - kept.since) : kept.at;
    // After a crash the browser's tabs have other ids.
    this.#kept = running ? kept : {...kept, condition: 'recording', tabs: kept.tabs.map(() => '')};
    this.#run(at, this.#kept.condition === 'recording');
    if (!running) this.#mark('resume');
    this.#changed();
    await this.flush();
  }

  /** Its clock stands still; keys and speech go on acting. */
  async pause() {
    this.#mark('pause');
    await this.#to('paused');
  }

  /** It goes on at the same ms. */
  async resume() {
    this.#run(this.#clock.at);
    // Before anything is waited for: it stands where the pause does.
    this.#mark('resume');
    await this.#to('recording');
  }

  /** @returns {Promise<Kept | null>} The session, which is whole now. */
  async stop() {
    if (this.#kept?.condition === 'recording') this.#look();
    this.#open.clear();
    await this.#to('off');
    const kept = this.#kept;
    this.#kept = null;
    this.#changed();
    return kept;
  }

  /** @param {string} title What the session under way is called from now on. */
  async rename(title) {
    if (!this.#kept) return;
    this.#kept = {...this.#kept, header: {...this.#kept.header, title}};
    this.#changed();
    await this.flush();
  }

  /**
   * @param {ArrayLike<number>} bytes A message of a keyboard; those of no channel are none of a session's.
   * @param {number} time When it came, as `now` has it.
   */
  midi(bytes, time) {
    if (bytes[0] < 0x80 || bytes[0] >= 0xf0) return;
    this.#add({type: 'midi', bytes: Array.from(bytes)}, this.#clock.atTime(time));
  }

  /** @param {number} note A key on the screen or of the computer was pressed. */
  pressed(note) {
    this.log({type: 'midi', bytes: [0x90, note, VELOCITY]});
    this.#add({type: 'midi', bytes: [0x80, note, VELOCITY]}, this.#clock.at + PRESSED);
  }

  /** @param {Told} told Happened now. */
  log(told) {
    this.#add(told, this.#clock.at);
  }

  /**
   * Something begins whose end will be told; it stands where it began. Until then its bare beginning is
   * kept, so that a crash does not lose that it was asked for.
   * @param {Told} bare Without what may be nobody's business.
   * @returns {End}
   */
  begin(bare) {
    const front = this.#hears();
    if (!front || isOurs(bare)) return () => undefined;
    const open = {
      at: this.#clock.at, tab: this.#look(), page: {url: front.url, title: front.title}, began: this.#wiring.now(),
      told: bare, target: null, secret: false,
    };
    this.#open.add(open);
    this.#wiring.stale();
    return (told) => this.#end(open, told);
  }

  /** @param {Meant} meant The element that what is under way was done on. */
  meant({secret, ...target}) {
    const last = [...this.#open].filter(({told}) => told.type === 'command').at(-1);
    if (last) last.target = target;
    // Whatever led there, spoken or played, tells what went into it.
    if (secret) for (const open of this.#open) open.secret = true;
  }

  /** The page in front may be another. */
  look() {
    this.#look();
  }

  /** @returns {number} The track of the tab in front; 0 where nothing is to be kept now, as in a private window. */
  get track() {
    return this.#hears() ? this.#look() : 0;
  }

  /** Writes what is fresh; calls that come while it is written are one write after it. */
  flush() {
    this.#look();
    const kept = this.#kept;
    if (!kept) return this.#written;
    const [entries, open] = [this.#fresh, [...this.#open].filter(({told}) => told.type === 'command').map((each) => whole(each))];
    this.#fresh = [];
    this.#kept = {...kept, at: this.#clock.at};
    const mine = this.#kept;
    this.#written = this.#written.then(() => this.#wiring.store.write(mine, entries, open)).catch((error) => {
      // Nothing is lost by it yet: it is tried again with the next.
      this.#fresh = [...entries, ...this.#fresh];
      this.#wiring.failed(error);
    });
    return this.#written;
  }

  /** @param {Open} open @param {Told | null} told */
  #end(open, told) {
    if (!this.#open.delete(open)) return;
    this.#wiring.stale();
    // What was meant for a field that nobody could look at may have been meant for a secret one.
    if (told?.type === 'command' && FILLS.has(told.command) && !open.target) for (const each of [open, ...this.#open]) each.secret = true;
    if (!told || (open.secret && told.type === 'speech')) return;
    const ended = {...open, told};
    this.#push(whole(ended, Math.round(this.#wiring.now() - open.began)));
  }

  /** @param {Told} told @param {number} at */
  #add(told, at) {
    if (!this.#hears()) return;
    const tab = this.#look();
    this.#push({at, tab, ...told});
  }

  /** @returns {FrontTab | null} What is in front, where a session may hear of it. */
  #hears() {
    if (this.#kept?.condition !== 'recording') return null;
    const front = this.#wiring.front() ?? {id: -1, url: '', title: '', secret: false};
    return front.secret ? null : front;
  }

  /** @returns {number} The track of the tab in front; a page that came there is told. */
  #look() {
    const front = this.#hears();
    if (!front || !this.#kept) return 1;
    const {tabs} = this.#kept;
    const key = String(front.id);
    if (!tabs.includes(key)) tabs.push(key);
    const tab = tabs.indexOf(key) + 1;
    const [{url, title}, page] = [front, this.#pages.get(tab)];
    if (url && (page?.url !== url || page.title !== title)) {
      this.#pages.set(tab, {url, title});
      this.#push({at: this.#clock.at, tab, type: 'page', url, title});
    }
    return tab;
  }

  /** @param {string} name */
  #mark(name) {
    this.#push({at: this.#clock.at, type: 'marker', name});
  }

  /** @param {any} raw What is no entry, as a value that no file could hold, is none. */
  #push(raw) {
    const entry = this.#kept && (entryOf(raw) ?? entryOf({...raw, value: undefined}));
    if (!entry) return;
    this.#fresh.push(entry);
    this.#wiring.stale();
  }

  /** @param {number} at The clock is there. @param {boolean} [runs] Whether it goes on. */
  #run(at, runs = true) {
    this.#clock.set(at, runs);
    if (this.#kept) this.#kept.since = Math.round(this.#wiring.wall() - at);
    this.#pages.clear();
  }

  /** @param {Condition} condition */
  async #to(condition) {
    if (!this.#kept) return;
    this.#clock.set(this.#clock.at, condition === 'recording');
    this.#kept = {...this.#kept, condition};
    this.#changed();
    await this.flush();
  }

  #changed() {
    this.#wiring.changed(this.now);
  }
}

/** What records, marks and saves a session is no part of it. @param {Told} told */
const isOurs = (told) => told.type === 'command' && /^(session|inquiry)\./.test(told.command);

/**
 * What was begun, as an entry: ended after `ms`, or bare.
 * @param {Open} open
 * @param {number} [ms]
 * @returns {Entry}
 */
function whole({at, tab, told, page, target, secret}, ms = 0) {
  if (told.type !== 'command') return {at, tab, ...told};
  const {value, said, ...rest} = told;
  return {
    at, tab, ...rest, ...(value !== undefined && !secret && {value}), ms,
    ...(target && {target}), ...(page.url && {page}), ...(said && !secret && {said}),
  };
}
