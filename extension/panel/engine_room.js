// The engine with all that belongs to it, opened in the one panel whose turn it is.

import {watchMicrophone} from '../adapters/microphone.js';
import {openGraph} from '../adapters/sound_graph.js';
import {SoundOut} from '../adapters/sound_out.js';
import {answeredHelp, answersIn, commandName, say as worded, text} from '../adapters/texts.js';
import {undoKeys} from '../core/command_keys.js';
import {byName} from '../core/language.js';
import {DEFAULT_CHOICES, sounds, speaks} from '../core/earcons.js';
import {welcomer} from '../engine/arrivals.js';
import {Commander} from '../engine/commander.js';
import {Engine} from '../engine/engine.js';
import {enginePort} from '../engine/engine_port.js';
import {aids, handlers, offers, runOwn} from '../handlers/index.js';
import {openAsking} from './asking_room.js';
import {openHearingRoom} from './hearing_room.js';
import {Inputs} from './inputs.js';
import {activeOf, commandsOf, firstLexicon, lexiconOf, makesLexicon} from './lexicons.js';
import {aboutOwn, makeOwn} from './own_acts.js';
import {openOwnPort} from './own_port.js';
import {openOwnSides} from './own_sides.js';
import {openPorts} from './ports.js';
import {openRecording} from './recording_room.js';
import {voicesPort} from './voice_choice.js';
import {openReplay} from './replay_room.js';
import {openVoiceRoom} from './voice_room.js';

/**
 * @typedef {import('../engine/view.js').View} View
 * @typedef {import('../engine/engine_port.js').Rooms} Rooms
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {import('./lexicons.js').Sources & {sounds: import('../core/role_sounds.js').RoleSound[],
 *   unsound: import('../core/settings.js').Message | null}} shipped
 * @property {Rooms} rooms
 * @property {import('./voices_there.js').VoicesThere} voices
 * @property {import('./tongues.js').Tongues} tongues
 * @property {import('./own_words.js').OwnWords} own
 * @property {import('./served_languages.js').ServedLanguages} served People's languages of the server.
 * @property {View} view What was shown before, by this panel or the one that was the engine.
 * @property {(change: Partial<View>) => void} show
 * @property {(command: string, ok: boolean) => void} done Told of each command that was run.
 * @property {(over: any) => void} over Told what the replay of a file came to.
 * @typedef {Object} Room
 * @property {Engine} engine
 * @property {import('../handlers/ports.js').Ports} ports
 * @property {SoundOut} sound
 * @property {import('./voice_room.js').VoiceRoom} voice
 * @property {import('./replay_room.js').ReplayRoom} replay
 * @property {Inputs} inputs
 * @property {import('./recording_room.js').RecordingRoom} recording
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell Says it, with its sound.
 * @property {(what: 'commands' | 'text') => void} tryEar Listens once, and tells what was heard.
 * @property {(who: string, down: boolean) => void} hold Listens while something is held.
 * @property {(id: string, command: string, value?: string | number) => void} own Does a command about a word of one's own.
 * @property {(id: string, number: number) => Promise<void>} source Opens a source of an answer.
 * @property {(says: string, does: string) => Promise<void>} makeOwn Makes a word that is said so and does these commands.
 * @property {(keys: readonly number[]) => void} hear Sounds keys one after another, and plays nothing.
 */

/**
 * @param {Wiring} wiring
 * @returns {Promise<Room>}
 */
