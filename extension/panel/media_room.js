// What a session carries, composed: the takes over the browser's devices, their store, and what is told of them.

import {NoTab, NotPermitted, TooLate, openCapture} from '../adapters/media_capture.js';
import {recordTrack} from '../adapters/media_recorder.js';
import {openMediaStore} from '../adapters/media_store.js';
import {watchDevices} from '../adapters/microphone.js';
import {loadCarried, watchCarried} from '../adapters/storage.js';
import {say as worded} from '../adapters/texts.js';
import {mediumOf} from '../core/media_kinds.js';
import {MediaTakes} from '../engine/media_takes.js';
import {openCarried} from './carried.js';

/**
 * @import {MediaKind} from '../core/media_kinds.js'
 * @import {Session} from '../engine/media_takes.js'
 * @typedef {{key: string, args: string[]}} Message
 * @typedef {Object} Wiring
 * @property {() => Session} session What the recorder does now.
 * @property {() => chrome.tabs.Tab | null} front
 * @property {(message: Message, role: string) => void} tell
 * @property {() => void} changed
 */

/** What the browser's refusal means, by its name. @type {Record<string, string>} */
const REFUSALS = {
  NotAllowedError: 'why_media_denied', NotFoundError: 'why_media_none', OverconstrainedError: 'why_media_none', NotReadableError: 'why_media_busy',
};

/** @param {unknown} error @param {MediaKind} kind @returns {Message} */
function refusalOf(error, kind) {
  if (error instanceof NotPermitted) return {key: 'why_media_denied', args: []};
  if (error instanceof NoTab) return {key: 'why_media_no_tab', args: []};
  if (error instanceof TooLate) return {key: 'why_media_too_late', args: []};
  const said = error instanceof Error ? error.message : String(error);
  if (mediumOf(kind).device === 'tab' && said.includes('activeTab')) return {key: 'why_media_tab_not_called', args: []};
  const known = REFUSALS[error instanceof Error ? error.name : ''];
  return known ? {key: known, args: []} : {key: 'why_media_failed', args: [said]};
}

/** What a medium is called in an answer. @param {MediaKind} kind */
const called = (kind) => worded({key: `media_${kind.replace('-', '_')}`, args: []});

/** @param {Wiring} wiring */
export function openMediaRoom({session, front, tell, changed}) {
  const store = openMediaStore();
  const capture = openCapture(chrome, front);
  /** @type {readonly string[]} Nothing, until it is known. */
  let chosen = [];
  const wanted = (/** @type {MediaKind} */ kind) => chosen.includes(kind);
  const takes = new MediaTakes({
    session, wanted, changed, id: () => crypto.randomUUID(), keep: store.add,
    open: async (kind, lost) => {
      try {
        const both = wanted('tab-sound') && wanted('tab-picture');
        const {name, track, close} = await capture(kind, both, () => lost({key: `why_media_lost_${mediumOf(kind).device}`, args: []}));
        return {ok: true, value: {name, close, take: (piece) => recordTrack(track, mediumOf(kind).sort, piece)}};
      } catch (error) {
        return {ok: false, why: refusalOf(error, kind)};
      }
    },
    kept: (kinds) => tell({key: 'say_media_kept', args: [kinds.map(called).join(', ')]}, 'listening'),
    failed: (kind, why, ended) => tell({key: ended ? 'say_media_ended' : 'say_media_failed', args: [called(kind), worded(why)]}, 'failed'),
  });
  const choose = (/** @type {string[]} */ kinds) => { chosen = kinds; takes.retry(); };
  loadCarried().then(choose, console.error);
  watchCarried(choose);
  watchDevices(() => takes.retry());
  chrome.permissions.onAdded.addListener(() => takes.retry());
  // A shortcut of ours, pressed over a tab, is what lets that tab be captured.
  chrome.commands.onCommand.addListener(() => takes.retry());
  return {takes, store, carried: openCarried(store)};
}
