// The engine: events in, effects out; commands are run, sounds answer, and the view of it all is kept for the panels.

import {tablesOf, understood} from '../core/phrases.js';
import {answered} from '../core/session_log.js';
import {feed, start} from '../core/recogniser.js';
import {WAYS_OUT} from '../core/spoken_forms.js';
import {Aiding} from './aiding.js';
import {EFFECTS} from './effects.js';

/**
 * @typedef {import('../core/settings.js').Message} Message
 * @typedef {import('./commander.js').Commander} Commander
 * @typedef {import('../handlers/ports.js').Outcome} Outcome
 * @typedef {Pick<import('../handlers/layout_port.js').Sounded, 'role' | 'tones'>} Tones
 * @typedef {{earcon: (name: string) => void, echo: (key: number, touch: Touch) => void,
 *   figure: (role: Tones['role'], tones: Tones['tones'], how: {pan: number}) => void}} Sound
 * @typedef {{velocity?: number, note?: number, time?: number}} Touch velocity 1..127; note: MIDI note, 48 + key else;
 *   time: when it was pressed, ms of `performance.now()`.
 * @typedef {Object} Wiring
 * @property {any} lexicon Of the compiler.
 * @property {readonly import('../core/tongue.js').Tongue[]} tongues In which commands are understood, the likeliest first.
 * @property {(import('../core/phrases.js').Spoken & {earcon: string, group: string, destructive: boolean, asks?: string[]})[]} commands Rank order.
 * @property {Commander} commander
 * @property {Sound} sound
 * @property {(message: Message, role: string) => void} say Told of everything a person should hear or read.
 * @property {(command: string, ok: boolean) => void} done Told of each command that was run.
 * @property {(command: string) => string} commandName What a command is called.
 * @property {(names: string[], at: number) => void} moved Told of a list that is offered, and to which of it one has come; −1: to none yet.
 * @property {() => void} [interrupt] Told when a person acts, who wants no answer spoken meanwhile.
 * @property {(talk: boolean) => void} talk Told when the pedal opens or closes the microphone.
 * @property {import('./recorder.js').Log} [log] The session under way, if any, is told through it.
 * @property {() => void} changed Called after each change of what {@link Engine.now} answers.
 * @typedef {{state: any, keys: number[], waiting: {command: string, kind: string, given?: number} | null, nearest: string[],
 *   last: {command: string, keys: number[]} | null, busy: string[]}} Now
 */

/** Groups whose commands may take a while, so that they sound when they begin, too. */
const SLOW = new Set(['navigation', 'library']);

