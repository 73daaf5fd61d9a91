// Recording, composed: the recorder over the browser's clock, its tabs and its store; sessions as files.

import {markedOn} from '../adapters/library/marked.js';
import {openStore} from '../adapters/session_store.js';
import {text} from '../adapters/texts.js';
import {writeSession} from '../core/session_file.js';
import {MarkedInquiries} from '../engine/marked.js';
import {Recorder} from '../engine/recorder.js';
import {download} from './file.js';
import {openMediaRoom} from './media_room.js';
import {mediumName} from './media_view.js';
import {openSending} from './sending.js';

/**
 * @typedef {import('../engine/recorder.js').Now} Now
 * @typedef {import('../handlers/recording_port.js').RecordingPort} RecordingPort
 * @typedef {import('../adapters/session_store.js').Kept} Kept
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {() => {name: string, version: number}[]} languages Those that are active.
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell
 * @property {(message: {key: string, args: string[]}, role: string) => void} tellNext The same, after what is being said.
 * @property {() => import('../adapters/library/request.js').Reach | null} reach The server that we are paired with.
 * @property {(recording: import('../engine/view.js').View['recording']) => void} show
 * @property {import('../engine/view.js').View['recording']} before What the panel that was the engine before had under way.
 * @typedef {Object} RecordingRoom
 * @property {Recorder} recorder
 * @property {(front: import('../handlers/ports.js').Front) => {port: RecordingPort, meant: Recorder['meant']}} records
 * @property {() => void} send Sends what waits to the server, which is there.
 * @property {(id: string) => void} chooses The inquiry that is answered next.
 * @property {(kept: Kept) => void} forget What was deleted here is deleted there.
 * @property {(id: string) => Promise<void>} goOn Goes on with a session that was cut off.
 * @property {() => Promise<void>} begin Goes on with what another panel had under way, or tells of what was cut off.
 */

/** ms that something lies unwritten at most; a crash loses no more than that. */
const WRITE_AFTER = 400;

/** @param {Wiring} wiring @returns {RecordingRoom} */
export function openRecording({keep, languages, tell, tellNext, reach, show, before}) {
  const store = openStore();
  let frontTab = () => /** @type {chrome.tabs.Tab | null} */ (null);
  let waits = false;
  let failed = false;
  let {changes} = before;
  const draw = () => {
    marked.follow(recorder.now);
    show({...recorder.now, changes: changes += 1, media: media.takes.now, marked: marked.all});
  };
  // What it carries goes and stands with its clock, in the same task.
  const changed = () => { media.takes.settle(); draw(); };
  let last = -WRITE_AFTER;
  const write = async () => {
    [waits, last] = [false, performance.now()];
    await recorder.flush();
  };
  const recorder = new Recorder({
    now: () => performance.now(), wall: Date.now, id: () => crypto.randomUUID(),
    front: () => {
      const tab = frontTab();
      return tab && {id: tab.id ?? -1, url: tab.url ?? '', title: tab.title ?? '', secret: tab.incognito};
    },
    facts: () => ({
      lowest: Number(keep.settings.lowest_note), languages: languages(), made_by: `Rubato ${chrome.runtime.getManifest().version}`,
    }),
    called: (started) => text('session_called', [started.toLocaleString([], {dateStyle: 'medium', timeStyle: 'short'})]),
    store, changed,
    // Never in the task of a key: what it does comes first. A timer of a hidden panel may come a minute late,
    // so what was written long ago is written at once.
    stale: () => {
      if (!waits) setTimeout(write, Math.max(0, WRITE_AFTER - (performance.now() - last)));
      waits = true;
    },
    failed: (error) => {
      console.warn(error);
      if (!failed) tell({key: 'why_session_not_kept', args: [error instanceof Error ? error.message : String(error)]}, 'failed');
      failed = true;
    },
  });
  const media = openMediaRoom({
    session: () => ({...recorder.now, track: recorder.track}), front: () => frontTab(), changed: draw,
    tell: (message, role) => tellAfter(message, role),
  });
  const marked = new MarkedInquiries({
    fetch: () => fetchMarked(reach()), at: () => recorder.now.at, keeps: () => recorder.track > 0, mark: (name) => recorder.log({type: 'marker', name}),
    tell: (message, role) => tellAfter(message, role), changed: () => draw(),
  }, before);
  /** @type {[{key: string, args: string[]}, string][] | null} What there is to tell of what it carries, once the command has answered. */
  let untold = null;
  /** @param {{key: string, args: string[]}} message @param {string} role */
  const tellAfter = (message, role) => { if (untold) untold.push([message, role]); else tellNext(message, role); };
  const release = () => {
    for (const each of untold?.splice(0) ?? []) tellNext(...each);
    untold = null;
  };
  /** @param {() => Promise<void>} act */
  const answerFirst = async (act) => {
    untold ??= [];
    // The answer is given in the turn in which the command ends.
    await act().finally(() => setTimeout(release));
  };
  const sending = openSending(store, media.carried, () => String(keep.settings.server), () => changed());
  /** @type {() => import('../handlers/recording_port.js').SessionNow} */
  const now = () => ({title: recorder.now.title, at: recorder.now.at});
  const lastKept = async () => (await store.list()).find(({id}) => id !== recorder.now.id);
  /** @type {RecordingPort} */
  const port = {
    condition: () => recorder.now.condition,
    marked: () => marked.read(),
    answered: () => marked.answered(),
    start: async () => { await answerFirst(() => recorder.start()); return {ok: true, value: now()}; },
    pause: async () => { await recorder.pause(); return {ok: true, value: now()}; },
    resume: async () => { await answerFirst(() => recorder.resume()); return {ok: true, value: now()}; },
    stop: async () => {
      const was = now();
      const kept = await recorder.stop();
      await media.takes.whole();
      // Its sums take a while; whoever saves it a little later has them in the file.
      if (kept) media.carried.sums(kept.id).then(sending.send, console.error);
      return {ok: true, value: {...was, back: async () => { if (kept) await goOn(kept.id); }}};
    },
    save: async () => {
      const id = recorder.now.id || (await lastKept())?.id;
      if (!id) return {ok: false, why: {key: 'why_no_session', args: []}};
      await recorder.flush();
      await media.takes.whole();
      const {title, file} = await saveSession(store, media.carried, id);
      const beside = await saveMedia(media.carried, id, title);
      return {ok: true, value: {title, file: [file, ...beside].join(', '), at: 0}};
    },
    remove: async () => {
      const kept = await lastKept();
      const whole = kept && await store.read(kept.id);
      if (!whole) return {ok: false, why: {key: 'why_no_session', args: []}};
      await store.remove(whole.kept.id);
      await media.store.putAway(whole.kept.id);
      sending.remove(whole.kept);
      changed();
      const back = async () => { await media.store.bringBack(whole.kept.id); await store.replace({...whole.kept, sent: null}, whole.entries); changed(); sending.send(); };
      return {ok: true, value: {title: whole.kept.header.title, at: whole.kept.at, back}};
    },
  };
  /** @param {string} id */
  const goOn = async (id) => {
    const there = await store.read(id);
    if (there && recorder.now.condition === 'off') await recorder.goOn(grows(there.kept), false);
  };
  return {
    recorder, goOn, send: sending.send, forget: sending.remove, chooses: (id) => marked.choose(id),
    records: (front) => {
      frontTab = front.tab;
      front.arrived(() => recorder.look());
      front.moved(() => media.takes.settle());
      return {port, meant: (meant) => recorder.meant(meant)};
    },
    begin: async () => {
      const all = await store.list();
      await media.store.sweep(all.map(({id}) => id)).catch(console.error);
      const open = all.filter(({condition}) => condition !== 'off');
      const mine = open.find(({id}) => id === before.id);
      if (mine) return recorder.goOn(mine, true);
      if (keep.settings.record_from_start) await recorder.start();
      else if (open.length) tell({key: 'say_session_found', args: [open[0].header.title]}, 'waiting');
    },
  };
}

