// The tabs room kept current: what the browser tells of tabs and windows redraws it.

import {watchFront} from '../adapters/front.js';
import {makeTabs} from '../adapters/tabs.js';
import {makeWindows} from '../adapters/windows.js';
import {showTabs} from './tabs_view.js';

/** @param {HTMLElement} room */
export async function openTabs(room) {
  const front = await watchFront(chrome);
  const tabs = makeTabs(chrome, front);
  const windows = makeWindows(chrome, front);
  let waiting = false;

  const draw = async () => {
    waiting = false;
    showTabs(room, await windows.list(), await tabs.all(), tabs.activate);
  };
  const changed = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };
  for (const event of /** @type {const} */ (['onCreated', 'onRemoved', 'onUpdated', 'onMoved', 'onActivated', 'onAttached', 'onDetached'])) {
    /** @type {chrome.events.Event<() => void>} */ (/** @type {unknown} */ (chrome.tabs[event])).addListener(changed);
  }
  chrome.windows.onFocusChanged.addListener(changed);
  changed();
}
