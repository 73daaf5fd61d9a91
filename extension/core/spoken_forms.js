// Spoken forms: what the ear is to listen for now, made of the command table, the names in sight, and what waits.

/**
 * @typedef {import('./phrases.js').Spoken} Spoken
 * @typedef {{phrase: string, value?: string, names?: readonly string[], needed?: boolean}} Form A phrase, and what
 *   may be said after it, as the server's `/v1/listen` takes it.
 */

/** Commands that may be said though a word waits for its value: ways out. */
export const WAYS_OUT = new Set(['cancel', 'stop', 'help.show']);

/** More names than anybody sees at once make the ear slow, and err. */
const MOST_NAMES = 300;

/**
 * Everything that may be said. Misheard forms stay out: they are spellings of ears that know no grammar.
 * @param {readonly Spoken[]} commands
 * @param {Readonly<Record<string, readonly string[]>>} names What the text of a command may be, by its name.
 * @param {{command: string, kind: string} | null} waiting A word that waits for its value: then only that is listened for.
 * @returns {Form[]}
 */
export function spokenForms(commands, names, waiting) {
  if (waiting) {
    const out = commands.filter(({name}) => WAYS_OUT.has(name)).flatMap((command) => formsOf(command, {}));
    return [{phrase: '', value: waiting.kind, names: named(names[waiting.command]), needed: true}, ...out];
  }
  return [...commands.flatMap((command) => formsOf(command, names)), {phrase: '', value: 'number', needed: true}];
}

/** @param {Spoken} command @param {Readonly<Record<string, readonly string[]>>} names @returns {Form[]} */
const formsOf = ({name, phrases, value}, names) => phrases.map((phrase) => value === 'none'
  ? {phrase}
  : {phrase, value, ...(value === 'text' && {names: named(names[name])})});

/** @param {readonly string[]} [names] */
const named = (names = []) => [...new Set(names)].slice(0, MOST_NAMES);
