// Hearing, composed: the ears, what is to be listened for, and the engine that is told.

import {openMicrophone, watchDevices} from '../adapters/microphone.js';
import {recognise, recognitionFor} from '../adapters/recognition.js';
import {openStream} from '../adapters/server_stream.js';
import {languageName, text} from '../adapters/texts.js';
import {scratches} from '../core/dictation.js';
import {canHear, earsFor} from '../core/ears.js';
import {inTurn} from '../core/in_turn.js';
import {fitting, isInTalk, isInText, spokenForms, talkForms, textForms} from '../core/spoken_forms.js';
import {commandsIn} from '../core/tongue.js';
import {withWakeWord} from '../core/wake_word.js';
import {offers} from '../handlers/index.js';
import {BrowserEar} from './browser_ear.js';
import {Hearing} from './hearing.js';
import {ServerEar} from './server_ear.js';

/**
 * @typedef {import('../core/ears.js').Begun} Begun
 * @typedef {import('../core/listening.js').Way} Way
 * @typedef {{key: string, args: string[]}} Message
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {import('../engine/engine.js').Engine} engine
 * @property {import('../engine/commander.js').Commander} commander
 * @property {import('../handlers/ports.js').Ports} ports
 * @property {() => readonly import('../core/phrases.js').Spoken[]} commands That can be said now.
 * @property {import('./tongues.js').Tongues} tongues
 * @property {(message: Message, role: string) => void} tell
 * @property {(state: import('../engine/view.js').Condition, detail: string) => void} show
 * @property {(level: import('../core/sound_level.js').Level | null) => void} level
 * @property {Pick<import('../engine/conversation.js').Conversation, 'began' | 'nothing' | 'text' | 'left'>} talk
 * @typedef {Object} HearingRoom
 * @property {(server: string, token: string) => void} pair
 * @property {() => void} unpair
 * @property {(on: boolean) => Promise<import('../handlers/ports.js').Reply<boolean>>} open Listens until told otherwise, or no longer.
 * @property {() => Promise<Begun>} once Listens for one utterance.
 * @property {(what: 'commands' | 'text') => Promise<void>} try Listens for one, and tells what it heard.
 * @property {(on: boolean) => Promise<import('../handlers/ports.js').Reply<boolean>>} dictate Takes what is said as text, or no longer.
 * @property {(on: boolean) => Promise<import('../handlers/ports.js').Reply<boolean>>} converse Has what is said asked, or no longer.
 * @property {(who: string, down: boolean) => Promise<void>} hold Listens while something is held.
 * @property {() => void} changed What may be said may have changed.
 * @property {() => void} learned Other commands can be said.
 * @property {() => void} retry What was lacking may be there.
 */

/** Commands whose text is mostly a name in sight. */
const NAMED = ['tab.find', 'element.find', 'bookmark.open'];
/** Settings of which another value is another ear. */
const OF_EARS = ['ear', 'dictation_ear', 'hearing_language', 'cloud_hearing'];

/** @param {number} ms @param {() => void} act */
const every = (ms, act) => {
  const timer = setInterval(act, ms);
  return () => clearInterval(timer);
};

