// Spoken forms: what the ear is to listen for now, made of the command table, the names in sight, and what waits.

import {signNames} from './dictation.js';
import {isOwn} from './own.js';
import {eventsFrom, phraseTable} from './phrases.js';
import {commandsIn} from './tongue.js';
import {toUtf8} from './utf8.js';

/**
 * @typedef {import('./phrases.js').Spoken} Spoken
 * @typedef {import('./tongue.js').Tongue} Tongue
 * @typedef {{phrase: string, value?: string, names?: readonly string[], needed?: boolean, free?: boolean}} Form A phrase, and what
 *   may be said after it, as the server's `/v1/listen` takes it; free: any text may follow, the names are but some.
 */

/** Commands that may be said though a word waits for its value: ways out. */
export const WAYS_OUT = new Set(['cancel', 'stop', 'help.show']);

/** Commands whose text may be anything, whatever is in sight. */
const FREE = new Set(['find.text', 'find.tabs', 'find.everywhere', 'history.find', 'search.web', 'address.open', 'field.type', 'dictation.write',
  'name.call', 'chat.ask', 'chat.page', 'chat.follow', 'chat.topic', 'chat.persona', 'chat.correct', 'library.page-to', 'library.video-to']);

/** Those whose phrase begins many a sentence: only what comes after a pause is their text. */
const FREE_LATER = new Set(['word.text', 'word.meaning', 'word.steps']);

/** More names than anybody sees at once make the ear slow, and err. */
const MOST_NAMES = 300;

/** Longer ones nobody says, and the server leaves them out (its `LONGEST_TEXT`). */
const LONGEST_NAME = 200;

/** Bytes that all forms may take together: the server ends a socket whose message is longer than 262,144. */
export const MOST_BYTES = 240_000;

/**
 * Everything that may be said. Misheard forms stay out, unless asked for: they are spellings of ears that know no grammar.
 * @param {readonly Spoken[]} table The commands, as the table has them.
 * @param {Tongue} tongue In which they are said.
 * @param {Readonly<Record<string, readonly string[]>>} names What the text of a command may be, by its name.
 * @param {{command: string, kind: string} | null} waiting A word that waits for its value: then only that is listened for.
 * @param {boolean} [misheard] With them.
 * @returns {Form[]}
 */
export function spokenForms(table, tongue, names, waiting, misheard = false) {
  const commands = commandsIn(table, tongue).map((one) => misheard ? {...one, phrases: [...one.phrases, ...one.misheard]} : one);
  const formsOf = formsIn(tongue);
  if (waiting) {
    const out = commands.filter(({name}) => WAYS_OUT.has(name)).flatMap((command) => formsOf(command, {}));
    return [{phrase: '', value: heardAs(waiting.command, waiting.kind), names: named(names[waiting.command]), needed: true, ...(FREE_LATER.has(waiting.command) ? {free: true} : free(waiting.command, waiting.kind))}, ...out];
  }
  return [...commands.flatMap((command) => formsOf(command, names)), {phrase: '', value: 'number', needed: true}];
}

/** Commands that are heard while text is. */
const IN_TEXT = new Set(['dictation.stop', 'dictation.scratch', 'undo', 'microphone.off']);

/** Commands that are heard in a conversation. */
const IN_TALK = new Set(['chat.end', 'chat.shorter', 'chat.longer', 'stop', 'microphone.off']);

/** @param {readonly Spoken[]} commands @param {ReadonlySet<string>} [which] */
const inText = (commands, which = IN_TEXT) => commands.filter(({name}) => which.has(name));

/**
 * What is listened for in a conversation: what is none of it is asked.
 * @param {readonly Spoken[]} table @param {Tongue} tongue @returns {Form[]}
 */
export const talkForms = (table, tongue) => inText(commandsIn(table, tongue), IN_TALK).flatMap((command) => formsIn(tongue)(command, {}));

/** @param {string} said @param {readonly Spoken[]} table @param {Tongue} tongue @returns {boolean} Whether it is a command, and not asked. */
export const isInTalk = (said, table, tongue) => eventsFrom(said, phraseTable(inText(table, IN_TALK), tongue)).some(({type}) => type === 'word');

/**
 * What is listened for while text is taken: what is none of it is text.
 * @param {readonly Spoken[]} table The commands, as the table has them.
 * @param {Tongue} tongue
 * @returns {Form[]}
 */
export const textForms = (table, tongue) => [
  ...inText(commandsIn(table, tongue)).flatMap((command) => formsIn(tongue)(command, {})),
  ...signNames(tongue).map((phrase) => ({phrase})),
  ...tongue.letters.spell.map((phrase) => ({phrase, value: 'letters', needed: true})),
];

/** @param {string} said @param {readonly Spoken[]} table @param {Tongue} tongue @returns {boolean} Whether it is a command, and no text. */
export const isInText = (said, table, tongue) => eventsFrom(said, phraseTable(inText(table), tongue)).some(({type}) => type === 'word');

/**
 * One word that anything may follow is a verb: others begin too many a sentence that is none of ours.
 * @param {Tongue} tongue
 */
const formsIn = ({verbs}) => (/** @type {Spoken & {like?: string[]}} */ {name, phrases, value, like}, /** @type {Readonly<Record<string, readonly string[]>>} */ names) =>
  phrases.map((phrase) => value === 'none'
    ? {phrase}
    : {phrase, value: heardAs(name, value), ...(value === 'text' && {names: named(names[like?.[0] ?? name])}), ...(phrase.includes(' ') || verbs.includes(phrase) ? free(name, value) : {})});

/** Takes the keys of a name, and no text: they are said as those of a label are. */
const BY_KEYS = 'name.keys';

/** A name that is given may be any text. @param {string} command @param {string} kind */
const heardAs = (command, kind) => kind !== 'name' ? kind : command === BY_KEYS ? 'label' : 'text';

/** @param {string} command @param {string} kind @returns {{free?: boolean}} */
const free = (command, kind) => (kind === 'name' && command !== BY_KEYS) || FREE.has(command) || (kind === 'text' && isOwn(command)) ? {free: true} : {};

/** @param {readonly string[]} [names] */
const named = (names = []) => [...new Set(names)].filter(({length}) => length <= LONGEST_NAME).slice(0, MOST_NAMES);

/**
 * As much as one message holds: of each list of names half goes, as often as needed; the nearest come first, and stay.
 * @param {Form[]} forms
 * @returns {Form[]}
 */
export function fitting(forms) {
  if (toUtf8(JSON.stringify(forms)).length <= MOST_BYTES) return forms;
  const fewer = forms.map((form) => form.names?.length ? {...form, names: form.names.slice(0, form.names.length >> 1)} : form);
  return fewer.some(({names}, at) => names !== forms[at].names) ? fitting(fewer) : forms;
}
