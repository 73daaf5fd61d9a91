// Files sent in pieces: whole, on from where they broke off, and refused with the reason.

import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';

import {kindOf, NotSent, PIECE, sendFile} from '../../web/file_sending.js';

/** @typedef {import('../../web/file_sending.js').Answer} Answer */

/** A server that keeps one file; `away` says for which requests (counted from 0) it does not answer, `deaf` of those whether it took them all the same. */
class FakeServer {
  /** @param {{away?: number[], deaf?: boolean, has?: Uint8Array}} [how] */
  constructor({away = [], deaf = false, has = new Uint8Array()} = {}) {
    this.away = away;
    this.deaf = deaf;
    this.kept = [...has];
    this.size = 0;
    this.sum = '';
    /** @type {string[]} */
    this.asked = [];
    this.waited = 0;
  }

  later = async () => { this.waited += 1; };

  /** @param {string} method @param {string} path @param {any} body @param {Record<string, string>} headers @returns {Promise<Answer>} */
  call = async (method, path, body, headers) => {
    const lost = this.away.includes(this.asked.length);
    this.asked.push(`${method} ${path}`);
    if (lost && !this.deaf) return {ok: false, status: 0, why: ''};
    if (method === 'POST') Object.assign(this, {size: body.size, sum: body.sha256});
    if (method === 'PATCH') {
      if (Number(headers['upload-offset']) !== this.kept.length) return {ok: false, status: 409, why: 'It goes on elsewhere.'};
      for (const byte of body) this.kept.push(byte);
    }
    if (lost) return {ok: false, status: 0, why: ''};
    return {ok: true, value: {id: 'abc', offset: this.kept.length, complete: this.kept.length === this.size}};
  };
}

const BYTES = Uint8Array.from({length: 2 * PIECE + 10}, (_, at) => at % 251);
const SUM = createHash('sha256').update(BYTES).digest('hex');
const file = new File([BYTES], 'take.mid');

/** @param {FakeServer} server @param {AbortSignal} [signal] */
async function sent(server, signal = new AbortController().signal) {
  /** @type {string[]} */
  const told = [];
  const id = await sendFile(file, server, {step: (text) => { told.push(text); }, signal});
  return {id, told};
}

/** @param {FakeServer} server */
const whole = ({kept, sum}) => sum === SUM && Buffer.compare(Buffer.from(kept), Buffer.from(BYTES)) === 0;

test('a file is announced with its sum, and sent whole', async () => {
  const server = new FakeServer();
  const {id, told} = await sent(server);
  assert.equal(id, 'abc');
  assert.ok(whole(server));
  assert.deepEqual(server.asked, ['POST /v1/recordings', ...Array(3).fill('PATCH /v1/recordings/abc')]);
  assert.equal(told.at(-1), 'sent 8 MB of 8 MB');
});

test('what is there already is not sent again', async () => {
  const server = new FakeServer({has: BYTES.subarray(0, PIECE)});
  await sent(server);
  assert.ok(whole(server));
  assert.equal(server.asked.length, 3);
  const all = new FakeServer({has: BYTES});
  await sent(all);
  assert.deepEqual(all.asked, ['POST /v1/recordings']);
});

for (const deaf of [false, true]) {
  test(`a server that is away is asked until it is there, and the file goes on${deaf ? ', its piece having come and its answer not' : ''}`, async () => {
    const server = new FakeServer({away: [0, 1, 3, 4], deaf});
    const {told} = await sent(server);
    assert.ok(whole(server));
    assert.equal(server.waited, 4);
    assert.ok(told.includes('waits for the server, and then goes on'));
    assert.ok(server.asked.includes('GET /v1/recordings/abc'));
  });
}

test('what the server refuses is told in its words', async () => {
  const server = new FakeServer();
  server.call = async () => ({ok: false, status: 400, why: 'It is no MIDI file.'});
  await assert.rejects(sent(server), (error) => error instanceof NotSent && error.message === 'It is no MIDI file.');
});

test('one that is stopped sends no more, and nothing is asked of the server any more', async () => {
  const stopping = new AbortController();
  const server = new FakeServer({away: [1]});
  server.later = async () => { stopping.abort(); };
  await assert.rejects(sent(server, stopping.signal), {name: 'AbortError'});
  assert.equal(server.asked.length, 2);
});

test('an empty file, and one that no recording is made of, are refused before anything is sent', async () => {
  const server = new FakeServer();
  const telling = {step: () => undefined, signal: new AbortController().signal};
  await assert.rejects(sendFile(new File([], 'empty.mid'), server, telling), /empty/);
  await assert.rejects(sendFile(new File(['x'], 'letter.docx'), server, telling), /MIDI, sound, pictures/);
  assert.deepEqual(server.asked, []);
});

test('kinds go by the ending, and sound in a film’s format by its type', () => {
  const kinds = [['a.MID', ''], ['b.vtt', 'text/vtt'], ['c.webm', 'video/webm'], ['c.webm', 'audio/webm'], ['d.wav', ''], ['e.mid', 'audio/midi'], ['f', ''], ['g.exe', '']];
  assert.deepEqual(kinds.map(([name, type]) => kindOf({name, type})), ['midi', 'transcript', 'video', 'audio', 'audio', 'midi', null, null]);
});
