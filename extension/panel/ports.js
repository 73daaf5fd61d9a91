// Everything a handler may act through, made of the browser's own APIs.

import {makeAgent} from '../adapters/agent.js';
import {makeArrivals} from '../adapters/arrivals.js';
import {makeBookmarks} from '../adapters/bookmarks.js';
import {makeClipboard} from '../adapters/clipboard.js';
import {makeDownloads} from '../adapters/downloads.js';
import {makeElements} from '../adapters/elements.js';
import {makeFields} from '../adapters/fields.js';
import {makeFinding} from '../adapters/finding.js';
import {watchFront} from '../adapters/front.js';
import {makeGliding} from '../adapters/gliding.js';
import {makeGrid} from '../adapters/grid.js';
import {makeHistory} from '../adapters/history.js';
import {makeIntents} from '../adapters/intents.js';
import {makeLabels} from '../adapters/labels.js';
import {makeLayout} from '../adapters/layout.js';
import {makeMarks} from '../adapters/marks.js';
import {makeMedia} from '../adapters/media.js';
import {makePage} from '../adapters/page.js';
import {makePageDocuments} from '../adapters/page_documents.js';
import {makeReading} from '../adapters/reading.js';
import {makeSearch} from '../adapters/search.js';
import {makeSessions} from '../adapters/sessions.js';
import {makeTabs} from '../adapters/tabs.js';
import {makeTargets} from '../adapters/targets.js';
import {makeTaking} from '../adapters/taking.js';
import {answersIn, say} from '../adapters/texts.js';
import {makeWindows} from '../adapters/windows.js';
import {makeZoom} from '../adapters/zoom.js';

/** @import {EnginePort} from '../handlers/engine_port.js' */
/** @import {Front, Ports} from '../handlers/ports.js' */
/** @import {Meant, RecordingPort} from '../handlers/recording_port.js' */
/** @import {LayoutPort} from '../handlers/layout_port.js' */
/** @import {SpeechPort} from '../handlers/reading_port.js' */
/** @import {VoicesPort} from '../handlers/voices_port.js' */

/** @param {number} ms @returns {Promise<void>} */
const after = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

/**
 * @param {EnginePort} engine
 * @param {Omit<LayoutPort, 'look'>} air Where layouts sound, and how the user wants them.
 * @param {SpeechPort} speech Who reads aloud.
 * @param {VoicesPort} voices
 * @param {import('../handlers/own_port.js').OwnPort} own
 * @param {(front: Front) => {port: RecordingPort, meant: (meant: Meant) => void}} records
 * @param {(front: Front) => import('../handlers/replay_port.js').ReplayPort} replays
 * @param {() => import('../core/tongue.js').Tongue} tongue What is said in the language that is spoken.
 * @param {Pick<import('./asking_room.js').AskingRoom, 'port' | 'library'>} asks Whom questions are asked of.
 * @param {() => string} server The address of our own server, whose pages take commands.
 * @returns {Promise<Ports>}
 */
export async function openPorts(engine, air, speech, voices, own, records, replays, tongue, asks, server) {
  const front = await watchFront(chrome);
  const {port: recording, meant} = records(front);
  /** @type {import('../core/session_log.js').Target | null} */
  let wanted = null;
  const agent = makeAgent(chrome, front, after, meant, () => wanted);
  const marks = makeMarks(chrome);
  return {
    tabs: makeTabs(chrome, front),
    arrivals: makeArrivals(front, agent),
    windows: makeWindows(chrome, front),
    page: makePage(agent),
    media: makeMedia(chrome, agent),
    elements: makeElements(agent),
    labels: makeLabels(front, agent, after),
    grid: makeGrid(front, agent, after),
    fields: makeFields(agent),
    taking: makeTaking(agent),
    clipboard: makeClipboard(document),
    downloads: makeDownloads(chrome, after),
    layout: {...makeLayout(agent), ...air},
    finding: makeFinding(chrome, agent, marks),
    gliding: makeGliding(front, agent, after),
    reading: makeReading(chrome, front, agent, marks, after),
    bookmarks: makeBookmarks(chrome),
    history: makeHistory(chrome),
    sessions: makeSessions(chrome, front),
    search: makeSearch(chrome),
    zoom: makeZoom(chrome),
    speech,
    voices,
    recording,
    replay: replays(front),
    targets: makeTargets(agent, (target) => { wanted = target; }),
    asking: asks.port,
    intents: makeIntents(front, agent, server),
    library: {...makePageDocuments(agent), ...asks.library},
    engine,
    own,
    clock: {now: Date.now, after},
    words: {of: say, get locale() { return answersIn(); }, tongue},
  };
}