export async function openEngineRoom(wiring) {
  const {keep, shipped, rooms, show, tongues, view, voices, own, served} = wiring;
  const sound = new SoundOut({
    graph: openGraph, onState: (state) => showSound(state), onEarcon: (name) => recording.recorder.log({type: 'earcon', name}),
  });
  const [say, sayNext, readOut] = tellers(keep, view.said.id, (said) => show({said}), () => voice);
  const tell = (/** @type {{key: string, args: string[]}} */ message, /** @type {string} */ role) => {
    sound.earcon(role);
    say(message, role);
  };
  const tellNext = (/** @type {{key: string, args: string[]}} */ message, /** @type {string} */ role) => {
    sound.earcon(role);
    sayNext(message, role);
  };
  const voice = openVoiceRoom({keep, sound, voices, tell, tellNext});
  /** Known once the ports are open. */
  let inView = () => '';
  const asking = openAsking({
    keep, reach: () => voices.reach(), speech: voice.reader, ports: () => ports, inView: () => inView(), readOut, tell: tellNext, show: (now) => show({chat: now}), before: view.chat,
    say, earcon: (role) => sound.earcon(role), hear: (on) => hearing.converse(on),
  });
  const links = {...view.links};
  const showLink = (/** @type {keyof View['links']} */ name, /** @type {any} */ state, /** @type {string} */ detail) => {
    links[name] = {state, detail};
    show({links: {...links}});
    // A server that has come, or come back, brings its voices.
    if (name === 'bridge' && state === 'ready') { voices.come(); sides.come(); recording.send(); served.look().catch(console.error); }
  };
  const showSound = (/** @type {string} */ state) => state === 'running' ? showLink('sound', 'ready', '') : showLink('sound', 'waiting', text('why_sound_suspended'));
  const recording = openRecording({
    keep, languages: () => activeOf(shipped, keep.settings), tell, tellNext, reach: () => voices.reach(), show: (now) => show({recording: now}), before: view.recording,
  });
  const replay = openReplay({
    commander: () => commander, ports: () => ports, keep, sound, tell, show: (now) => show({...now, ...offered(commander)}), over: wiring.over,
  });
  const languages = [...shipped.languages.values()].filter(({kind}) => kind === 'commands');
  const port = enginePort({
    commander: () => commander, engine: () => engine, rooms, keep: keeper(keep, shipped), languages, served,
    commands: () => tongues.said(shipped.commands).map(helpOf),
    hush: () => [voice.hush(), sound.hushLayout()].some(Boolean), microphone: (on) => hearing.open(on),
    listen: async () => { const begun = await hearing.once(); return begun.ok ? {ok: true, value: null} : begun; },
    dictation: (on) => hearing.dictate(on), tell, halt: () => [mine.halt(), replay.halt(), asking.halt()].some(Boolean), offered: () => show(offered(commander)),
  });
  const all = () => commandsOf(shipped, own.all());
  const mine = openOwnPort({
    own, tongues, lexicon: () => engine.lexicon, commands: all, commander: () => commander, ports: () => ports, log: recording.recorder, hear: hearer(sound),
  });
  const ports = await openPorts(port, airOf(sound, keep, shipped.sounds), voice.reader, voicesPort(keep, voices), mine.port, (front) => {
    mine.sees(front);
    [front.moved, front.arrived].forEach((follow) => follow(asking.turned));
    inView = () => { const tab = front.tab(); return tab && !tab.incognito ? tab.url ?? '' : ''; };
    const {port: records, meant} = recording.records(front);
    return {port: records, meant: (what) => { commander.meant(what); meant(what); }};
  }, replay.replays, () => tongues.heard, asking, () => String(keep.settings.server));
  const commander = new Commander({
    commands: byName(all()), handlers, own: runOwn, offers, aids, ports, log: recording.recorder,
    report: (error) => console.error(error),
  });
  const {lexicon, problem} = firstLexicon(shipped, keep.settings, own.all());
  // A word that is being played is not dropped because another browser has made one.
  let stale = false;
  const settle = () => {
    if (!stale || PENDING.has(engine.now.state.at)) return;
    stale = false;
    relearn();
  };
  const engine = new Engine({
    lexicon, commands: all(), tongues: tongues.understood, commander, sound, say, done: wiring.done,
    commandName, log: recording.recorder, talk: (down) => hold('pedal', down), interrupt: asking.interrupt, moved: voice.moved,
    changed: () => { show({now: engine.now, ...offered(commander)}); hearing.changed(); settle(); },
  });
  const hearing = openHearingRoom({
    keep, engine, commander, ports, commands: () => commandsOf(shipped, own.all().filter(({says}) => says.length)), tongues, tell,
    show: (state, detail) => showLink('microphone', state, detail), level: (level) => show({level}), talk: asking.talk,
  });
  const hold = (/** @type {string} */ who, /** @type {boolean} */ down) => {
    if (down) asking.interrupt();
    void hearing.hold(who, down);
  };
  for (const wrong of [problem, shipped.unsound]) if (wrong) tell(wrong, 'failed');
  // Nothing may have been said yet when a first word waits.
  if (view.said.id || view.now.keys.length) takeOver(engine, view, tell);
  ports.arrivals.told(welcomer({
    set: () => String(keep.settings.arrival), choice: () => choiceOf(keep, 'arrived'), earcon: (name) => sound.earcon(name), say,
    show: (arrived) => show({arrived}), aside: (command) => commander.aside({command}),
  }));
  const inputs = new Inputs({keep, engine, hearing, log: recording.recorder, tell, showLink, showDevices: (devices) => show({devices})});
  watchMicrophone((state) => {
    showLink('microphone', state, '');
    if (state === 'off') hearing.retry();
  });
  keep.listen((now, before) => {
    applySound(sound, now, before, tell);
    if (makesLexicon(now, before)) relearn();
    if (now.hearing_language !== before.hearing_language) engine.setTongues(tongues.understood);
  });
  const relearn = () => {
    const {lexicon: learned, problem: wrong} = lexiconOf(shipped, keep.settings, own.all());
    commander.commands = byName(all());
    if (learned) engine.setLexicon(learned, all());
    else if (wrong) tell(wrong, 'failed');
    hearing.learned();
  };
  for (const changing of [own, served]) changing.listen(() => { stale = true; settle(); });
  const sides = openOwnSides(own, () => String(keep.settings.server), tell);
  applySound(sound, keep.settings, {output: ''}, tell);
  sound.ready.then(() => setTimeout(() => sayIfHeldBack(sound, showSound, say), SOUND_BEGINS),
    (error) => { console.error(error); showLink('sound', 'failed', String(error)); });
  await recording.begin();
  return {engine, ports, sound, voice, inputs, recording, replay, tell, source: asking.open, hold, tryEar: hearing.try, hear: hearer(sound), makeOwn: makeOwn(engine, mine.port), own: aboutOwn(own, engine, commander, ports)};
}