export class Engine {
  #wiring;
  #state;
  /** @type {import('../core/phrases.js').Table[]} */
  #tables = [];
  /** @type {number[]} Keys since the last rest. */
  #keys = [];
  /** @type {Now['waiting']} */
  #waiting = null;
  /** @type {string[]} */
  #nearest = [];
  /** @type {Now['last']} */
  #last = null;
  /** @type {string[]} Commands under way. */
  #busy = [];
  #piano = true;
  #aiding;

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
    this.#state = start(wiring.lexicon);
    this.setTongues(wiring.tongues);
    this.#aiding = new Aiding({
      commander: wiring.commander, changed: wiring.changed, tell: (event) => void this.event(event),
      refuse: (why) => this.#answer({ok: false, why}, 'failed'), say: (message) => wiring.say(message, 'waiting'),
    });
    this.byName = new Map(wiring.commands.map((command) => [command.name, command]));
  }

  /** @returns {Now} Where the player is. */
  get now() {
    return {state: this.#state, keys: [...this.#keys], waiting: this.#waiting, nearest: this.#nearest,
      last: this.#last, busy: [...this.#busy]};
  }

  /**
   * Keys for commands, or for music; the recogniser has changed by the same word already.
   * @param {boolean} on
   * @returns {boolean} What it was before.
   */
  piano(on) {
    const was = this.#piano;
    this.#piano = on;
    return was;
  }

  /** @returns {boolean} Whether a command besides the one that asks is under way. */
  get busy() {
    return this.#busy.length > 1;
  }

  /** @returns {any} The lexicon in use. */
  get lexicon() {
    return this.#wiring.lexicon;
  }

  /**
   * A key went down. It echoes before anything else is done.
   * @param {number} key 0..24
   * @param {Touch} [touch]
   */
  key(key, touch = {}) {
    this.#wiring.sound.echo(key, touch);
    this.#wiring.interrupt?.();
    this.#keys.push(key);
    return this.event({type: 'key', key});
  }

  /**
   * A person said or typed something.
   * @param {string} text
   * @returns {Promise<void>}
   */
  async said(text) {
    return this.#play(understood(text, this.#tables, this.#waiting?.kind ?? null), text, 'typed');
  }

  /** @param {import('../core/phrases.js').SaidEvent[]} events @param {string} text what they were made of @param {'ear' | 'typed'} by @returns {Promise<void>} */
  async #play(events, text, by) {
    // Told when it is done: what went into a password field is told of to nobody.
    const told = this.#wiring.log?.begin({type: 'speech', text: '', by});
    if (events.length) await Promise.all(events.map((event) => this.event(event)));
    else this.#answer({ok: false, why: {key: 'why_not_understood', args: [text]}}, 'failed');
    told?.({type: 'speech', text, by});
  }

  /**
   * An ear heard this. While a word waits, it is its value or a way out, and no other word: those are not listened for.
   * A command that destroys is asked about first, since ears err.
   * @param {string} text
   * @returns {Promise<boolean>} Whether it asks back.
   */
  async heard(text) {
    this.#wiring.interrupt?.();
    const plain = understood(text, this.#tables);
    // Said aloud "cancel" is a way out, and no text for a word that waits.
    const out = plain.length === 1 && plain[0].type === 'word' && WAYS_OUT.has(plain[0].command);
    const values = this.#tables.map(({tongue}) => ({entries: [], tongue}));
    const events = out || !this.#waiting ? plain : understood(text, values, this.#waiting.kind);
    const word = events.find((event) => event.type === 'word');
    const command = word?.type === 'word' ? this.byName.get(word.command) : undefined;
    if (!command?.destructive) {
      await this.#play(events, text, 'ear');
      return false;
    }
    this.#wiring.log?.log({type: 'speech', text, by: 'ear'});
    this.#wiring.commander.offerAgain([this.#confirmed(command.name)], 0);
    this.#say('engine_sure', [this.#name(command.name)], 'waiting');
    this.#wiring.changed();
    return true;
  }

  /**
   * A piece of a dictation: nothing that waits is dropped for it.
   * @param {string} text As it was said.
   * @returns {Promise<void>}
   */
  dictated(text) {
    const told = this.#wiring.log?.begin({type: 'speech', text: '', by: 'ear'});
    const running = this.#run({command: 'dictation.write', value: text});
    this.#wiring.changed();
    return running.then(() => told?.({type: 'speech', text, by: 'ear'}));
  }

  /** @param {string} command @returns {import('../handlers/ports.js').Item} What is offered, so that choosing it does it. */
  #confirmed(command) {
    const act = async () => {
      const outcome = await this.#wiring.commander.aside({command});
      return outcome.ok ? {...outcome, as: command} : outcome;
    };
    return {title: this.#wiring.commandName(command), detail: '', act};
  }

  /**
   * Any event of the recogniser; settles when the command it completed, if any, has its effect.
   * @param {any} event
   * @returns {Promise<void>}
   */
  async event(event) {
    const {state, effects} = feed(this.#wiring.lexicon, this.#state, event);
    this.#state = state;
    const running = effects.map((/** @type {any} */ effect) => this.#take(effect));
    if (state.at === 'rest' || state.at === 'off') [this.#keys, this.#waiting] = [[], null];
    this.#aiding.follow(state);
    this.#wiring.changed();
    await Promise.all(running);
  }

  /** Commands are said in other languages now. @param {Wiring['tongues']} tongues */
  setTongues(tongues) {
    this.#wiring.tongues = tongues;
    this.#tables = tablesOf(this.#wiring.commands, tongues);
  }

  /**
   * Other languages, words of one's own or another profile: what was pending is dropped.
   * @param {any} lexicon
   * @param {Wiring['commands']} [commands] Where they are others, too.
   */
  setLexicon(lexicon, commands = this.#wiring.commands) {
    if (this.#state.at === 'frame' || this.#state.at === 'swift' || this.#state.at === 'value') this.#say('engine_dropped', [], 'cancelled');
    [this.#wiring.lexicon, this.#wiring.commands] = [lexicon, commands];
    this.setTongues(this.#wiring.tongues);
    this.byName = new Map(commands.map((command) => [command.name, command]));
    this.#state = this.#state.at === 'off' ? this.#state : start(lexicon);
    [this.#keys, this.#waiting] = [[], null];
    this.#aiding.follow(this.#state);
    this.#wiring.changed();
  }

  /**
   * Goes on where another engine stopped, over the same lexicon. A list on offer stayed with it: what a
   * waiting word offers is offered anew.
   * @param {Now} now
   */
  takeOver(now) {
    [this.#state, this.#keys, this.#waiting, this.#last] = [now.state, now.keys, now.waiting, now.last];
    if (now.waiting) this.#wait(now.waiting);
    this.#wiring.changed();
  }

  /** @param {any} effect @returns {Promise<void> | void} */
  #take(effect) {
    return EFFECTS[/** @type {keyof typeof EFFECTS} */ (effect.type)]?.(effect, {
      run: () => this.#run(effect),
      wait: () => this.#wait(effect),
      near: () => { this.#nearest = effect.commands; },
      talk: () => this.#wiring.talk(effect.down),
      say: (key, args, role) => this.#say(key, args, role),
      name: (command, given) => this.#name(command, given),
    });
  }

  /** @param {{command: string, kind: string, given?: number}} effect A text can be had by its number, too: what there is, is offered. */
  #wait({command, kind, given = 0}) {
    this.#played(command);
    this.#waiting = {command, kind, ...(given && {given})};
    this.#aiding.begin(kind);
    if (kind === 'text') this.#wiring.commander.offerFor(command, given).then(() => this.#wiring.changed());
  }

  /** @param {string} command Its word was played, not said: told at its last key, before its value. */
  #played(command) {
    if (this.#keys.length && !this.#waiting) this.#wiring.log?.log({type: 'word', keys: [...this.#keys], command});
  }

  /** @param {{command: string, value?: any}} asked */
  async #run(asked) {
    const command = this.byName.get(asked.command);
    this.#played(asked.command);
    const told = this.#wiring.log?.begin({type: 'command', command: asked.command, ok: false, ms: 0});
    [this.#last, this.#nearest] = [{command: asked.command, keys: [...this.#keys]}, []];
    if (command && SLOW.has(command.group)) this.#wiring.sound.earcon('loading');
    this.#busy.push(asked.command);
    const outcome = await this.#wiring.commander.run(asked);
    this.#busy.splice(this.#busy.indexOf(asked.command), 1);
    this.#tell(told, asked, outcome);
    this.#answer(outcome, command?.earcon ?? 'done');
    this.#wiring.done(asked.command, outcome.ok);
  }

  /**
   * What was done as other commands stands in the session as those; an undo of them all is one for each.
   * @param {import('./recorder.js').End | undefined} told @param {{command: string, value?: any}} asked @param {Outcome} outcome
   */
  #tell(told, {command, value}, outcome) {
    told?.(outcome.ok && outcome.told ? null : {type: 'command', command, ok: outcome.ok, ms: 0, value, ...(outcome.ok && {said: answered(outcome.say)})});
    const more = outcome.ok && command === 'undo' ? (outcome.parts ?? 1) - 1 : 0;
    for (let n = 0; n < more; n += 1) this.#wiring.log?.log({type: 'command', command, ok: true, ms: 0});
  }

  /** @param {Outcome} outcome @param {string} earcon The sound of its success. */
  #answer(outcome, earcon) {
    if (outcome.ok && outcome.list) this.#wiring.moved(outcome.list.map(({title}) => title), outcome.chosen ?? -1);
    if (outcome.ok && outcome.sound) this.#sounded(outcome.sound, outcome.say);
    else if (outcome.ok) this.#say(outcome.say.key, outcome.say.args, outcome.role ?? (outcome.asks ? 'waiting' : earcon));
    else this.#say(outcome.why.key, outcome.why.args, 'failed');
    this.#wiring.changed();
  }

  /** @param {import('../handlers/layout_port.js').Sounded} sound In place of the earcon. @param {Message} say */
  #sounded({role, tones, pan}, say) {
    if (tones.length) this.#wiring.sound.figure(role, tones, {pan});
    this.#wiring.say(say, role);
  }

  /** @param {string} key @param {string[]} args @param {string} role The earcon that goes with it. */
  #say(key, args, role) {
    this.#wiring.sound.earcon(role);
    this.#wiring.say({key, args}, role);
  }

  /** @param {string|null} command @param {number} [given] Values that it has been given. @returns {string} Its locale key for the name, or nothing; with what is asked for. */
  #name(command, given = 0) {
    const asked = command ? this.byName.get(command)?.asks?.[given] : '';
    return command ? `cmd:${command}${asked ? `, ${asked}` : ''}` : '';
  }
}
