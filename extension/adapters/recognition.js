// Recognition: the browser's own speech recognition, on this device or by its maker's service.

/**
 * @typedef {import('../core/ears.js').There} There
 * @typedef {Object} Ask
 * @property {string} language BCP 47
 * @property {boolean} onDevice Nothing leaves the device, or it does not begin.
 * @property {readonly string[]} phrases What is likely to be said.
 * @typedef {Object} Hears
 * @property {() => void} began Somebody speaks.
 * @property {(alternatives: {text: string, sure: number}[]) => void} said The likeliest first.
 * @property {(reason: string, detail: string) => void} failed The specification's name of the error.
 * @property {() => void} ended
 * @typedef {{stop: () => void, abort: () => void}} Recognising `stop` hears what was said up to now, `abort` does not.
 */

/** As many does one hear of. */
const ALTERNATIVES = 5;
/** How much likelier our phrases are than other words: 0 to 10. */
const BOOST = 5;
/** More do not help an ear. */
const MOST_PHRASES = 500;

/** @returns {any} Its class, or nothing. */
const recognition = () => /** @type {any} */ (globalThis).SpeechRecognition ?? /** @type {any} */ (globalThis).webkitSpeechRecognition;

/** @param {string} language @returns {Promise<There>} */
export async function recognitionFor(language) {
  const Recognition = recognition();
  if (!Recognition) return {onDevice: 'unavailable', service: false};
  // Older browsers have the service only, and cannot be asked.
  const onDevice = await Recognition.available?.({langs: [language], processLocally: true}).catch(() => 'unavailable');
  return {onDevice: onDevice ?? 'unavailable', service: true};
}

/** Lets the browser load what it needs to hear a language on the device. @param {string} language @returns {Promise<boolean>} */
export async function installRecognition(language) {
  return Boolean(await recognition()?.install?.({langs: [language], processLocally: true}).catch(() => false));
}

/**
 * Begins to listen, until it ends by itself or is stopped.
 * @param {Ask} ask
 * @param {Hears} hears
 * @returns {Recognising}
 */
export function recognise({language, onDevice, phrases}, hears) {
  const Recognition = recognition();
  const one = new Recognition();
  one.lang = language;
  one.continuous = true;
  one.interimResults = false;
  one.maxAlternatives = ALTERNATIVES;
  if ('processLocally' in one) one.processLocally = onDevice;
  bias(one, phrases);
  one.onspeechstart = () => hears.began();
  one.onresult = (/** @type {any} */ event) => {
    for (const result of Array.from(event.results).slice(event.resultIndex)) tell(/** @type {any} */ (result), hears);
  };
  one.onerror = (/** @type {any} */ {error, message}) => hears.failed(error, message ?? '');
  one.onend = () => hears.ended();
  one.start();
  return {stop: () => one.stop(), abort: () => one.abort()};
}

/** @param {any} one @param {readonly string[]} phrases */
function bias(one, phrases) {
  const Phrase = /** @type {any} */ (globalThis).SpeechRecognitionPhrase;
  if (!Phrase || !('phrases' in one) || !phrases.length) return;
  one.phrases = phrases.slice(0, MOST_PHRASES).map((phrase) => new Phrase(phrase, BOOST));
}

/** @param {any} result @param {Hears} hears */
function tell(result, hears) {
  if (!result.isFinal) return;
  hears.said(Array.from(result).map((/** @type {any} */ {transcript, confidence}) => ({text: transcript.trim(), sure: confidence})));
}
