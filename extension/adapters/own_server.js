// Own server: the words of one's own on the companion server, read and written with the version they were read at.

/** @typedef {{server: string, token: string}} Paired */

const PATH = '/v1/languages/own';

/**
 * @param {Paired} paired
 * @returns {Promise<{language: any, version: string} | null>} Null where the server cannot be reached, or refuses.
 */
export async function readOwnThere({server, token}) {
  try {
    const reply = await fetch(`${server}${PATH}`, {headers: {authorization: `Bearer ${token}`}, cache: 'no-store'});
    return reply.ok ? {language: await reply.json(), version: reply.headers.get('etag') ?? ''} : null;
  } catch {
    return null;
  }
}

/**
 * @param {Paired} paired
 * @param {any} language
 * @param {string} version It was read at.
 * @returns {Promise<'written' | 'late' | 'full' | 'away'>} Late: another has written since.
 */
export async function writeOwnThere({server, token}, language, version) {
  try {
    const reply = await fetch(`${server}${PATH}`, {
      method: 'PUT', headers: {authorization: `Bearer ${token}`, 'content-type': 'application/json', 'if-match': version}, body: JSON.stringify(language),
    });
    return reply.ok ? 'written' : ANSWERS.get(reply.status) ?? 'away';
  } catch {
    return 'away';
  }
}

/** @type {ReadonlyMap<number, 'late' | 'full'>} */
const ANSWERS = new Map([[412, 'late'], [413, 'full']]);
