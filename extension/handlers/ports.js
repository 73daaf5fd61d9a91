// The world as handlers see it: every port's shape, and what a handler is given and gives back.

/** @import {ElementPlace, ElementsPort} from "./elements_port.js" */
/** @import {AskingPort} from "./asking_port.js" */
/** @import {EnginePort} from "./engine_port.js" */
/** @import {IntentsPort} from "./intents_port.js" */
/** @import {LibraryPort} from "./library_port.js" */
/** @import {OwnPort} from "./own_port.js" */
/** @import {LayoutPort, Sounded} from "./layout_port.js" */
/** @import {Tongue} from "../core/tongue.js" */
/** @import {MediaPort} from "./media_port.js" */
/** @import {FieldsPort} from "./fields_port.js" */
/** @import {FindingPort} from "./finding_port.js" */
/** @import {GlidingPort} from "./gliding_port.js" */
/** @import {GridPort, LabelsPort} from "./labels_port.js" */
/** @import {ReadingPort, SpeechPort} from "./reading_port.js" */
/** @import {ClipboardPort, DownloadsPort, TakingPort} from "./taking_port.js" */
/** @import {RecordingPort} from "./recording_port.js" */
/** @import {ReplayPort} from "./replay_port.js" */
/** @import {TargetsPort} from "./targets_port.js" */
/** @import {VoicesPort} from "./voices_port.js" */

/**
 * Words for the user, by i18n key (`extension/_locales`); `args` fill $1, $2 …
 * @typedef {{key: string, args: string[]}} Message
 */

/**
 * One thing offered in a list.
 * @typedef {object} Item
 * @property {string} title what it is called, in the user's language
 * @property {string} detail what else is worth hearing about it
 * @property {() => Promise<Outcome>} act chooses it
 * @property {() => Promise<Outcome>} [show] what next and previous do on reaching it: goes there and says what is there
 * @property {string} [url] where a link leads
 * @property {ElementPlace} [at] the element of the page that it is
 * @property {string} [own] the id of the name or word of one's own that it is
 * @property {() => Promise<Outcome>} [remove] takes it away for good (bookmarks)
 * @property {(rating: number) => Promise<Outcome>} [rate] gives it a rating, 0 to 10 (bookmarks)
 */

/**
 * The command's effect is there. `list` becomes what is offered; without one, what was offered is
 * dropped, so that "next" never moves in a list that nobody remembers.
 * @typedef {object} Done
 * @property {true} ok
 * @property {Message} say
 * @property {() => Promise<void>} [undo] the inverse; rejects with a `Refused` when it can't be done
 * @property {Item[]} [list]
 * @property {number} [chosen] 0-based place in `list`
 * @property {Sounded} [sound]
 * @property {boolean} [final] it changed something, and there is no way back
 * @property {boolean} [asks] nothing was done yet: it asks back, and waits
 * @property {boolean} [unlisted] it is none of what was done, as an undo is not
 * @property {string} [role] its earcon, where that is not its command's
 * @property {boolean} [secret] what it was given is nobody's business, and is not kept
 * @property {string} [as] the command that was done in truth, where a choice did another
 * @property {number} [parts] so many commands it was, each undone by itself where a session is replayed
 * @property {boolean} [told] a session has it already, as the commands that it was
 * @property {boolean} [repeats] again may do it once more, though its command's row does not say so
 */

/** The command had no effect, and why. @typedef {{ok: false, why: Message}} Refusal */

/** @typedef {Done | Refusal} Outcome */

/**
 * @typedef {object} Call
 * @property {string} command
 * @property {unknown} [value] as the command table's kind says
 * @property {Item[] | null} [list] what is offered now
 * @property {number | null} [chosen] 0-based place in `list`
 */

/** @typedef {(call: Call, ports: Ports) => Promise<Outcome>} Handler */

/** What can follow now: the keys of labels, and the same things as a list. @typedef {{labels?: number[][], list?: Item[]}} Told */

/**
 * What a person is shown while a word waits for a value of one kind.
 * @typedef {object} Aid
 * @property {(ports: Ports, changed: (reply: Reply<Told>) => void) => Promise<Reply<Told>>} begin refuses where the
 *   value could be of no use; `changed` is told when something else can follow, or no more
 * @property {(keys: number[], ports: Ports) => Message | null} played shows what of the value has been played; gives
 *   what there is to say of it
 * @property {(ports: Ports) => void} end
 */

/** A port's answer where the browser may refuse. @template T @typedef {{ok: true, value: T} | Refusal} Reply */

