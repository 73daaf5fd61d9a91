// All that plays, brought together: Web MIDI and the server's bridge, a keyboard counted once, as keys of the engine.

import {openBridge} from './bridge.js';
import {openMidi} from '../adapters/midi_in.js';
import {loadPairing, watchPairing} from '../adapters/storage.js';
import {hears, keyOf, learnLowest} from '../core/keyboard.js';
import {parse} from '../core/midi_message.js';
import {deviceId, route, silenced} from '../core/sources.js';
import {feed, start} from '../core/strikes.js';

/**
 * @typedef {import('../engine/view.js').View} View
 * @typedef {import('../engine/view.js').Condition} Condition
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {import('../engine/engine.js').Engine} engine
 * @property {import('./hearing_room.js').HearingRoom} hearing
 * @property {Pick<import('../engine/recorder.js').Recorder, 'midi'>} log Hears every keyboard that plays.
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell
 * @property {(name: keyof View['links'], state: Condition, detail: string) => void} showLink
 * @property {(devices: string[]) => void} showDevices Told of the keyboards in sight, playing or not.
 */

export class Inputs {
  #strikes = start();
  /** @type {{web: import('../core/sources.js').SeenPort[], bridge: import('../core/sources.js').SeenPort[]}} */
  #seen = {web: [], bridge: []};
  /** @type {import('../core/sources.js').Device[]} */
  #devices = [];
  /** @type {Condition} What Web MIDI says of itself, shown while no keyboard plays. */
  #midi = 'none';
  #midiDetail = '';
  #learning = false;
  /** @type {{close: () => void} | null} */
  #bridge = null;
  #welcome = false;

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.wiring = wiring;
    wiring.keep.listen((now, before) => {
      if (now.device !== before.device) this.#reroute();
      if (now.server !== before.server) loadPairing().then((pairing) => this.#pair(pairing));
    });
    openMidi({
      onState: (state, detail) => { [this.#midi, this.#midiDetail] = [state === 'ready' ? 'none' : state, detail]; this.#reroute(); },
      onPorts: (ports) => { this.#seen.web = ports; this.#reroute(); },
      onMessage: (port, bytes, time) => this.#heard(deviceId('web', port), bytes, time),
    });
    loadPairing().then((pairing) => this.#pair(pairing));
    watchPairing((pairing) => this.#pair(pairing));
  }

  /** The next key that is struck becomes the lowest. */
  learn() {
    this.#learning = true;
    this.wiring.tell({key: 'say_learn_lowest', args: []}, 'waiting');
  }

  /** @param {import('../adapters/storage.js').Pairing | null} pairing */
  #pair(pairing) {
    const {hearing, keep, showLink} = this.wiring;
    this.#bridge?.close();
    hearing.unpair();
    this.#bridge = null;
    this.#seen.bridge = [];
    this.#reroute();
    const server = String(keep.settings.server);
    // A token goes to the server that gave it and to no other.
    if (pairing?.server !== server) return showLink('bridge', 'unpaired', '');
    hearing.pair(server, pairing.token);
    this.#bridge = openBridge(server, pairing.token, {
      onState: (state, detail) => this.#bridgeIs(state, detail),
      onPorts: (ports) => { this.#seen.bridge = ports; this.#reroute(); },
      onLost: (port) => this.#letGo(deviceId('bridge', port)),
      onMessage: (port, bytes, time) => this.#heard(deviceId('bridge', port), bytes, time),
    });
  }

  /** @param {Condition} state @param {string} detail Coming and going are said, each once. */
  #bridgeIs(state, detail) {
    if (state === 'ready') this.wiring.tell({key: 'say_server_ready', args: []}, 'opened');
    if (state === 'lost' && this.#welcome) this.wiring.tell({key: 'say_server_lost', args: []}, 'failed');
    this.#welcome = state === 'ready';
    this.wiring.showLink('bridge', state, detail);
  }

  /** Which device plays is decided anew; what no longer does lets go of its notes. */
  #reroute() {
    const {keep, showLink, showDevices} = this.wiring;
    const before = this.#devices;
    this.#devices = route({...this.#seen, wanted: String(keep.settings.device) || null});
    for (const id of silenced(before, this.#devices)) this.#letGo(id);
    const [playing, played] = [playingOf(this.#devices), playingOf(before)];
    const names = playing.join(', ');
    showLink('keyboard', names ? 'ready' : this.#midi, names || this.#midiDetail);
    showDevices(this.#devices.filter(({copy}) => !copy).map(({name}) => name));
    this.#sayChange(playing, played);
  }

  /** @param {string[]} playing @param {string[]} played A keyboard that comes or goes is said once; one that moves to the bridge is neither. */
  #sayChange(playing, played) {
    const gone = played.filter((name) => !playing.includes(name));
    const come = playing.filter((name) => !played.includes(name));
    if (gone.length) this.wiring.tell({key: 'say_keyboard_lost', args: [gone.join(', ')]}, 'failed');
    if (come.length) this.wiring.tell({key: 'say_keyboard_ready', args: [come.join(', ')]}, 'opened');
  }

  /** @param {string} id */
  #letGo(id) {
    this.#take(feed(this.#strikes, {type: 'gone', port: id, time: performance.now()}), 0);
  }

  /** @param {string} id @param {ArrayLike<number>} bytes @param {number} time */
  #heard(id, bytes, time) {
    const message = parse(bytes);
    if (!message || !this.#devices.some((device) => device.id === id && device.playing)) return;
    if (hears(this.#keyboard(), message)) this.#take(feed(this.#strikes, {type: 'message', port: id, message, time}), time);
    // After the echo, and at the time when it came all the same.
    this.wiring.log.midi(bytes, time);
  }

  /** @param {ReturnType<typeof feed>} fed @param {number} time */
  #take({state, strikes}, time) {
    this.#strikes = state;
    for (const strike of strikes) {
      if (strike.type === 'down') this.#down(strike.note, strike.velocity, time);
      else if (strike.type === 'pedal') this.wiring.engine.event({type: 'pedal', down: strike.down});
    }
  }

  /** @param {number} note @param {number} velocity @param {number} time */
  #down(note, velocity, time) {
    if (this.#learning) return this.#learn(note);
    const key = keyOf(this.#keyboard(), note);
    if (key !== null) this.wiring.engine.key(key, {velocity, time, note});
  }

  /** @param {number} note */
  #learn(note) {
    const {keep, tell} = this.wiring;
    const learned = learnLowest(this.#keyboard(), note);
    this.#learning = false;
    if (!learned.ok) return tell({key: 'why_lowest_too_high', args: [String(learned.highest)]}, 'failed');
    keep.set('lowest_note', note);
    tell({key: learned.isC ? 'say_learned_lowest' : 'say_learned_no_c', args: [String(note)]}, 'done');
  }

  /** @returns {import('../core/keyboard.js').Keyboard} */
  #keyboard() {
    const {lowest_note: lowest, channel} = this.wiring.keep.settings;
    return {lowest: Number(lowest), channel: channel === 'any' ? 'any' : Number(channel)};
  }
}

/** @param {readonly import('../core/sources.js').Device[]} devices @returns {string[]} */
const playingOf = (devices) => devices.filter(({playing}) => playing).map(({name}) => name);
