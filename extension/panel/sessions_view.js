// The sessions room: what records now, the recorded sessions, and what one reveals before it is shared.

import {text} from '../adapters/texts.js';
import {make} from './dom.js';
import {redraw, write} from './keyed.js';
import {lengthOf} from './lengths.js';
import {showMedia, showMediaNow} from './media_view.js';
import {replayPart} from './replay_part_view.js';
import {revealedList} from './revealed_view.js';

/**
 * @typedef {import('../adapters/session_store.js').Kept & {carries: boolean}} Kept
 * @typedef {import('../engine/view.js').View['recording']} Now
 * @typedef {import('../core/session_log.js').Session} Session
 * @typedef {Object} Hands
 * @property {(command: string) => void} run Runs a command of the recorder.
 * @property {(id: string, wish: import('../handlers/replay_port.js').Wish) => void} replay
 * @property {(id: string) => void} music
 * @property {() => number} pace Of replays, as the setting has it.
 * @property {HTMLElement} running What is replayed now.
 * @property {(id: string) => Promise<string>} goOn Each settles with what to say.
 * @property {(id: string) => Promise<string>} save
 * @property {(id: string, title: string) => Promise<string>} rename
 * @property {(id: string) => Promise<string>} remove
 * @property {(id: string) => Promise<Session | null>} read
 * @property {(file: File) => Promise<string>} open
 * @property {(id: string) => Promise<import('../core/media_streams.js').Stream[]>} carried What a session carries.
 * @property {(stream: import('../core/media_streams.js').Stream) => Promise<Blob>} mediaFile
 * @property {(title: string, stream: import('../core/media_streams.js').Stream, file: Blob) => string} saveMedia
 */

/** Which buttons there are, by what the recorder does. @type {Record<Now['condition'], [label: string, command: string][]>} */
const BUTTONS = {
  off: [['sessions_start', 'session.record']],
  recording: [['sessions_pause', 'session.pause'], ['sessions_stop', 'session.stop']],
  paused: [['sessions_resume', 'session.resume'], ['sessions_stop', 'session.stop']],
};

/**
 * @param {HTMLElement} room
 * @param {Hands} hands
 * @returns {(sessions: readonly Kept[], now: Now) => void}
 */
export function sessionsView(room, hands) {
  const buttons = make('p', {className: 'row'});
  const said = make('p', {className: 'said', role: 'status', id: 'sessions-said'});
  const none = make('p', {className: 'note'}, text('sessions_none'));
  const list = make('ul', {className: 'session-list', id: 'sessions-list', 'aria-label': text('sessions_list')});
  const chooser = make('input', {id: 'open-session', type: 'file', accept: '.mid,.midi,.json', onchange: async () => {
    if (chooser.files[0]) await tell(() => hands.open(chooser.files[0]));
    // The same file may be chosen again.
    chooser.value = '';
  }});
  const opened = make('section', {id: 'opened', 'aria-labelledby': 'opened-title', hidden: true});
  const open = make('p', {className: 'field'}, make('label', {for: 'open-session'}, text('sessions_open_file')), chooser);
  const media = make('ul', {className: 'revealed', id: 'media-now', 'aria-label': text('sessions_media_list'), hidden: true});
  room.append(buttons, hands.running, media, said, opened, none, list, open);
  /** @param {() => Promise<string>} act */
  const tell = async (act) => {
    // Emptied first, so that the same words twice are read twice.
    write(said, '');
    write(said, await act());
  };
  return (sessions, now) => {
    redraw(buttons, BUTTONS[now.condition], {
      key: ([label]) => label,
      create: () => make('button', {type: 'button'}),
      update: (button, [label, command]) => {
        write(button, text(label));
        button.onclick = () => hands.run(command);
      },
    });
    showMediaNow(media, now.media);
    none.hidden = sessions.length > 0;
    redraw(list, sessions, {
      key: ({id}) => id,
      create: () => entry(hands, tell),
      update: (item, kept) => fill(item, kept, now),
      fallback: () => room,
    });
  };
}

