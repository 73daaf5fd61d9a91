// The panel: draws the view, sends what is done here to the engine, and is the engine when it is its turn.

import {openComputerKeys} from '../adapters/computer_keys.js';
import {holdLine, showBadge} from '../adapters/badge.js';
import {joinPanels} from '../adapters/one_engine.js';
import {isPaired} from '../adapters/server.js';
import {loadTextLanguages, loadTongues} from '../adapters/shipped.js';
import {loadPairing} from '../adapters/storage.js';
import {answerIn, panelLanguage, fillTexts, loadTexts, text} from '../adapters/texts.js';
import {nextKeys} from '../core/next_keys.js';
import {EMPTY_VIEW} from '../engine/view.js';
import {askingView} from './asking_view.js';
import {commentsLine} from './comments_line.js';
import {byId, make} from './dom.js';
import {openEngineRoom} from './engine_room.js';
import {helpView} from './help_view.js';
import {Keep} from './keep.js';
import {leadsView} from './leads_view.js';
import {commandsOf, firstLexicon, lexiconOf, loadShipped, makesLexicon} from './lexicons.js';
import {pressLinks, showLinks} from './links_view.js';
import {markedView} from './marked_view.js';
import {alreadySaid, announce, showNow} from './now_view.js';
import {showOffer} from './offer_view.js';
import {openGrammar} from './own_grammar.js';
import {openNames} from './own_room.js';
import {OwnWords} from './own_words.js';
import {pianoHint} from './piano_hint.js';
import {pianoView} from './piano_view.js';
import {enterRoom, roomsView} from './rooms_view.js';
import {openServed} from './served_room.js';
import {openSessions} from './sessions_room.js';
import {openSettings, pairHere, settingText} from './settings_room.js';
import {openTabs} from './tabs_room.js';
import {openTalk, showLevel} from './talk_view.js';
import {Tongues} from './tongues.js';
import {tellTour} from './tour_voice.js';
import {tourView} from './tour_view.js';
import {VoicesThere} from './voices_there.js';

/**
 * @typedef {import('../engine/view.js').View} View
 * @typedef {{key: string, args: string[]}} Message
 * @typedef {{act: 'key', key: number, velocity: number, time?: number} | {act: 'said', text: string} | {act: 'event', event: any}
 *   | {act: 'speak', words: string} | {act: 'tryVoice', purpose: import('./voice_room.js').Purpose, settings: import('../core/settings.js').Settings}
 *   | {act: 'hold', down: boolean} | {act: 'try', what: 'commands' | 'text'} | {act: 'learn'} | {act: 'goOn', id: string} | {act: 'replayKept', id: string, wish: import('../handlers/replay_port.js').Wish} | {act: 'music', id: string} | ({act: 'replay'} & import('./replay_room.js').FileWish) | {act: 'answered', id: string} | {act: 'rename', title: string} | {act: 'send'} | {act: 'forget', kept: import('../adapters/session_store.js').Kept} | {act: 'own', id: string, command: string, value?: string | number} | {act: 'source', id: string, number: number} | {act: 'makeOwn', says: string, does: string} | {act: 'hear', keys: readonly number[]} | {act: 'tell', message: Message, role: string}} Action
 */

/** A phone's size in CSS pixels: beside a page there is room for it. */
const WINDOW = /** @type {const} */ ([420, 800]);

/** @type {View} */
let view = EMPTY_VIEW;
/** @type {import('./engine_room.js').Room | null} This panel's own engine, when it is its turn. */
let room = null;

const [{keep, problems}, shipped, textLanguages, own] = await Promise.all([Keep.load(), loadShipped(), loadTextLanguages(), OwnWords.load(), loadTexts()]);
const answering = () => answerIn(String(keep.settings.answer_language), textLanguages).catch(console.error);
await answering();
const voices = new VoicesThere(keep);
const {served, sources} = await openServed({keep, shipped, own, voices, tell: (message, role) => act({act: 'tell', message, role})});
const tongues = new Tongues(await loadTongues(textLanguages), panelLanguage(), keep);
fillTexts(document);
const offerPhrases = () => byId('phrases').replaceChildren(...tongues.said(shipped.commands).map(({phrases}) => make('option', {value: phrases[0]})));
offerPhrases();

