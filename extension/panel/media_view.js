// What a session carries, to listen to and look at: a player of each, where it is in the session, and its file.

import {text} from '../adapters/texts.js';
import {mediumOf} from '../core/media_kinds.js';
import {make} from './dom.js';
import {goInStep} from './in_step.js';
import {redraw, write} from './keyed.js';

/**
 * @import {MediumNow} from '../engine/media_takes.js'
 * @import {Stream} from '../core/media_streams.js'
 * @typedef {Object} Hands
 * @property {(stream: Stream) => Promise<Blob>} file
 * @property {(stream: Stream, file: Blob) => string} save Gives what to say.
 * @property {(ms: number) => string} length How a time is written.
 * @property {(said: string) => void} tell
 */

/** @param {import('../core/media_kinds.js').MediaKind} kind */
export const mediumName = (kind) => text(`media_${kind.replace('-', '_')}`);

/**
 * Fills a place with players, and gives what empties it again.
 * @param {HTMLElement} place
 * @param {string} title Of the session.
 * @param {readonly Stream[]} streams
 * @param {Hands} hands
 * @returns {Promise<() => void>}
 */
export async function showMedia(place, title, streams, hands) {
  place.replaceChildren(make('p', {className: 'note', role: 'status'}, text('sessions_carried_making')));
  const files = [];
  for (const stream of streams) files.push({stream, file: await hands.file(stream)});
  const shown = files.filter(({file}) => file.size).map(({stream, file}) => playerOf(title, stream, file, hands));
  place.replaceChildren(...(shown.length ? shown.map(({element}) => element) : [make('p', {className: 'note'}, text('sessions_carried_gone'))]));
  if (shown.length > 1) goInStep(shown);
  return () => {
    for (const {url} of shown) URL.revokeObjectURL(url);
    place.replaceChildren();
  };
}

/** @param {string} title @param {Stream} stream @param {Blob} file @param {Hands} hands */
function playerOf(title, stream, file, {save, length, tell}) {
  const {kind, name, at, spans} = stream;
  const url = URL.createObjectURL(file);
  const where = make('p', {className: 'note'}, text('sessions_medium_at', [length(at)]));
  const player = /** @type {HTMLMediaElement} */ (make(mediumOf(kind).sort === 'sound' ? 'audio' : 'video', {
    controls: true, preload: 'auto', src: url, 'aria-label': text('sessions_medium_player', [mediumName(kind), title]),
    ontimeupdate: () => write(where, text('sessions_medium_at', [length(at + player.currentTime * 1000)])),
    onerror: () => write(where, text('sessions_carried_broken', [player.error?.message ?? ''])),
  }));
  const during = together(spans).map(([from, to]) => text('sessions_medium_span', [length(from), length(to)])).join(', ');
  return {url, player, at, element: make('section', {className: 'medium'},
    make('h4', {}, text('sessions_medium', [mediumName(kind), name])),
    make('p', {className: 'note'}, text('sessions_medium_spans', [during])), player, where,
    make('p', {className: 'row'}, make('button', {type: 'button', 'aria-label': `${text('sessions_medium_save')}: ${mediumName(kind)}, ${title}`,
      onclick: () => tell(save(stream, file))}, text('sessions_medium_save'))))};
}

/** ms of silence that nobody misses. */
const NOTHING = 500;

/** Where one ends the next begins: the session's clock stands still in a pause. @param {Stream['spans']} spans */
const together = (spans) => spans.reduce((all, [from, to]) => {
  const last = all.at(-1);
  if (last && from - last[1] < NOTHING) last[1] = to;
  else all.push([from, to]);
  return all;
}, /** @type {[number, number][]} */ ([]));

/**
 * What is kept with the session under way, and what cannot be.
 * @param {HTMLElement} list
 * @param {readonly MediumNow[]} media
 */
export function showMediaNow(list, media) {
  list.hidden = !media.length;
  redraw(list, media, {
    key: ({kind}) => kind,
    create: () => make('li'),
    update: (item, {kind, state, name, why}) => write(item,
      text(`sessions_media_${state}`, [mediumName(kind), why ? text(why.key, why.args) : name])),
  });
}
