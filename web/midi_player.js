// Plays the notes of a score with our own sounds, on whatever clock the roll follows.

import { MusicOut } from "../extension/adapters/music_out.js";
import { openGraph } from "../extension/adapters/sound_graph.js";
import { voice } from "../extension/core/mixer.js";
import { Sounding } from "../extension/core/roll_sounding.js";

/** @import { Score } from "../extension/core/roll_score.js" */
/** @import { Struck } from "../extension/core/roll_sounding.js" */
/** @import { SoundGraph } from "../extension/adapters/sound_graph.js" */

/** ms that are planned ahead; a hidden page is asked once a second only. */
const [AHEAD, AHEAD_HIDDEN] = [200, 1500];
/** Strings in the air at most, and notes that begin at once. */
const [MOST_LIVE, MOST_AT_ONCE] = [96, 24];

/**
 * The sampled instrument of each General MIDI family, of the drums last; "" is the piano, whose strings
 * we make. A sample is the stroke of a note; what goes on behind it is a string.
 */
const TIMBRES = [
  "", "celesta", "organ", "muted-guitar", "muted-guitar", "viola", "viola", "brass", "clarinet", "pan-flute",
  "harmonica", "organ", "kalimba", "koto", "steel-drum", "xylophone", "xylophone",
];
/** How loud a stroke and the string behind it are, of a note's own. */
const [STROKE, BEHIND] = [0.5, 0.55];

/** @type {ReadonlySet<number>} */
const NONE = new Set();

export class MidiPlayer {
  /** @type {AudioContext | null} */
  #context = null;
  /** @type {SoundGraph | null} */
  #graph = null;
  /** @type {MusicOut | null} */
  #out = null;
  /** @type {GainNode | null} */
  #strokes = null;
  /** @type {Sounding | null} */
  #sounding = null;
  /** What sounds beside it: feedback that is not kept yet. @type {Sounding | null} */
  #beside = null;
  /** Whether its own notes are heard. */
  on = true;
  /** What was planned last, for who checks: ms of the score, and s of audio time. @type {{at: number, when: number} | null} */
  last = null;

  /** @param {Score} score */
  open(score) {
    this.cut();
    this.#sounding = new Sounding(score);
  }

  /** @param {Score | null} score sounds beside the other @param {number} from ms: what begins before sounded already, as it was played */
  besides(score, from) {
    this.#beside = score && new Sounding(score);
    this.#beside?.seek(from);
  }

  /** Needs a gesture the first time. @returns {Promise<AudioContext | null>} null where this browser plays nothing */
  async wake() {
    this.#context ??= new AudioContext({ latencyHint: "interactive" });
    const late = new Promise((resolve) => { setTimeout(resolve, 1000); });
    await Promise.race([this.#context.resume().catch(() => {}), late]);
    if (this.#context.state !== "running") return null;
    this.#graph ??= await openGraph(this.#context);
    return this.#context;
  }

  /** How many strings are in the air. */
  get live() {
    return this.#out?.live ?? 0;
  }

  /** s between the audio's time and what is heard. */
  get latency() {
    return this.#context?.outputLatency || this.#context?.baseLatency || 0;
  }

  /** @param {number} at ms from which it goes on */
  seek(at) {
    this.cut();
    this.#sounding?.seek(at);
    this.#beside?.seek(at);
  }

  /** Falls silent at once. */
  cut() {
    const [out, strokes] = [this.#out, this.#strokes];
    this.#out = this.#strokes = null;
    out?.cut();
    strokes?.disconnect();
    if (out) setTimeout(() => out.close(), 100);
  }

  /**
   * Plan what begins soon.
   * @param {number} at ms that are heard now
   * @param {number} rate
   * @param {ReadonlySet<number>} hidden tracks
   */
  plan(at, rate, hidden) {
    const ahead = document.hidden ? AHEAD_HIDDEN : AHEAD;
    const until = at + ahead * rate;
    const notes = [
      ...this.#sounding?.upTo(until, hidden, MOST_AT_ONCE) ?? [],
      ...this.#beside?.upTo(until, NONE, MOST_AT_ONCE) ?? [],
    ];
    if (!this.#context) return;
    const heard = this.#context.currentTime - this.latency;
    for (const note of notes) this.#strike(note, heard + (note.at - at) / 1000 / rate, heard + (note.end - at) / 1000 / rate);
  }

  /** Sounds notes at once, one after the other as they stand. @param {readonly Struck[]} notes */
  async hear(notes) {
    const context = await this.wake();
    if (!context || !notes.length) return;
    const [begin] = notes.map(({ at }) => at);
    for (const note of notes) this.#strike(note, context.currentTime + (note.at - begin) / 1000, context.currentTime + (note.end - begin) / 1000);
  }

  /** @param {Struck} note @param {number} from s of audio time @param {number} to */
  #strike(note, from, to) {
    const [context, graph] = [this.#context, this.#graph];
    if (!context || !graph || to <= context.currentTime) return;
    this.#out ??= new MusicOut({ context, into: graph.music });
    if (this.#out.live >= MOST_LIVE) return;
    const when = Math.max(from, context.currentTime);
    this.last = { at: note.at, when };
    const timbre = TIMBRES[note.channel === 9 ? 16 : note.program >> 3];
    const velocity = timbre ? Math.max(1, Math.round(note.velocity * BEHIND)) : note.velocity;
    if (timbre) this.#stroke(graph, timbre, note, when, to);
    if (note.channel !== 9) this.#out.strike({ note: note.note, velocity }, when, to);
  }

  /** @param {SoundGraph} graph @param {string} timbre @param {Struck} note @param {number} from @param {number} to */
  #stroke({ context, music, sounds }, timbre, { note, velocity }, from, to) {
    this.#strokes ??= intoOf(context, music);
    const gain = STROKE * (velocity / 127) ** 1.7;
    const told = voice(sounds.bank, { timbre, note, at: 0, ms: Math.min(300, 1000 * (to - from)), gain });
    const source = new AudioBufferSourceNode(context, { buffer: sounds.buffers.get(told.file) ?? null, playbackRate: told.rate });
    const loud = new GainNode(context, { gain: told.gain });
    loud.gain.setValueAtTime(told.gain, from + told.hold);
    loud.gain.linearRampToValueAtTime(0, from + told.end);
    source.connect(loud).connect(this.#strokes);
    source.addEventListener("ended", () => { for (const node of [source, loud]) node.disconnect(); });
    source.start(from);
    source.stop(from + told.end);
  }
}

/** @param {BaseAudioContext} context @param {AudioNode} into */
function intoOf(context, into) {
  const gain = new GainNode(context);
  gain.connect(into);
  return gain;
}