/** @type {Record<Action['act'], (action: any) => void>} */
const ACTS = {
  key: ({key, velocity, time}) => {
    room?.engine.key(key, {velocity, ...(time && {time})});
    room?.recording.recorder.pressed(Number(keep.settings.lowest_note) + key);
  },
  goOn: ({id}) => room?.recording.goOn(id),
  send: () => room?.recording.send(),
  forget: ({kept}) => room?.recording.forget(kept),
  replay: (wish) => room?.replay.file(wish),
  replayKept: ({id, wish}) => room?.replay.kept(id, wish),
  music: ({id}) => room?.replay.music(id),
  answered: ({id}) => room?.recording.chooses(id),
  rename: ({title}) => room?.recording.recorder.rename(title),
  said: ({text: said}) => room?.engine.said(said),
  event: ({event}) => room?.engine.event(event),
  try: ({what}) => room?.tryEar(what),
  hold: ({down}) => room?.hold('button', down),
  speak: ({words}) => room?.voice.answerNext(words),
  tryVoice: ({purpose, settings}) => room?.voice.tryOut(purpose, settings),
  learn: () => room?.inputs.learn(),
  hear: ({keys}) => room?.hear(keys),
  own: ({id, command, value}) => room?.own(id, command, value),
  source: ({id, number}) => room?.source(id, number),
  makeOwn: ({says, does}) => room?.makeOwn(says, does),
  tell: ({message, role}) => room?.tell(message, role),
};

/** @param {Action} action Done here where the engine is, else sent to it. */
const act = (action) => room
  ? ACTS[action.act](action)
  // Another panel's clock began at another time.
  : line.tell({type: 'act', action: {...action, time: undefined}});

let compiled = firstLexicon(sources, keep.settings, own.all()).lexicon;
const lexicon = () => room?.engine.lexicon ?? compiled;
const showPiano = pianoView((key, velocity) => act({act: 'key', key, velocity}));
const showLeads = leadsView();
pianoHint().then((hint) => { byId('piano-hint').textContent = hint; });
const help = helpView(byId('room-help'), () => tongues.said(shipped.commands), () => lexicon().words, () => String(keep.settings.server));
const tour = tourView(byId('room-tour'), {
  words: () => lexicon().words,
  hear: (keys) => act({act: 'hear', keys}),
  tell: (words) => tellTour(words, String(keep.settings.speech), (spoken) => act({act: 'speak', words: spoken})),
  sounds: () => act({act: 'event', event: {type: 'word', command: 'sound.tour'}}),
});

/** What a command opens is opened in each panel: the player may look at any. @type {Record<string, (command: string | null) => void>} */
const ROOMS = {
  help: (command) => { enterRoom('help'); help.show(command); },
  settings: () => enterRoom('settings'),
};

/** @param {string} name @param {string | null} command */
async function openRoom(name, command = null) {
  ROOMS[name](command);
  line.tell({type: 'room', name, command});
}

/** @type {import('../engine/engine_port.js').Rooms} */
const rooms = {
  help: (command) => openRoom('help', command),
  settings: () => openRoom('settings'),
  tour: async () => { enterRoom('tour'); tour.begin(); },
};

let drawing = false;
let telling = false;

/** @param {Partial<View>} change Kept and announced at once, told to the mirrors once a turn, drawn once a frame. */
function show(change) {
  view = {...view, ...change};
  if (change.said) announce(change.said);
  if (!telling) queueMicrotask(tellView);
  if (!drawing) requestAnimationFrame(draw);
  drawing = telling = true;
}

/** The mirrors and the badge; not with the drawing, which rests while this panel is hidden. */
function tellView() {
  telling = false;
  if (!room) return;
  line.tell({type: 'view', view});
  showBadge(view.now.state.at === 'off' ? 'off' : view.now.keys.length ? 'waiting' : 'on');
}

/** @type {readonly string[]} */
let devices = view.devices;

function draw() {
  drawing = false;
  showNow(view);
  showOffer(view, choose);
  const next = nextKeys(lexicon(), view.now.state);
  showPiano(view.now.keys, next);
  showLeads(next);
  showLinks(view.links);
  showLevel(view.level);
  showSessions();
  showMarked(view.recording);
  showAnswers();
  showComments(view.links.bridge.state);
  byId('mirror').hidden = Boolean(room);
  if (devices.join() === view.devices.join()) return;
  devices = view.devices;
  drawSettings();
}

/** @param {number} number Chooses from the list on offer, for the word that waits or by a word of its own. */
function choose(number) {
  const kind = view.now.waiting?.kind === 'text' ? 'text' : 'number';
  if (!view.now.waiting) act({act: 'event', event: {type: 'word', command: 'item.choose'}});
  act({act: 'event', event: {type: 'value', kind, value: kind === 'text' ? {choice: number} : number}});
}

/** @param {string} command @param {boolean} ok The tour goes on in the panel where it was begun. */
function done(command, ok) {
  tour.done(command, ok);
  line.tell({type: 'done', command, ok});
}

