// What the browser keeps for us: settings in sync storage, the pairing in local storage.

/**
 * @typedef {{token: string, server: string, user: string}} Pairing
 */

/** @returns {Promise<Record<string, unknown>>} The settings as they were stored, unchecked. */
export const loadSettings = async () => /** @type {any} */ ((await chrome.storage.sync.get('settings')).settings ?? {});

/**
 * Stores all settings at once, so that a crash leaves the old ones or the new.
 * @param {Record<string, unknown>} settings
 */
export const saveSettings = (settings) => chrome.storage.sync.set({settings});

/**
 * Calls back whenever settings change, here, in another panel or in another browser of the same user.
 * @param {(settings: Record<string, unknown>) => void} changed
 */
export function watchSettings(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'sync' && changes.settings) changed(/** @type {any} */ (changes.settings.newValue ?? {}));
  });
}

/** @returns {Promise<Pairing | null>} The server this browser is paired with. */
export const loadPairing = async () => /** @type {any} */ ((await chrome.storage.local.get('pairing')).pairing ?? null);

/** @param {Pairing | null} pairing Null forgets it. */
export const savePairing = (pairing) => pairing
  ? chrome.storage.local.set({pairing})
  : chrome.storage.local.remove('pairing');

/** @param {(pairing: Pairing | null) => void} changed */
export function watchPairing(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes.pairing) changed(/** @type {any} */ (changes.pairing.newValue ?? null));
  });
}

/**
 * The topics that are asked beside all documents, of the server that has them.
 * @param {string} server
 * @returns {Promise<string[]>}
 */
export async function loadTopics(server) {
  const {topics} = /** @type {{topics?: {server: string, names: string[]}}} */ (await chrome.storage.local.get('topics'));
  return topics?.server === server ? topics.names : [];
}

/** @param {string} server @param {string[]} names */
export const saveTopics = (server, names) => chrome.storage.local.set({topics: {server, names}});

/**
 * Who answers whatever page is in front, of the server that has them; '' whose page it is.
 * @param {string} server
 * @returns {Promise<string>}
 */
export async function loadPersona(server) {
  const {persona} = /** @type {{persona?: {server: string, name: string}}} */ (await chrome.storage.local.get('persona'));
  return persona?.server === server ? persona.name : '';
}

/** @param {string} server @param {string} name */
export const savePersona = (server, name) => chrome.storage.local.set({persona: {server, name}});

/**
 * Reads a small flag that says something was shown once.
 * @param {string} name
 * @returns {Promise<boolean>}
 */
export const seen = async (name) => Boolean((await chrome.storage.local.get(`seen_${name}`))[`seen_${name}`]);

/** @param {string} name */
export const markSeen = (name) => chrome.storage.local.set({[`seen_${name}`]: true});

/**
 * What sessions carry is a matter of this browser: another of the same user is in another room, so it is not synced.
 * @returns {Promise<string[]>} kinds of media
 */
export const loadCarried = async () => /** @type {any} */ ((await chrome.storage.local.get('carried')).carried ?? []);

/** @param {string[]} carried */
export const saveCarried = (carried) => chrome.storage.local.set({carried});

/** @param {(carried: string[]) => void} changed */
export function watchCarried(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes.carried) changed(/** @type {any} */ (changes.carried.newValue ?? []));
  });
}
