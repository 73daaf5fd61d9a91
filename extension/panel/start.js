// Get started: asks for MIDI, pages, bookmarks and history, downloads, microphone, camera and tabs, each by its own button and reason.

import {fillTexts, loadTexts, text} from '../adapters/texts.js';

/** @typedef {{id: string, ask: () => Promise<unknown>, has: () => Promise<'ready'|'prompt'|'denied'>}} Step */

const PAGES = {origins: ['<all_urls>']};
const PAST = {permissions: /** @type {const} */ (['bookmarks', 'history'])};
const FILES = {permissions: /** @type {const} */ (['downloads'])};

/** @param {PermissionState} state */
const condition = (state) => state === 'granted' ? 'ready' : state;

/** @param {any} descriptor What navigator.permissions knows by name. */
const query = async (descriptor) => condition((await navigator.permissions.query(descriptor)).state);

/** @param {chrome.permissions.Permissions} wanted */
const contains = async (wanted) => await chrome.permissions.contains(wanted) ? 'ready' : 'prompt';

const TAB = {permissions: /** @type {const} */ (['tabCapture'])};

/** It is opened only to be allowed, and closed at once. @param {MediaStreamConstraints} constraints */
async function askDevice(constraints) {
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  for (const track of stream.getTracks()) track.stop();
}

/** @type {readonly Step[]} */
const STEPS = [
  {id: 'midi', ask: () => navigator.requestMIDIAccess({sysex: false}), has: () => query({name: 'midi', sysex: false})},
  {id: 'pages', ask: () => chrome.permissions.request(PAGES), has: () => contains(PAGES)},
  {id: 'past', ask: () => chrome.permissions.request(/** @type {any} */ (PAST)), has: () => contains(/** @type {any} */ (PAST))},
  {id: 'files', ask: () => chrome.permissions.request(/** @type {any} */ (FILES)), has: () => contains(/** @type {any} */ (FILES))},
  {id: 'microphone', ask: () => askDevice({audio: true}), has: () => query({name: 'microphone'})},
  {id: 'camera', ask: () => askDevice({video: true}), has: () => query({name: 'camera'})},
  {id: 'tab', ask: () => chrome.permissions.request(/** @type {any} */ (TAB)), has: () => contains(/** @type {any} */ (TAB))},
];

/** @param {string} id @param {string} state @param {string} said */
function show(id, state, said) {
  const line = /** @type {HTMLElement} */ (document.querySelector(`#${id} .state`));
  line.dataset.state = state;
  line.textContent = said;
}

/** @param {Step} step Shows what is allowed already, and what no longer is. */
async function refresh({id, has}) {
  const state = await has();
  show(id, state, state === 'prompt' ? '' : text(`start_state_${state}`));
}

/** @param {Step} step Asks, on a press, and says what came of it. */
async function request(step) {
  try {
    await step.ask();
    await refresh(step);
    if (await step.has() === 'prompt') show(step.id, 'failed', text('start_state_refused'));
  } catch (error) {
    // What the browser refused, it says itself; what there is no device for, too.
    const state = await step.has();
    show(step.id, state === 'denied' ? 'denied' : 'failed', FAILURES[state](error instanceof Error ? error.message : String(error)));
  }
}

/** What to say of a failure, by what the browser allows. @type {Record<Awaited<ReturnType<Step['has']>>, (reason: string) => string>} */
const FAILURES = {
  denied: () => text('start_state_denied'),
  prompt: (reason) => text('start_state_failed', [reason]),
  ready: (reason) => text('start_state_unusable', [reason]),
};

/** Opens the engine's panel beside this page, which a press allows. */
async function openPanel() {
  const {id} = await chrome.windows.getCurrent();
  await chrome.sidePanel.open({windowId: /** @type {number} */ (id)});
}

await loadTexts();
fillTexts(document);
document.title = text('start_title');
for (const step of STEPS) {
  document.querySelector(`#${step.id} button`)?.addEventListener('click', () => request(step));
  refresh(step);
}
// What is taken back meanwhile, in the browser's settings, is shown when one comes back.
addEventListener('focus', () => STEPS.forEach(refresh));
document.getElementById('open-panel')?.addEventListener('click', openPanel);
document.getElementById('open-window')?.addEventListener('click', () => chrome.runtime.sendMessage({worker: 'open-window'}));
