// Served store: people's languages of a server that this browser plays, kept so that they are there without it.

const KEY = 'served_languages';

/** @returns {Promise<unknown>} As it was stored, unchecked. */
export const loadServed = async () => (await chrome.storage.local.get(KEY))[KEY] ?? [];

/** @param {readonly import('../core/served.js').Served[]} languages */
export const saveServed = (languages) => chrome.storage.local.set({[KEY]: languages});

/** @param {(languages: unknown) => void} changed Told when this or another panel has stored them. */
export function watchServed(changed) {
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && changes[KEY]) changed(changes[KEY].newValue ?? []);
  });
}

/**
 * What the server has now.
 * @param {{server: string, token: string}} reach
 * @returns {Promise<unknown[] | null>} null where it cannot be reached, or refuses.
 */
export async function servedThere({server, token}) {
  try {
    const reply = await fetch(`${server}/v1/words/playable`, {headers: {authorization: `Bearer ${token}`}, cache: 'no-store'});
    const told = reply.ok ? await reply.json() : null;
    return Array.isArray(told?.languages) ? told.languages : null;
  } catch {
    return null;
  }
}
