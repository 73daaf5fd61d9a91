// What somebody plays and speaks to a recording, each at its time on the recording's clock.
//
// The rule. While the recording runs, a key is where the recording stands when the key goes down:
// sought, repeated or slowed, it is always what is seen and heard then. While it stands, the first key
// is there and those behind it keep their distance, since a phrase has a rhythm though nothing else
// runs; after a pause the next phrase begins there again. A note is as long as its key was held, in
// the recording's time: half as long on the roll at half speed, and no jump tears or turns it.

/**
 * Where a recording stands, and how fast it runs.
 * @typedef {{at: number, plays: boolean, rate: number}} Stand `at`: ms
 * @typedef {Stand & {now: number}} Seen `now`: ms of the page's clock
 * @typedef {{at: number, end: number, pitch: number, velocity: number, channel: number}} Stroke ms of the recording; `end` is −1 while the key is held
 * @typedef {{at: number, value: number, channel: number}} Pedal
 * @typedef {{kind: "played", strokes: Stroke[], pedals: Pedal[]}} Phrase
 * @typedef {{kind: "spoken", at: number, end: number, sound: unknown}} Piece `sound`: whatever the page keeps of it
 */

/** ms of silence that end a phrase: it is taken back as one. */
export const PAUSE = 2000;
/** ms that a clock may be off what is expected, as media tell their time roughly, and has not jumped. */
const ROUGH = 300;

/**
 * Whether a recording went elsewhere, by itself or by somebody, or began to run.
 * @param {Seen} before
 * @param {Seen} after
 */
export function jumped(before, after) {
  if (!before.plays) return after.plays || after.at !== before.at;
  return Math.abs(after.at - before.at - (after.now - before.now) * before.rate) > ROUGH;
}

/** Keeps what is played and spoken, in the order in which it was begun. */
export class Along {
  /** @type {(Phrase | Piece)[]} */
  units = [];
  /** @type {(Phrase | Piece)[]} Those that were taken back, the last one last. */
  #back = [];
  /** @type {Seen | null} When a key went down last. */
  #last = null;
  /** Where a recording that stands was when the phrase began. @type {Seen | null} */
  #stood = null;
  /** Keys that are down. @type {Map<string, {stroke: Stroke, now: number, pace: number}>} */
  #held = new Map();

  /** Whether there is nothing. */
  get empty() {
    return this.units.length === 0;
  }

  /** Whether something was taken back that can be given again. */
  get hasBack() {
    return this.#back.length > 0;
  }

  /** All notes, in the order in which they were struck. @returns {Stroke[]} */
  get strokes() {
    return this.units.flatMap((unit) => (unit.kind === "played" ? unit.strokes : []));
  }

  /** @returns {Pedal[]} */
  get pedals() {
    return this.units.flatMap((unit) => (unit.kind === "played" ? unit.pedals : []));
  }

  /** @returns {Piece[]} */
  get pieces() {
    return this.units.filter((unit) => unit.kind === "spoken");
  }

  /** @param {number} pitch @param {number} velocity 1..127 @param {number} channel @param {Seen} seen @returns {Stroke} */
  down(pitch, velocity, channel, seen) {
    this.up(pitch, channel, seen.now);
    const phrase = this.#phrase(seen);
    const stroke = { at: this.#place(seen), end: -1, pitch, velocity, channel };
    phrase.strokes.push(stroke);
    this.#held.set(`${channel} ${pitch}`, { stroke, now: seen.now, pace: seen.plays ? seen.rate : 1 });
    return stroke;
  }

  /** @param {number} pitch @param {number} channel @param {number} now ms of the page's clock */
  up(pitch, channel, now) {
    const name = `${channel} ${pitch}`;
    const held = this.#held.get(name);
    if (!held) return;
    this.#held.delete(name);
    held.stroke.end = held.stroke.at + Math.max(1, (now - held.now) * held.pace);
  }

  /** The sustain pedal. @param {number} value 0..127 @param {number} channel @param {Seen} seen */
  pedal(value, channel, seen) {
    this.#phrase(seen).pedals.push({ at: this.#place(seen), value, channel });
  }

  /** Lets all keys go. @param {number} now */
  rest(now) {
    for (const { stroke } of [...this.#held.values()]) this.up(stroke.pitch, stroke.channel, now);
  }

  /** Something was spoken. @param {number} at ms @param {number} long ms @param {unknown} sound */
  spoke(at, long, sound) {
    this.#begin({ kind: "spoken", at, end: at + long, sound });
  }

  /** @param {(Phrase | Piece)[]} units as they were kept, in place of all that is there */
  open(units) {
    this.#held.clear();
    [this.units, this.#back, this.#last, this.#stood] = [units.map(ended), [], null, null];
  }

  /** @param {readonly (Phrase | Piece)[]} units as they were kept elsewhere, before all that is there */
  before(units) {
    this.units = [...units.map(ended), ...this.units];
  }

  /** @returns {Phrase | Piece | null} the last phrase or piece, which is no longer there */
  undo() {
    const unit = this.units.pop();
    if (unit) this.#back.push(ended(unit));
    for (const [name, { stroke }] of this.#held) if (stroke.end >= 0) this.#held.delete(name);
    [this.#last, this.#stood] = [null, null];
    return unit ?? null;
  }

  /** @returns {Phrase | Piece | null} what was taken back last, which is there again */
  redo() {
    const unit = this.#back.pop();
    if (unit) this.units.push(unit);
    [this.#last, this.#stood] = [null, null];
    return unit ?? null;
  }

  /** Forgets units that are kept elsewhere by now. @param {readonly (Phrase | Piece)[]} kept */
  drop(kept) {
    this.units = this.units.filter((unit) => !kept.includes(unit));
    this.#last = null;
  }

  /** The phrase to which something belongs; after a pause or a jump another. @param {Seen} seen @returns {Phrase} */
  #phrase(seen) {
    const last = this.units.at(-1);
    const before = this.#last;
    this.#last = seen;
    const goesOn = last?.kind === "played" && before && seen.now - before.now <= PAUSE && !jumped(before, seen);
    if (goesOn) return last;
    this.#stood = null;
    return this.#begin({ kind: "played", strokes: [], pedals: [] });
  }

  /** @template {Phrase | Piece} T @param {T} unit @returns {T} */
  #begin(unit) {
    this.units.push(unit);
    this.#back = [];
    return unit;
  }

  /** @param {Seen} seen @returns {number} ms of the recording */
  #place(seen) {
    if (seen.plays) {
      this.#stood = null;
      return seen.at;
    }
    if (this.#stood?.at !== seen.at) this.#stood = seen;
    return seen.at + seen.now - /** @type {Seen} */ (this.#stood).now;
  }
}

/** Keys that were down when it was taken back are let go at once. @template {Phrase | Piece} T @param {T} unit @returns {T} */
function ended(unit) {
  if (unit.kind === "played") for (const stroke of unit.strokes) if (stroke.end < 0) stroke.end = stroke.at + 1;
  return unit;
}
