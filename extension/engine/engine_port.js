// The engine as handlers see it: again, undo, stop, piano, languages, help, settings, tour and volume.

/**
 * @import {EnginePort} from '../handlers/engine_port.js'
 * @import {Outcome} from '../handlers/ports.js'
 * @typedef {Object} Rooms What the panel can show; each settles when it is shown.
 * @property {(command: string | null) => Promise<void>} help
 * @property {() => Promise<void>} settings
 * @property {() => Promise<void>} tour
 * @typedef {Object} Keep Where settings are kept.
 * @property {() => import('../core/settings.js').Settings} settings
 * @property {(name: string, value: import('../core/settings.js').SettingValue) => Promise<import('../core/settings.js').Checked>} set
 * @property {(names: string[]) => {key: string, args: string[]} | null} compiles Why these languages do not go together, or null.
 * @typedef {Object} Served
 * @property {() => readonly {name: string, help: string, active: boolean}[]} all
 * @property {(name: string) => boolean} has
 * @property {(name: string, on: boolean) => Promise<{key: string, args: string[]} | null>} turn Why not, or null.
 * @typedef {Object} Wiring
 * @property {() => import('./commander.js').Commander} commander
 * @property {() => import('./engine.js').Engine} engine
 * @property {Rooms} rooms
 * @property {Keep} keep
 * @property {readonly {name: string, help: string}[]} languages All that are shipped.
 * @property {Served} served Those that people made.
 * @property {() => readonly import('../handlers/engine_port.js').CommandHelp[]} commands As they are said now.
 * @property {() => boolean} hush Silences our own voice and a layout; whether one was heard.
 * @property {() => boolean} halt Stops the words that run; whether any did.
 * @property {(on: boolean) => Promise<import('../handlers/ports.js').Reply<boolean>>} microphone Opens or closes it; gives what it was.
 * @property {() => Promise<import('../handlers/ports.js').Reply<null>>} listen The next utterance counts.
 * @property {(on: boolean) => Promise<import('../handlers/ports.js').Reply<boolean>>} dictation Takes what is said as text; gives what it was.
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell Says it, with its sound.
 * @property {() => void} offered Told when another list is on offer, though no command offered it.
 */

/** Percent of the voice's own pace at which it may read. */
const RATES = { least: 40, most: 300 };

/** Percent of the volume that one step of louder or softer is. */
const VOLUME_STEP = 10;

/**
 * @param {Wiring} wiring
 * @returns {EnginePort}
 */
export function enginePort({commander, engine, rooms, keep, languages, served, commands, hush, halt, microphone, listen, dictation, tell, offered}) {
  const active = () => /** @type {string[]} */ (keep.settings().languages);
  return {
    offer: (items, chosen) => { commander().offerAgain(items, chosen); offered(); },
    offered: () => commander().offer.items,
    again: async () => plain(await commander().again()),
    undo: () => commander().undo(),
    done: () => commander().done,
    undoBack: (entries) => commander().undoBack(entries),
    cancel: async () => [halt(), hush(), engine().busy].some(Boolean),
    stop: async () => [halt(), hush()].some(Boolean),
    resume: async () => false,
    microphone,
    listen,
    dictation,
    scratch: () => commander().undo('dictation.write'),
    piano: (on) => Promise.resolve(engine().piano(on)),
    languages: () => languages.map(({name, help}) => ({name, help, active: active().includes(name)})).concat(served.all().map(({name, help, active: on}) => ({name, help, active: on}))),
    language: async (name, on) => {
      if (served.has(name)) return answered(await served.turn(name, on));
      const names = on ? [...new Set([...active(), name])] : active().filter((each) => each !== name);
      const why = keep.compiles(names);
      if (why) return {ok: false, why};
      const checked = await keep.set('languages', names);
      return checked.ok ? {ok: true, value: null} : checked;
    },
    commands: () => [...commands()],
    help: rooms.help,
    settings: rooms.settings,
    tour: rooms.tour,
    volume: async (step) => {
      const wanted = Number(keep.settings().volume) + step * VOLUME_STEP;
      const volume = Math.min(100, Math.max(0, wanted));
      await keep.set('volume', volume);
      return volume;
    },
    rate: () => Number(keep.settings().rate),
    setRate: async (percent) => {
      const rate = Math.min(RATES.most, Math.max(RATES.least, percent));
      await keep.set('rate', rate);
      return rate;
    },
    say: tell,
  };
}

/** @param {{key: string, args: string[]} | null} why @returns {import('../handlers/ports.js').Reply<null>} */
const answered = (why) => why ? {ok: false, why} : {ok: true, value: null};

/** @param {Outcome} outcome @returns {Outcome} Without the undo and the list, which the repeated command has given already. */
const plain = (outcome) => outcome.ok ? {ok: true, say: outcome.say, ...(outcome.told && {told: true})} : outcome;
