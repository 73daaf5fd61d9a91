// What panels show: one plain value, made by the engine and sent to the panels that mirror it.

/**
 * @typedef {'ready'|'none'|'prompt'|'denied'|'unsupported'|'failed'|'waiting'|'off'|'lost'|'unpaired'} Condition
 * @typedef {{state: Condition, detail: string}} Link A connection's state, and what a person would want to know of it.
 * @typedef {{id: number, text: string, lang: string, role: string, aloud: boolean}} Said The last announcement, in its language; `id` grows with each.
 * @typedef {Object} View
 * @property {import('./engine.js').Now} now
 * @property {{title: string, detail: string}[]} offer The list on offer.
 * @property {number} chosen 0-based place in it, or −1.
 * @property {Said} said
 * @property {string} arrived The title of the page that loaded last in front; empty before the first.
 * @property {{keyboard: Link, bridge: Link, microphone: Link, sound: Link}} links
 * @property {import('../core/sound_level.js').Level | null} level How loud the microphone is; null while it is closed.
 * @property {import('./recorder.js').Now & {changes: number, media: import('./media_takes.js').MediumNow[],
 *   marked: readonly import('../handlers/recording_port.js').Marked[]}} recording The session under way, how long it was when that was told,
 *   how often sessions changed, what it carries, and what is to be answered in it.
 * @property {import('./replaying.js').Now | null} replay The session that is replayed, and how far it has come.
 * @property {string} music The session whose music is played; '' none.
 * @property {{answers: import('../core/answer.js').Answer[], topics: string[], adding: import('./adding.js').Adds | null, talk: import('../core/conversing.js').State}} chat What was asked,
 *   the newest last, the topics that are asked besides all documents, what is being added to the library, and how a conversation is going.
 * @property {string[]} devices Names of the keyboards in sight.
 */

/** @type {View} What is shown before the engine has spoken. */
export const EMPTY_VIEW = {
  now: {state: {at: 'rest', held: null}, keys: [], waiting: null, nearest: [], last: null, busy: []},
  offer: [],
  chosen: -1,
  said: {id: 0, text: '', lang: 'en', role: 'done', aloud: false},
  arrived: '',
  links: {
    keyboard: {state: 'none', detail: ''},
    bridge: {state: 'none', detail: ''},
    microphone: {state: 'none', detail: ''},
    sound: {state: 'waiting', detail: ''},
  },
  level: null,
  recording: {condition: 'off', id: '', title: '', at: 0, changes: 0, media: [], marked: []},
  replay: null,
  music: '',
  chat: {answers: [], topics: [], adding: null, talk: 'off'},
  devices: [],
};

/**
 * @param {View} view
 * @param {Partial<View>} change
 * @returns {View}
 */
export const withChange = (view, change) => ({...view, ...change});

/**
 * Tells what changed of a link, so that a lost keyboard is said once, not at each message.
 * @param {Link} before
 * @param {Link} after
 */
export const linkChanged = (before, after) => before.state !== after.state || before.detail !== after.detail;