/** @param {Hands} hands @param {(act: () => Promise<string>) => void} tell */
function entry(hands, tell) {
  const item = make('li', {}, make('h3'), make('p', {className: 'note'}));
  const id = () => String(item.dataset.item);
  const name = make('input', {type: 'text', className: 'name', maxLength: 200});
  const rename = make('form', {className: 'row', onsubmit: (/** @type {Event} */ event) => {
    event.preventDefault();
    tell(() => hands.rename(id(), name.value.trim()));
  }}, make('label', {}, make('span', {}, text('sessions_name')), name), make('button', {type: 'submit', className: 'rename'}));
  let sure = false;
  const remove = make('button', {type: 'button', className: 'remove', onclick: () => tell(async () => {
    if (sure) return hands.remove(id());
    sure = true;
    write(remove, text('sessions_delete_sure'));
    return text('sessions_delete_asked', [item.firstChild.textContent]);
  }), onblur: () => { sure = false; write(remove, text('sessions_delete')); }}, text('sessions_delete'));
  const reveals = make('details', {ontoggle: async () => {
    if (!reveals.open) return;
    const session = await hands.read(id());
    shown.replaceChildren(...(session ? revealedList(session) : []));
  }}, make('summary', {}, text('sessions_reveals')));
  const shown = make('div');
  const part = replayPart({
    read: () => hands.read(id()), replay: (wish) => hands.replay(id(), wish), pace: hands.pace, title: () => item.firstChild.textContent,
  });
  reveals.append(shown);
  const players = make('div');
  let empty = () => {};
  const carried = make('details', {className: 'carried', ontoggle: async () => {
    empty();
    empty = () => {};
    if (!carried.open) return;
    const title = item.firstChild.textContent;
    try {
      empty = await showMedia(players, title, await hands.carried(id()), {
        file: hands.mediaFile, length: lengthOf, tell: (words) => tell(async () => words), save: (stream, file) => hands.saveMedia(title, stream, file),
      });
    } catch (error) {
      players.replaceChildren(make('p', {role: 'alert'}, text('sessions_carried_broken', [String(error)])));
    }
  }}, make('summary', {}, text('sessions_carried')), players);
  item.append(make('p', {className: 'row'},
    make('button', {type: 'button', className: 'replay', onclick: () => hands.replay(id(), {})}, text('sessions_replay')),
    make('button', {type: 'button', className: 'music', onclick: () => hands.music(id())}, text('sessions_music')),
    make('button', {type: 'button', className: 'go-on', onclick: () => tell(() => hands.goOn(id()))}, text('sessions_go_on')),
    make('button', {type: 'button', className: 'save', onclick: () => tell(() => hands.save(id()))}, text('sessions_download')),
    remove), part, rename, carried, reveals);
  return item;
}

/** @param {HTMLElement} item @param {Kept} kept @param {Now} now */
function fill(item, {id, header, at, condition, sent, carries}, now) {
  const [title, detail] = /** @type {HTMLElement[]} */ ([...item.children]);
  const running = id === now.id;
  write(title, header.title);
  write(detail, [
    new Date(header.started).toLocaleString([], {dateStyle: 'medium', timeStyle: 'short'}),
    text(running ? 'sessions_now' : condition === 'off' ? 'sessions_length' : 'sessions_cut_off', [lengthOf(at)]),
    ...(sent?.whole ? [text('sessions_sent')] : []),
  ].join(' · '));
  /** @param {string} which */
  const part = (which) => /** @type {any} */ (item.querySelector(which));
  part('.go-on').hidden = running || now.condition !== 'off';
  part('.carried').hidden = running || !carries;
  for (const which of ['.remove', '.replay', '.music', '.replay-part']) part(which).hidden = running;
  for (const [which, label] of [['.replay', 'sessions_replay'], ['.music', 'sessions_music'], ['.go-on', 'sessions_go_on'], ['.save', 'sessions_download']]) {
    part(which).setAttribute('aria-label', `${text(label)}: ${header.title}`);
  }
  write(part('.rename'), text('sessions_rename'));
  if (document.activeElement !== part('.name')) part('.name').value = header.title;
}