/** @param {Wiring} wiring @returns {HearingRoom} */
export function openHearingRoom({keep, engine, commander, ports, commands, tongues, tell, show, level, talk}) {
  const wake = () => String(keep.settings.wake_word);
  const language = () => tongues.spoken;
  const tongue = () => tongues.heard;
  /** @param {boolean} misheard */
  const forms = async (misheard) => {
    const {waiting} = engine.now;
    const wakes = keep.settings.listening === 'wake';
    const texts = () => (hearing.conversing && !waiting ? talkForms : textForms)(commands(), tongue());
    if (hearing.takesText && !wakes) return texts();
    const all = spokenForms(commands(), tongue(), await namesNow(waiting, commander, ports), waiting, misheard);
    if (hearing.takesText) return [...withWakeWord(all, wake()).slice(0, all.length + 1), ...texts()];
    return wakes ? withWakeWord(all, wake()) : all;
  };
  /** @type {[state: import('../engine/view.js').Condition, trouble: Message | null]} */
  let shown = ['off', null];
  const draw = () => {
    const [state, trouble] = shown;
    show(state, trouble ? text(trouble.key, trouble.args) : state === 'ready' ? text(`panel_ear_${hearing.phase}`, [wake()]) : '');
  };
  /** @type {import('../core/ears.js').Hears} */
  const hears = {
    heard: (said) => hearing.heard(said),
    began: () => { if (hearing.conversing) talk.began(); },
    unsure: (said) => { hearing.unsure(said); talk.nothing(); },
    text: (said) => hearing.text(said),
    ended: () => hearing.ended(),
    tell, level,
    show: (state, trouble) => { shown = [state, trouble]; draw(); },
  };
  const server = new ServerEar({
    microphone: {open: openMicrophone, every, now: Date.now}, forms: async () => fitting(await forms(false)), hears, language, lacks: () => deafTo(language()),
  });
  /** @param {boolean} onDevice @param {() => Message | null} refuses */
  const browser = (onDevice, refuses) => new BrowserEar({
    onDevice, refuses, language, tongue, called: languageName, there: recognitionFor, recognise, forms: () => forms(true), hears,
    after: (act, ms) => { setTimeout(act, ms); },
  });
  const ears = {
    server,
    browser: browser(true, () => null),
    cloud: browser(false, () => keep.settings.cloud_hearing ? null : {key: 'why_cloud_unasked', args: []}),
  };
  // A piece goes on from the one before it, and is taken back when it is there: nobody speaks more slowly for a page.
  const written = inTurn();
  /** @param {string} said @returns {number} How often it takes a piece back. */
  const scratched = (said) => scratches(said, commandsIn(commands(), tongue()).find(({name}) => name === 'dictation.scratch')?.phrases ?? []);
  /** @param {string} said */
  const scratch = (said) => written(async () => {
    for (let n = scratched(said); n > 0; n -= 1) await engine.event({type: 'word', command: 'dictation.scratch'});
  });
  const hearing = new Hearing({
    ear: (takesText) => ears[/** @type {keyof typeof ears} */ (keep.settings[takesText ? 'dictation_ear' : 'ear'])],
    wake,
    // What is asked back is answered without the wake word.
    heard: async (said) => {
      if (hearing.dictating && scratched(said)) await scratch(said);
      else if (await engine.heard(said)) hearing.once();
    },
    text: async (said, language) => {
      if (hearing.conversing && !engine.now.waiting && !isInTalk(said, commands(), tongue())) talk.text(said, language);
      else if (hearing.conversing) await engine.heard(said);
      else if (scratched(said)) await scratch(said);
      else if (isInText(said, commands(), tongue())) await engine.heard(said);
      else await written(() => engine.dictated(said));
    },
    tried: (said, sure) => tell(said ? {key: sure ? 'say_tried' : 'say_tried_unsure', args: [said]} : {key: 'why_hearing_nothing', args: []}, sure ? 'done' : 'failed'),
    phase: () => draw(),
    left: () => talk.left(),
    tell,
  }, /** @type {Way} */ (keep.settings.listening));
  keep.listen((now, before) => {
    if (now.listening !== before.listening) hearing.way(/** @type {Way} */ (now.listening));
    if (now.listening !== before.listening || now.wake_word !== before.wake_word) { draw(); hearing.refresh(); }
    if (OF_EARS.some((name) => now[name] !== before[name])) hearing.change().then((begun) => { if (!begun.ok) tell(begun.why, 'failed'); });
  });
  watchDevices(() => hearing.retry());
  let listened = '';
  let waited = '';
  return {
    pair: (address, token) => server.connect((told) => openStream(`${address}/v1/listen`, token, told)),
    unpair: () => server.connect(null),
    open: async (on) => {
      const was = hearing.on;
      const begun = await hearing.open(on);
      return begun.ok ? {ok: true, value: was} : begun;
    },
    once: () => hearing.once(),
    try: async (what) => {
      const begun = await hearing.try(what);
      tell(begun.ok ? {key: 'say_trying', args: []} : begun.why, begun.ok ? 'listening' : 'failed');
    },
    dictate: async (on) => {
      const was = hearing.dictating;
      const begun = await hearing.dictate(on);
      return begun.ok ? {ok: true, value: was} : begun;
    },
    converse: async (on) => {
      const was = hearing.conversing;
      const begun = await hearing.converse(on);
      return begun.ok ? {ok: true, value: was} : begun;
    },
    hold: (who, down) => {
      // All that is held is one utterance, of whose beginning no ear tells.
      if (down && hearing.conversing) talk.began();
      return hearing.hold(who, down);
    },
    changed: () => {
      const {waiting} = engine.now;
      // Each of several values is waited for anew.
      const awaited = waiting ? `${waiting.command} ${waiting.kind} ${waiting.given ?? 0}` : '';
      if (awaited !== waited) { waited = awaited; hearing.waits(Boolean(waiting)); }
      const now = `${awaited} ${waiting ? commander.offer.items.length : ''}`;
      if (now === listened) return;
      listened = now;
      hearing.refresh();
    },
    learned: () => { hearing.refresh(); },
    retry: () => { hearing.retry(); },
  };
}

/** Why the server's ear cannot hear a language, and which can. @param {string} language @returns {Promise<Message | null>} */
async function deafTo(language) {
  const there = await recognitionFor(language);
  if (canHear('server', language, there) === 'ready') return null;
  const others = earsFor(language, there).map((ear) => text(`settings_ear_${ear}`));
  return {key: others.length ? 'why_ear_language' : 'why_ear_language_none', args: [languageName(language), others.join(', ')]};
}

/**
 * What can be named now: of a word that waits what is on offer, else what is in sight.
 * @param {import('../engine/engine.js').Now['waiting']} waiting @param {Wiring['commander']} commander @param {Wiring['ports']} ports
 * @returns {Promise<Record<string, string[]>>}
 */
async function namesNow(waiting, commander, ports) {
  if (waiting) return {[waiting.command]: commander.offer.items.map(({title}) => title)};
  // A page that does not answer has no names, and the rest is heard all the same.
  const lists = await Promise.all(NAMED.map((command) => offers[command](ports).catch(() => [])));
  return Object.fromEntries(NAMED.map((command, at) => [command, lists[at].map(({title}) => title)]));
}