/**
 * What is in front, known without asking: what adapters share.
 * @typedef {object} Front
 * @property {() => number} windowId the normal window that had the focus last; −1 none
 * @property {() => chrome.tabs.Tab | null} tab its active tab
 * @property {() => chrome.tabs.Tab[] | null} tabs all of them in order; null while they change
 * @property {(windowId: number) => Promise<void>} look takes this window as the front
 * @property {(tab: chrome.tabs.Tab) => void} take takes this tab, just activated, as the front
 * @property {(hear: (tab: chrome.tabs.Tab) => void) => void} arrived tells when the browser is done
 *   with its active tab: with a load, a frame, or a change of the address
 * @property {(follow: () => void) => void} moved tells when another tab or window may be in front
 */

/**
 * What a refusal may name to be asked instead: a frame, by its place among each window's frames from the top, else
 * by its size; and, where a point was asked about, that point there.
 * @typedef {{within?: number[], frame?: {width: number, height: number}, at?: {x: number, y: number}}} Elsewhere
 */

/**
 * What all frames of a page answer; `pdfs` shown in it are not among them, since the browser lets nobody read them.
 * @typedef {{ok: true, value: {tab: number, frame: number, value: any}[], pdfs: number} | Refusal} Answers
 */

/**
 * The page agents of the tab in front, for the adapters that act through them: to the main frame,
 * to any frame of a tab, to all frames, to the frame that has the focus, and in the gesture that the panel
 * just had.
 * @typedef {object} Agent
 * @property {(request: object) => Promise<Reply<any>>} ask
 * @property {(tab: number, request: object, frame?: number) => Promise<Reply<any>>} askTab
 * @property {(request: object) => Promise<Answers>} askAll
 * @property {(tab: number, request: object) => Promise<Answers>} askAllOf
 * @property {(tab: number, request: object, frame: number) => Promise<Reply<any>>} askInGesture
 * @property {(tab: number, request: object) => Promise<{tab: number, frame: number, reply: Reply<any>}>} askThrough the
 *   main frame, then whichever it names instead, and so on
 * @property {(request: object) => Promise<{tab: number, frame: number, reply: Reply<any>}>} askFocused the same in the
 *   tab in front
 * @property {(tab: number, named: Elsewhere) => Promise<number | null>} frameNamed null where none or several fit
 * @property {(tab: number, frame: number, script?: string, origin?: string) => Promise<void>} followScript follows the focused
 *   javascript: link; or `script`, the address of one in a closed shadow root, unless that is ""
 *   where the page's own scripts run
 */

/**
 * @typedef {object} Tab
 * @property {number} id
 * @property {number} windowId
 * @property {number} index 0-based place in its window
 * @property {string} title
 * @property {string} url
 * @property {boolean} active
 * @property {boolean} pinned
 * @property {boolean} muted
 * @property {boolean} playing it sounds, muted or not
 * @property {number} used ms since the epoch when it was last in front
 */

/**
 * Tabs. "Current" is the active tab of the normal window that had the focus last. Every promise
 * settles when the browser shows the effect.
 * @typedef {object} TabsPort
 * @property {() => Promise<Tab>} current
 * @property {() => Promise<Tab[]>} list the current window's, in order
 * @property {() => Promise<Tab[]>} all every normal window's, window by window
 * @property {(id: number) => Promise<Tab | null>} get null where it is gone
 * @property {(id: number) => Promise<void>} activate brings the tab, and its window, to the front
 * @property {(what: {url?: string, windowId?: number, index?: number, pinned?: boolean}) => Promise<Tab>} create
 * @property {(ids: number[]) => Promise<void>} close
 * @property {(id: number) => Promise<Tab>} duplicate
 * @property {(id: number, on: boolean) => Promise<void>} pin
 * @property {(id: number, on: boolean) => Promise<void>} mute
 * @property {(id: number, index: number, windowId?: number) => Promise<void>} move
 * @property {(id: number) => Promise<Tab>} detach into a window of its own
 * @property {(id: number, steps: number) => Promise<number>} travel in the tab's history, −2 is two
 *   back; settles when committed, with the steps that could be gone
 * @property {(id: number, url: string) => Promise<void>} navigate settles when committed
 * @property {(id: number) => Promise<void>} reload settles when loaded
 * @property {(id: number, act: () => Promise<unknown>) => Promise<void>} committed does `act`, and
 *   settles when the tab has committed the page that comes of it
 */