/** @param {any} command @returns {import('../handlers/engine_port.js').CommandHelp} */
const helpOf = ({name, phrases, undo, final}) => {
  const keys = undoKeys(name);
  return {name, phrases, help: answeredHelp(name), undo: undo && worded({key: keys.undo, args: []}), final: final && worded({key: keys.final, args: []})};
};

/** States of the recogniser in which something has been played that waits for more. */
const PENDING = new Set(['frame', 'swift', 'choose', 'value']);

/** ms within which sound that may begin has begun, on slow devices, too. */
const SOUND_BEGINS = 700;

/** @param {SoundOut} sound @param {(state: string) => void} showSound @param {Room['tell']} say */
function sayIfHeldBack(sound, showSound, say) {
  if (sound.state === 'running') return;
  showSound(sound.state);
  say({key: 'why_sound_suspended', args: []}, 'waiting');
}

/** ms between the keys that are only heard. */
const HEARD_APART = 350;

/** @param {SoundOut} sound @returns {Room['hear']} The keys last asked for cut off those before. */
function hearer(sound) {
  let latest = 0;
  return (keys) => {
    const mine = latest += 1;
    keys.forEach((key, at) => setTimeout(() => { if (mine === latest) sound.echo(key); }, at * HEARD_APART));
  };
}

/** @param {Engine} engine @param {View} view @param {Room['tell']} tell */
function takeOver(engine, view, tell) {
  engine.takeOver(view.now);
  tell({key: 'engine_took_over', args: []}, 'opened');
}

/** @param {Commander} commander @returns {Pick<View, 'offer' | 'chosen'>} */
const offered = ({offer}) => ({offer: offer.items.map(({title, detail}) => ({title, detail})), chosen: offer.chosen});

/**
 * Say a message the way its role is set to: in the live region, by our own voice, or only on screen. The
 * first says it in place of the words before, the second after them; the third has a screen reader read what is no message.
 * @param {import('./keep.js').Keep} keep
 * @param {number} id Of the last announcement.
 * @param {(said: View['said']) => void} show
 * @param {() => import('./voice_room.js').VoiceRoom} voice
 */
function tellers(keep, id, show, voice) {
  let last = id;
  const [answer, answerNext] = /** @type {const} */ (['answer', 'answerNext']).map((way) =>
    (/** @type {{key: string, args: string[]}} */ message, /** @type {string} */ role) => {
      const {speech} = keep.settings;
      const aloud = speaks(choiceOf(keep, role));
      const words = worded(message);
      last += 1;
      show({id: last, text: words, lang: answersIn(), role, aloud: aloud && speech === 'screen-reader'});
      if (aloud && speech === 'voice') voice()[way](words);
    });
  const readOut = (/** @type {string} */ words) => {
    last += 1;
    show({id: last, text: words, lang: '', role: 'done', aloud: true});
  };
  return /** @type {const} */ ([answer, answerNext, readOut]);
}

/** How a role is told; what has no choice of its own (a tour) is told in every way. @param {import('./keep.js').Keep} keep @param {string} role @returns {import('../core/earcons.js').Choice} */
const choiceOf = (keep, role) => /** @type {any} */ (keep.settings.roles)[role]
  ?? DEFAULT_CHOICES[/** @type {keyof typeof DEFAULT_CHOICES} */ (role)] ?? 'both';

/**
 * @param {SoundOut} sound
 * @param {import('./keep.js').Keep} keep
 * @param {import('../core/role_sounds.js').RoleSound[]} all
 * @returns {Omit<import('../handlers/layout_port.js').LayoutPort, 'look'>}
 */
const airOf = (sound, keep, all) => ({
  allSounds: () => all,
  sounds: () => all.filter(({role}) => sounds(choiceOf(keep, role))),
  classes: () => /** @type {import('../core/layout.js').Class[]} */ (keep.settings.layout),
  play: (tones) => sound.layout(tones) !== null,
});

/** @param {import('./keep.js').Keep} keep @param {Wiring['shipped']} shipped @returns {import('../engine/engine_port.js').Keep} */
const keeper = (keep, shipped) => ({
  settings: () => keep.settings,
  set: (name, value) => keep.set(name, value),
  compiles: (names) => lexiconOf(shipped, {...keep.settings, languages: names}).problem,
});

/**
 * @param {SoundOut} sound
 * @param {import('../core/settings.js').Settings} settings
 * @param {import('../core/settings.js').Settings} before
 * @param {Room['tell']} tell Told of a sound device that is gone.
 */
async function applySound(sound, {volume, roles, output}, before, tell) {
  sound.setVolume(Number(volume) / 100);
  sound.setChoices({...DEFAULT_CHOICES, .../** @type {any} */ (roles)});
  if (output === before.output) return;
  const answer = await sound.setDevice(String(output));
  if (!answer.ok) tell(answer.why, 'failed');
}
