// Recordings on the server: sent in pieces, and on from where it broke off.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { openRecordings } from '../../../extension/adapters/recordings.js';

const FILE = new Uint8Array(2_500_000).map((_, at) => at % 251);

/** A server that keeps what it is sent, and loses the connection in the piece that `breaks` names. */
function server() {
  const made = {
    held: new Uint8Array(0), calls: /** @type {string[]} */ ([]), breaks: -1, status: 200, told: /** @type {any} */ (null),
    ask: async (/** @type {any} */ url, /** @type {any} */ { method, headers, body } = {}) => {
      made.calls.push(`${method} ${new URL(url).pathname} ${headers['upload-offset'] ?? ''}`.trim());
      assert.equal(headers.authorization, 'Bearer token');
      if (made.status !== 200) return new Response('', { status: made.status });
      if (method === 'POST') made.told = JSON.parse(body);
      if (method === 'PUT') return Response.json({ ...made.told, name: JSON.parse(body).name });
      if (method === 'DELETE') return new Response(null, { status: 204 });
      if (method === 'PATCH') {
        assert.equal(headers['upload-offset'], String(made.held.length));
        made.breaks -= 1;
        const come = made.breaks === 0 ? body.subarray(0, 1000) : body;
        made.held = new Uint8Array([...made.held, ...come]);
        if (made.breaks === 0) throw new TypeError('the connection broke');
      }
      return Response.json({ id: 'abc', offset: made.held.length, complete: made.held.length === made.told.size });
    },
  };
  return made;
}

test('it is announced with its size and SHA-256, and sent in pieces', async () => {
  const there = server();

  assert.equal(await openRecordings('http://127.0.0.1:8000', 'token', /** @type {any} */ (there.ask)).send('Evening', FILE), 'abc');
  assert.deepEqual(there.told, { kind: 'session', name: 'Evening', size: FILE.length, sha256: createHash('sha256').update(FILE).digest('hex') });
  assert.deepEqual(there.calls, ['POST /v1/recordings', 'PATCH /v1/recordings/abc 0', 'PATCH /v1/recordings/abc 1000000', 'PATCH /v1/recordings/abc 2000000']);
  assert.deepEqual(there.held, FILE);
});

test('what broke off goes on where it was', async () => {
  const there = server();
  there.breaks = 2;
  const { send } = openRecordings('http://127.0.0.1:8000', 'token', /** @type {any} */ (there.ask));

  await assert.rejects(send('Evening', FILE));
  there.calls.length = 0;
  await send('Evening', FILE);

  assert.equal(there.calls[1], 'PATCH /v1/recordings/abc 1001000');
  assert.deepEqual(there.held, FILE);
});

test('what the server has whole is not sent again, and a refusal is thrown', async () => {
  const there = server();
  there.held = FILE;
  const { send, remove } = openRecordings('http://127.0.0.1:8000', 'token', /** @type {any} */ (there.ask));

  await send('Evening', FILE);
  assert.deepEqual(there.calls, ['POST /v1/recordings']);
  await remove('abc');
  there.status = 403;
  await assert.rejects(send('Evening', FILE), /POST 403/);
});

test('it is given another name, which a server that refuses it throws', async () => {
  const there = server();
  const { rename } = openRecordings('http://127.0.0.1:8000', 'token', /** @type {any} */ (there.ask));

  assert.equal((await rename('abc', 'Morning')).name, 'Morning');
  assert.deepEqual(there.calls, ['PUT /v1/recordings/abc/name']);
  there.status = 404;
  await assert.rejects(rename('abc', 'Noon'), /PUT 404/);
});