/**
 * Pages that come in the current tab: each that has loaded, and each that an app made of the one before.
 * @typedef {{told: (hear: (page: {title: string, url: string}) => void) => void}} ArrivalsPort
 */

/**
 * A channel: a normal browser window.
 * @typedef {{id: number, title: string, tabs: number, current: boolean}} Channel
 */

/**
 * @typedef {object} WindowsPort
 * @property {() => Promise<Channel[]>} list in the order they were made
 * @property {(id: number) => Promise<void>} focus
 * @property {(url?: string) => Promise<Channel>} create a new one, in front
 * @property {(id: number) => Promise<boolean>} isFull it fills the screen
 * @property {(id: number, on: boolean) => Promise<void>} full has it fill the screen, or no longer
 * @property {(id: number) => Promise<void>} close
 */

/** @typedef {import("./page_port.js").Scroll} Scroll */
/** @typedef {import("./page_port.js").Spot} Spot */
/** @typedef {import("./page_port.js").Scrolled} Scrolled */
/** @typedef {import("./page_port.js").Acted} Acted */
/** @typedef {import("./page_port.js").PagePort} PagePort */

/**
 * @typedef {object} Bookmark
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {string} folder id of the folder
 * @property {number} index in the folder
 */

/**
 * `granted` is false until the user allows it in Get started; nothing else may be called then.
 * @typedef {object} BookmarksPort
 * @property {() => Promise<boolean>} granted
 * @property {() => Promise<Bookmark[]>} all newest first
 * @property {(what: {title: string, url: string, folder?: string, index?: number}) => Promise<Bookmark>} add
 * @property {(id: string) => Promise<void>} remove
 */

/** A page of the past. @typedef {{url: string, title: string, visits: number, last: number}} Past */

/** One visit; `how` is Chrome's transition ("link", "typed" …), `from` the page before. @typedef {{time: number, how: string, from: string | null}} Visit */

/**
 * `granted` as with bookmarks.
 * @typedef {object} HistoryPort
 * @property {() => Promise<boolean>} granted
 * @property {(text: string) => Promise<Past[]>} search newest first; "" gives all
 * @property {(url: string, traced: number) => Promise<Visit[]>} visits newest first; `from` is looked
 *   for in the first `traced` of them
 * @property {() => Promise<Past[]>} mostVisited
 */

/** A closed tab or window; `time` ms since the epoch. @typedef {{id: string, title: string, url: string, tabs: number, time: number}} Closed */

/**
 * @typedef {object} SessionsPort
 * @property {() => Promise<Closed[]>} closed newest first; `tabs` is 0 for a single tab
 * @property {(id: string) => Promise<{tab: number | null, title: string}>} restore
 */

/** @typedef {{query: (text: string, tab: number) => Promise<void>}} SearchPort */

/** Zoom as a factor, 1 is 100 %. @typedef {{get: (tab: number) => Promise<number>, set: (tab: number, factor: number) => Promise<Reply<number>>, reset: (tab: number) => Promise<Reply<number>>}} ZoomPort */

/** @typedef {{now: () => number, after: (ms: number) => Promise<void>}} ClockPort */

/** A message in the user's language; `locale` as BCP 47; `tongue`: what is said now. @typedef {{of: (message: Message) => string, readonly locale: string, tongue: () => Tongue}} WordsPort */

/**
 * @typedef {object} Ports
 * @property {TabsPort} tabs
 * @property {WindowsPort} windows
 * @property {PagePort} page
 * @property {ElementsPort} elements
 * @property {LabelsPort} labels
 * @property {GridPort} grid
 * @property {FieldsPort} fields
 * @property {TakingPort} taking
 * @property {ClipboardPort} clipboard
 * @property {DownloadsPort} downloads
 * @property {LayoutPort} layout
 * @property {MediaPort} media
 * @property {FindingPort} finding
 * @property {ReadingPort} reading
 * @property {GlidingPort} gliding
 * @property {ArrivalsPort} arrivals
 * @property {BookmarksPort} bookmarks
 * @property {HistoryPort} history
 * @property {SessionsPort} sessions
 * @property {SearchPort} search
 * @property {ZoomPort} zoom
 * @property {SpeechPort} speech
 * @property {VoicesPort} voices
 * @property {RecordingPort} recording
 * @property {ReplayPort} replay
 * @property {TargetsPort} targets
 * @property {AskingPort} asking
 * @property {LibraryPort} library
 * @property {IntentsPort} intents
 * @property {EnginePort} engine
 * @property {OwnPort} own
 * @property {ClockPort} clock
 * @property {WordsPort} words
 */

export {};
