// The companion server over HTTP: is it there, and pairing with it by a one-time code.

/**
 * @typedef {import('../core/settings.js').Message} Message
 * @typedef {{ok: true, token: string, user: string} | {ok: false, why: Message}} Paired
 */

/** Answers that a person can do something about, by status. */
const REFUSALS = new Map([
  [400, 'why_pair_bad_code'], [401, 'why_pair_bad_code'], [403, 'why_pair_forbidden'], [404, 'why_pair_bad_code'],
  [410, 'why_pair_bad_code'], [422, 'why_pair_bad_code'], [429, 'why_pair_too_often'],
]);

/**
 * Trades a one-time code for a token of this browser's own.
 * @param {string} server Its address, on this machine.
 * @param {string} code As the server showed it; case and spaces do not matter.
 * @param {string} name What the owner will find this browser under.
 * @returns {Promise<Paired>}
 */
export async function pair(server, code, name) {
  const body = JSON.stringify({code: code.replace(/[\s-]/g, '').toUpperCase(), name});
  try {
    const reply = await fetch(`${server}/v1/pairings`, {method: 'POST', headers: {'content-type': 'application/json'}, body});
    if (!reply.ok) return {ok: false, why: {key: REFUSALS.get(reply.status) ?? 'why_pair_failed', args: [String(reply.status)]}};
    const {token, user} = await reply.json();
    return {ok: true, token, user: user.name};
  } catch {
    return {ok: false, why: {key: 'why_no_server', args: [server]}};
  }
}

/** Numbers of what a server holds, in the order in which they are told. */
const TOTALS = ['recordings', 'inquiries', 'documents', 'topics', 'ratings'];

/**
 * What the server holds.
 * @param {string} server
 * @param {string} token
 * @returns {Promise<number[] | null>} Recordings, questions, documents, topics and ratings; null where it does not tell.
 */
export async function totalsOf(server, token) {
  try {
    const reply = await fetch(`${server}/v1/stats`, {headers: {authorization: `Bearer ${token}`}});
    const told = reply.ok ? await reply.json() : null;
    return told && TOTALS.map((name) => Number(told[name]));
  } catch {
    return null;
  }
}

/**
 * Whether the server still takes a token.
 * @param {string} server
 * @param {string} token
 * @returns {Promise<boolean>} False where no server answers, too.
 */
export async function isPaired(server, token) {
  try {
    return (await fetch(`${server}/v1/status`, {headers: {authorization: `Bearer ${token}`}})).ok;
  } catch {
    return false;
  }
}
