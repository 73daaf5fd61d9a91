// Own store: the words of one's own in the browser's local storage, and their chunks in its sync storage.

import {fromChunks, isChunk, leftOver, toChunks} from '../core/chunks.js';

/** @typedef {import('../core/own.js').Entry} Entry */
/** What is kept: the entries, and how each was before. @typedef {{entries: Entry[], past: Record<string, import('../core/own.js').Own[]>}} Kept */

const KEY = 'own';
/** Each side has a place of its own: both are kept at the same time, and neither may write over the other. @param {string} side */
const basePlace = (side) => `own_base_${side}`;

/** @returns {Promise<any>} As it was stored, unchecked; null before the first time. */
export const loadOwn = async () => (await chrome.storage.local.get(KEY))[KEY] ?? null;

/** @param {Kept} kept */
export const saveOwn = (kept) => chrome.storage.local.set({[KEY]: kept});

/** @param {(kept: any) => void} changed Told when this or another panel has stored them. */
export function watchOwn(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes[KEY]) changed(changes[KEY].newValue ?? null);
  });
}

/** @param {string} side @returns {Promise<any>} What another side and this one had when they were the same last, unchecked. */
export const loadBase = async (side) => (await chrome.storage.local.get(basePlace(side)))[basePlace(side)] ?? [];

/** @param {string} side @param {readonly Entry[]} entries */
export const saveBase = (side, entries) => chrome.storage.local.set({[basePlace(side)]: entries});

/** @returns {Promise<string | null>} What sync holds of them; null where it is nothing, or torn. */
export const readSync = async () => fromChunks(KEY, await chrome.storage.sync.get(null));

/** @param {string} text @returns {Promise<boolean>} False where it is too long for sync. */
export async function writeSync(text) {
  const chunks = toChunks(KEY, text);
  if (!chunks) return false;
  const old = leftOver(KEY, await chrome.storage.sync.get(null), chunks);
  await chrome.storage.sync.set(chunks);
  await chrome.storage.sync.remove(old);
  return true;
}

/** @param {() => void} changed Told when sync holds something else, from here or elsewhere. */
export function watchSync(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'sync' && Object.keys(changes).some((key) => isChunk(KEY, key))) changed();
  });
}
