// The sessions room, composed: the store that all panels share, and the recorder of the one that is the engine.

import {openMediaStore} from '../adapters/media_store.js';
import {openStore} from '../adapters/session_store.js';
import {text} from '../adapters/texts.js';
import {LARGEST, lengthOfSession, openedSession} from '../core/opened_session.js';
import {inOrder, trackNames} from '../core/session_log.js';
import {openCarried} from './carried.js';
import {byId} from './dom.js';
import {mark, write} from './keyed.js';
import {takeDrops} from './file_drop.js';
import {showOpened} from './opened_view.js';
import {mediumName} from './media_view.js';
import {saveMedium, saveSession} from './recording_room.js';
import {enterRoom, onEnter} from './rooms_view.js';
import {runningView} from './running_view.js';
import {sessionsView} from './sessions_view.js';

/** @typedef {import('../engine/view.js').View['recording']} Now */

/**
 * @param {HTMLElement} room
 * @param {{now: () => Now, running: () => Pick<import('../engine/view.js').View, 'replay' | 'music'>, pace: () => number, act: (action: any) => void, destroys: (command: string) => boolean}} wiring
 * @returns {() => void} Draws what the recorder does now.
 */
export function openSessions(room, {now, running: runs, pace, act, destroys}) {
  const store = openStore();
  const word = (/** @type {string} */ command) => act({act: 'event', event: {type: 'word', command}});
  const running = runningView({end: () => word('stop'), next: () => word('replay.next')});
  const media = openMediaStore();
  const carried = openCarried(media);
  const show = sessionsView(room, {
    run: word,
    replay: (id, wish) => act({act: 'replayKept', id, wish}),
    music: (id) => act({act: 'music', id}),
    pace,
    running: running.bar,
    goOn: async (id) => { act({act: 'goOn', id}); return ''; },
    save: async (id) => {
      if (id === now().id) act({act: 'event', event: {type: 'word', command: 'session.save'}});
      return id === now().id ? '' : text('sessions_downloaded', [(await saveSession(store, carried, id)).file]);
    },
    rename: async (id, title) => {
      if (!title) return '';
      if (id === now().id) act({act: 'rename', title});
      else await store.change(id, (kept) => ({...kept, header: {...kept.header, title}}));
      // What is on the server is renamed there.
      act({act: 'send'});
      await draw();
      return text('sessions_renamed', [title]);
    },
    remove: async (id) => {
      const whole = await store.read(id);
      await store.remove(id);
      await media.remove(id);
      if (whole) act({act: 'forget', kept: whole.kept});
      await draw();
      return whole ? text('sessions_deleted', [whole.kept.header.title]) : '';
    },
    open: (file) => opened(file),
    carried: carried.streams,
    mediaFile: carried.file,
    saveMedia: (title, stream, file) => text('sessions_downloaded', [saveMedium(title, stream, file)]),
    read: async (id) => {
      const whole = await store.read(id);
      if (!whole) return null;
      const entries = inOrder([...whole.entries, ...await carried.entries(id)]);
      return {header: whole.kept.header, tracks: trackNames(entries), entries};
    },
  });
  /** @param {File} file @returns {Promise<string>} */
  async function opened(file) {
    const place = byId('opened');
    const found = file.size > LARGEST ? null : openedSession(new Uint8Array(await file.arrayBuffer()), file.name);
    if (!found) return text('sessions_no_file');
    const over = (/** @type {string} */ said) => {
      place.hidden = true;
      place.replaceChildren();
      write(byId('sessions-said'), said);
      room.focus();
    };
    showOpened(place, found, {
      destroys,
      keep: async () => {
        const {header, entries} = found.session;
        const started = header.started || new Date(file.lastModified).toISOString();
        const kept = {id: crypto.randomUUID(), header: {...header, started}, condition: /** @type {const} */ ('off'), at: lengthOfSession(found.session), since: 0, tabs: []};
        await store.replace(kept, entries);
        act({act: 'send'});
        await draw();
        over(text('sessions_kept', [header.title]));
      },
      leave: () => over(text('sessions_left')),
    });
    return '';
  }
  takeDrops(async (file) => {
    enterRoom('sessions');
    write(byId('sessions-said'), await opened(file));
  });
  const draw = async () => {
    const [sessions, carrying] = await Promise.all([store.list(), media.sessions()]);
    show(sessions.map((kept) => ({...kept, carries: carrying.has(kept.id)})), now());
  };
  onEnter('sessions', draw);
  let last = 0;
  byId('link-recording').addEventListener('click', () => enterRoom('sessions'));
  draw();
  return () => {
    running.draw(runs());
    const {condition, changes, media: carrying} = now();
    if (changes === last) return;
    last = changes;
    showRecording(condition, carrying.filter(({state}) => state !== 'failed').map(({kind}) => mediumName(kind)).join(', '));
    draw();
  };
}

/** A button of the bar while a session is under way. @param {Now['condition']} condition @param {string} media What is open with it. */
function showRecording(condition, media) {
  const button = byId('link-recording');
  button.parentElement.hidden = condition === 'off';
  if (condition === 'off') return;
  mark(button, 'data-mark', condition === 'recording' ? '●' : '‖');
  mark(button, 'data-state', condition === 'recording' ? 'ready' : 'waiting');
  const key = condition === 'recording' ? 'panel_recording' : 'panel_recording_paused';
  write(button, media ? text(`${key}_with`, [media]) : text(key));
}
