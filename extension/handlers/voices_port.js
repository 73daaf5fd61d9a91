// The port of voices: those that may be chosen, and how they are set.

/**
 * A voice that may be chosen. `near`: of the language of answers, and its words stay on this machine.
 * @typedef {{wish: string, name: string, detail: string, near: boolean}} OneVoice
 */

/** What a voice is for. @typedef {"answer" | "reading"} Purpose */

/**
 * @typedef {object} VoicesPort
 * @property {() => OneVoice[]} all
 * @property {(setting: string) => string | number | boolean} get a setting of voices, as settings name it
 * @property {(setting: string, value: string | number | boolean) => Promise<void>} set
 */

export {};
