// Voices: what speaks, where its words go, and which voice speaks a text of a language.

/**
 * @typedef {'server' | 'chrome' | 'browser'} EngineName
 * @typedef {object} Voice
 * @property {EngineName} engine
 * @property {string} id within its engine
 * @property {string} name
 * @property {string} lang BCP 47; "" unknown
 * @property {boolean} local false where what it says leaves this machine
 * @property {boolean} [first] the one its engine would choose
 * @property {string} [maker] whose it is within its engine: voices of one maker fail together
 *
 * What a person wants: nothing, an engine, or one voice of it.
 * @typedef {object} Wish
 * @property {EngineName | null} engine
 * @property {string} id "" leaves it to the engine's voices
 *
 * Who speaks. `id` "" leaves the voice to the engine, by the language.
 * @typedef {{engine: EngineName, id: string, lang: string}} Speaks
 */

/** Engines by their rank where nobody has chosen. @type {readonly EngineName[]} */
export const ENGINES = Object.freeze(['server', 'chrome', 'browser']);

/** Without a wish: chrome's voices are mostly the browser's again, so they are there to be chosen. @type {readonly EngineName[]} */
const UNASKED = Object.freeze(['server', 'browser']);

/** The engine that is always there. @type {EngineName} */
export const LAST = 'browser';

/** @param {Pick<Voice, 'engine' | 'id'>} voice @returns {string} how a setting names it: "server:en-amy" */
export const wishFor = ({engine, id}) => (id ? `${engine}:${id}` : engine);

/** @param {string} written @returns {Wish} no engine where it is none that there is */
export function readWish(written) {
  const [name] = written.split(':', 1);
  const engine = ENGINES.find((each) => each === name) ?? null;
  return {engine, id: engine ? written.slice(name.length + 1) : ''};
}

/** @param {string} lang "de_AT" or "de-AT" */
const parts = (lang) => lang.toLowerCase().replace(/_/g, '-').split('-');

/**
 * How well a voice's language fits a text's: 2 the same, 1 another land's, 0 not.
 * @param {string} voice @param {string} text
 */
export function fit(voice, text) {
  const [[a, ...mine], [b, ...theirs]] = [parts(voice), parts(text)];
  if (!a || a !== b) return 0;
  return theirs.length === 0 || mine.join() === theirs.join() ? 2 : 1;
}

/** The server knows its voices better than we do, and chooses by the language. @param {Voice} voice */
const named = ({engine, id}) => (engine === 'server' ? '' : id);

/**
 * The best of an engine's voices for a language, of those whose words stay here.
 * @param {readonly Voice[]} voices @param {EngineName} engine @param {string} lang
 */
const bestFor = (voices, engine, lang) => voices
  .filter((voice) => voice.engine === engine && voice.local && fit(voice.lang, lang) > 0)
  .sort((a, b) => fit(b.lang, lang) - fit(a.lang, lang) || Number(b.first ?? false) - Number(a.first ?? false))[0] ?? null;

/**
 * What an engine speaks with where none of its voices speaks the language: the first whose words stay
 * here. An engine that names no voices decides by itself.
 * @param {readonly Voice[]} voices @param {EngineName} engine @param {string} lang @returns {Speaks | null}
 */
const anyOf = (voices, engine, lang) => {
  const all = voices.filter((voice) => voice.engine === engine);
  if (all.length === 0) return engine === LAST ? {engine, id: '', lang} : null;
  const here = all.find(({local, first}) => local && first) ?? all.find(({local}) => local);
  return here ? {engine, id: named(here), lang: engine === 'server' ? lang : here.lang || lang} : null;
};

/** @param {readonly Voice[]} voices @param {EngineName} engine @param {string} lang @returns {Speaks | null} */
const speaksWell = (voices, engine, lang) => {
  const voice = bestFor(voices, engine, lang);
  return voice && {engine, id: named(voice), lang};
};

/**
 * Who speaks a text: the voice that is wanted where it speaks the language, else one of its engine that does, else
 * of another; at last the voice that is wanted after all. None that sends words away speaks unless it was chosen.
 * @param {string} wanted as a setting names it; "" the first that there is
 * @param {string} lang of the text; "" unknown
 * @param {readonly Voice[]} voices all that are there
 * @returns {Speaks | null} null where there is none that may
 */
export function whoSpeaks(wanted, lang, voices) {
  const wish = readWish(wanted);
  const chosen = voices.find(({engine, id}) => engine === wish.engine && id === wish.id);
  if (chosen && (!lang || fit(chosen.lang, lang) > 0 || !chosen.lang)) return {engine: chosen.engine, id: chosen.id, lang: lang || chosen.lang};
  const engines = [...new Set([...(wish.engine ? [wish.engine] : []), ...UNASKED])];
  const first = (/** @type {(engine: EngineName) => Speaks | null} */ of) => engines.reduce((/** @type {Speaks | null} */ found, engine) => found ?? of(engine), null);
  return first((engine) => speaksWell(voices, engine, lang))
    ?? (chosen ? {engine: chosen.engine, id: chosen.id, lang} : first((engine) => anyOf(voices, engine, lang)));
}

/** What becomes of the words of a choice: the text that says so. @param {string} wanted @param {readonly Voice[]} voices */
export function privacyOf(wanted, voices) {
  const wish = readWish(wanted);
  const chosen = voices.find(({engine, id}) => engine === wish.engine && id === wish.id);
  if (chosen && !chosen.local) return 'settings_voice_goes_away';
  return `settings_voice_stays_${wish.engine ?? 'unasked'}`;
}
