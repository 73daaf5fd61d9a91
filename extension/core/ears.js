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
 * @property {Mode} mode In which it was heard.
 *
 * @typedef {Object} Hears What an ear tells.
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

export {};