/** This panel's turn has come. */
async function beEngine() {
  room = await openEngineRoom({keep, shipped: sources, own, served, rooms, voices, tongues, view, show, done, over: (over) => line.tell({type: 'replayed', over})});
  for (const problem of problems) room.tell({key: 'panel_setting_replaced', args: [settingText(problem)]}, 'failed');
  if (problems.length) await keep.replace({...keep.settings}).catch(console.error);
  show({now: room.engine.now});
  document.documentElement.dataset.engine = 'here';
}

/** @type {Record<string, (word: any) => void>} What other panels tell. */
const HEARD = {
  view: ({view: told}) => {
    if (room) return;
    if (view === EMPTY_VIEW) alreadySaid(told.said);
    show(told);
  },
  act: ({action}) => { if (room) ACTS[/** @type {Action} */ (action).act](action); },
  hello: () => { if (room) line.tell({type: 'view', view}); },
  room: ({name, command}) => ROOMS[name](command),
  done: ({command, ok}) => tour.done(command, ok),
};

const line = joinPanels(beEngine);
line.listen((word) => HEARD[word.type]?.(word));
line.tell({type: 'hello'});
addEventListener('pagehide', () => line.handOver());
openComputerKeys(document, (key, time) => { if (keep.settings.computer_keys) act({act: 'key', key, velocity: 80, time}); });

const getStarted = () => chrome.tabs.create({url: chrome.runtime.getURL('panel/start.html')});

holdLine();
roomsView();
openTalk((down) => act({act: 'hold', down}));
openTabs(byId('room-tabs'));
const showSessions = openSessions(byId('room-sessions'), {
  now: () => view.recording, running: () => view, pace: () => Number(keep.settings.replay_pace), act, destroys: (name) => shipped.commands.find((one) => one.name === name)?.destructive ?? false,
});
const showMarked = markedView((command, id) => {
  if (id) act({act: 'answered', id});
  act({act: 'event', event: {type: 'word', command}});
});
const showAnswers = askingView(byId('room-ask'), {
  now: () => view.chat, open: (id, number) => act({act: 'source', id, number}), reach: () => voices.reach(),
  run: (command, value) => {
    act({act: 'event', event: {type: 'word', command}});
    if (value !== undefined) act({act: 'event', event: {type: 'value', kind: 'text', value}});
  },
});
const showComments = commentsLine(() => voices.reach());
const drawNames = openNames(own, act, openGrammar(own, tongues, () => commandsOf(sources, own.all())));
const drawSettings = openSettings(byId('room-settings'), {keep, act, voices, served, textLanguages, tongues, devices: () => view.devices, getStarted, commands: shipped.commands});
byId('say').addEventListener('submit', (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const input = byId('text');
  if (input.value.trim()) act({act: 'said', text: input.value});
  input.value = '';
});

const enterSetting = (/** @type {string} */ id) => { enterRoom('settings'); byId(id).focus(); };
pressLinks({
  now: () => view.links, getStarted, enterSetting,
  run: (command) => act({act: 'event', event: {type: 'word', command}}),
  elsewhere: () => { if (!room) act({act: 'tell', message: {key: 'why_sound_elsewhere', args: []}, role: 'failed'}); },
});

const theme = () => {
  if (keep.settings.theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = String(keep.settings.theme);
};
keep.listen((now, before) => {
  theme();
  if (now.answer_language !== before.answer_language) answering();
  if (now.hearing_language !== before.hearing_language) {
    offerPhrases();
    drawNames();
    help.refresh();
  }
  if (makesLexicon(now, before)) learn();
  show({});
});
const learn = () => {
  compiled = lexiconOf(sources, keep.settings, own.all()).lexicon ?? compiled;
  help.refresh();
  tour.refresh();
};
for (const changing of [own, served]) changing.listen(() => { learn(); show({}); });
theme();
document.title = text('extension_name');
show({});

await pairAsOpened(location.hash);
if (new URLSearchParams(location.search).has('window')) resizeTo(...WINDOW);

/**
 * A browser that the server started brings its address and a one-time code along; a pairing that
 * stands is kept, so that tokens do not pile up.
 * @param {string} hash
 */
async function pairAsOpened(hash) {
  const opened = new URLSearchParams(hash.slice(1));
  const code = opened.get('pair');
  if (!code) return;
  history.replaceState(null, '', location.pathname + location.search);
  const server = opened.get('server') ?? String(keep.settings.server);
  const checked = await keep.set('server', server);
  if (!checked.ok) return act({act: 'tell', message: checked.why, role: 'failed'});
  const pairing = await loadPairing();
  if (pairing?.server === server && await isPaired(server, pairing.token)) return;
  act({act: 'tell', message: await pairHere(server, code), role: 'done'});
}