/** @param {import('../adapters/library/request.js').Reach | null} there @returns {Promise<import('../handlers/ports.js').Reply<{id: string, question: string}[]>>} */
const fetchMarked = async (there) => there
  ? markedOn(there).then((value) => ({ok: /** @type {const} */ (true), value}), ({why}) => ({ok: false, why}))
  : {ok: false, why: {key: 'why_asking_unpaired', args: []}};

/** What goes on is more than the server has. @param {Kept} kept @returns {Kept} */
const grows = (kept) => (kept.sent ? {...kept, sent: {...kept.sent, whole: false}} : kept);

/** Letters that no file's name may hold on some system. */
const UNFIT = /[\\/:*?"<>|\x00-\x1f]+/g;

/** @param {string} title @param {string} [suffix] @returns {string} */
export const fileNameOf = (title, suffix = '.mid') => `${title.replace(UNFIT, '-').replace(/^[. ]+/, '').slice(0, 80) || 'session'}${suffix}`;

/**
 * @param {import('./carried.js').Carried} carried @param {string} id @param {string} title Of the session.
 * @returns {Promise<string[]>} What the files are called.
 */
async function saveMedia(carried, id, title) {
  const names = [];
  for (const stream of await carried.streams(id)) names.push(saveMedium(title, stream, await carried.file(stream)));
  return names;
}

/** @param {string} title @param {import('../core/media_streams.js').Stream} stream @param {Blob} file @returns {string} What it is called. */
export function saveMedium(title, {kind, mime}, file) {
  const name = fileNameOf(`${title} - ${mediumName(kind)}`, '.webm');
  download(name, file, mime);
  return name;
}

/** @param {import('../adapters/session_store.js').SessionStore} store @param {import('./carried.js').Carried} carried @param {string} id */
export async function saveSession(store, carried, id) {
  const whole = await store.read(id);
  if (!whole) return {title: '', file: ''};
  const {header} = whole.kept;
  const file = fileNameOf(header.title);
  download(file, writeSession(header, [...whole.entries, ...await carried.entries(id)]), 'audio/midi');
  return {title: header.title, file};
}
