// Ears: what recognises speech, each behind one port, and what each of them sends where.

/**
 * @typedef {import('./listening.js').Mode} Mode
 * @typedef {import('./settings.js').Message} Message
 * @typedef {import('./spoken_forms.js').Form} Form
 * @typedef {{ok: true} | {ok: false, why: Message}} Begun
 * @typedef {Object} Said What somebody said, in the words of what was listened for.
 * @property {string} said '' where nothing was understood.
 * @property {readonly string[]} others What else it may have been, the likeliest first.
 * @property {number} sure 0..1
 * @property {string} [language] In which it was said, where the ear tells; two letters.
 * @property {Mode} mode In which it was heard.
 *
 * @typedef {Object} Hears What an ear tells.
 * @property {() => void} began Somebody begins to speak; not told where all that something holds is one utterance.
 * @property {(said: Said) => void} heard Surely said.
 * @property {(said: Said) => void} unsure Perhaps said, or not understood.
 * @property {(said: Said) => void} text Said while text is taken, and no command.
 * @property {(message: Message, role: string) => void} tell
 * @property {(state: 'ready' | 'off' | 'failed', trouble: Message | null) => void} show Whether it listens, and why not.
 * @property {() => void} ended It listens no longer, though nobody told it.
 * @property {(level: import('./sound_level.js').Level | null) => void} level
 *
 * @typedef {Object} Ear
 * @property {Mode | null} mode How it listens now.
 * @property {(mode: Mode) => Promise<Begun>} start Listens from now on, in this way, though it did in another.
 * @property {() => Promise<void>} stop What was said up to now is still heard.
 * @property {() => Promise<void>} refresh What is to be listened for may have changed.
 * @property {() => Promise<void>} retry What it lacked may be there.
 */

/** server: our own, on this machine; browser: the browser's, on this device; cloud: the service of the browser's maker. */
export const EARS = Object.freeze(['server', 'browser', 'cloud']);

/** Languages of recognition to choose from, BCP 47. */
export const LANGUAGES = Object.freeze([
  'en-US', 'en-GB', 'en-AU', 'en-IN', 'de-DE', 'de-AT', 'de-CH', 'fr-FR', 'es-ES', 'es-MX', 'it-IT', 'pt-PT', 'pt-BR', 'nl-NL',
  'sv-SE', 'da-DK', 'nb-NO', 'fi-FI', 'pl-PL', 'cs-CZ', 'ru-RU', 'uk-UA', 'tr-TR', 'ja-JP', 'ko-KR', 'zh-CN', 'hi-IN',
]);

/** Languages that the server's ear has a model of. */
const OURS = new Set(['en']);

/**
 * @typedef {'available' | 'downloadable' | 'downloading' | 'unavailable'} OnDevice
 * @typedef {{onDevice: OnDevice, service: boolean}} There What the browser has for a language; which ones its service knows is not told.
 * @typedef {'ready' | 'download' | 'loading' | 'unknown' | 'text' | 'none'} Can Whether an ear hears a language; unknown: it is not told;
 *   text: no commands, and text where its server has a model that writes.
 */

/** @type {Record<OnDevice, Can>} */
const ON_DEVICE = {available: 'ready', downloadable: 'download', downloading: 'loading', unavailable: 'none'};

/** @type {Record<string, (language: string, there: There) => Can>} */
const CAN = {
  server: (language) => OURS.has(language.split('-')[0]) ? 'ready' : 'text',
  browser: (_, {onDevice}) => ON_DEVICE[onDevice],
  cloud: (_, {service}) => service ? 'unknown' : 'none',
};

/** @param {string} ear @param {string} language @param {There} there What the browser has. @returns {Can} */
export const canHear = (ear, language, there) => CAN[ear](language, there);

/** @param {string} language @param {There} there @returns {string[]} The ears that can hear commands in it, or may. */
export const earsFor = (language, there) => EARS.filter((ear) => !['text', 'none'].includes(canHear(ear, language, there)));

/**
 * What is sent to others is sent only after a yes.
 * @param {string} name @param {unknown} value Of a setting.
 * @param {Readonly<Record<string, unknown>>} settings
 * @returns {Message | null} Why it may not be chosen.
 */
export const unasked = (name, value, settings) =>
  (name === 'ear' || name === 'dictation_ear') && value === 'cloud' && !settings.cloud_hearing ? {key: 'why_cloud_unasked', args: []} : null;
