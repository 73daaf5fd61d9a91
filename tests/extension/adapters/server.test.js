// The companion server over HTTP: what it holds, as it tells it.

import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {test} from 'node:test';

import {totalsOf} from '../../../extension/adapters/server.js';

/** Answers as a server would. @param {number} status @param {string} body @param {(address: string, asked: () => string | undefined) => Promise<void>} act */
async function answering(status, body, act) {
  /** @type {string | undefined} */
  let asked;
  const server = createServer((request, reply) => {
    asked = `${request.url} ${request.headers.authorization}`;
    reply.writeHead(status, {'content-type': 'application/json'}).end(body);
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', () => done(null)); });
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
  await act(`http://127.0.0.1:${port}`, () => asked);
  await new Promise((done) => { server.close(done); });
}

test('what a server holds is asked with the token, and told in one order', () =>
  answering(200, '{"topics": 4, "recordings": 1, "inquiries": 2, "documents": 3, "ratings": 5, "people": 9}', async (address, asked) => {
    assert.deepEqual(await totalsOf(address, 'abc'), [1, 2, 3, 4, 5]);
    assert.equal(asked(), '/v1/stats Bearer abc');
  }));

test('a server that knows us no more tells nothing', () => answering(401, '{"detail": "no"}', async (address) => {
  assert.equal(await totalsOf(address, 'abc'), null);
}));

test('where no server is nothing is told', async () => {
  assert.equal(await totalsOf('http://127.0.0.1:1', 'abc'), null);
});
