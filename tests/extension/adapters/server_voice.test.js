// The server's voices over real HTTP: what is asked for, what comes, and what its failing is called.
import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {after, before, beforeEach, test} from 'node:test';
import {serverSpeech, serverVoices} from '../../../extension/adapters/server_voice.js';

/** @type {(request: import('node:http').IncomingMessage & {said?: any}, reply: import('node:http').ServerResponse) => void} */
let answer = () => undefined;
/** @type {{method: string, url: string, authorization: string, body: any}[]} */
const asked = [];
const server = createServer((request, reply) => {
  let body = '';
  request.on('data', (piece) => { body += piece; });
  request.on('end', () => {
    asked.push({method: String(request.method), url: String(request.url), authorization: String(request.headers.authorization), body: body && JSON.parse(body)});
    answer(request, reply);
  });
});
const reach = {server: '', token: 'a-token'};
before(() => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    reach.server = `http://127.0.0.1:${/** @type {any} */ (server.address()).port}`;
    resolve(undefined);
  });
}));
after(() => { server.closeAllConnections(); server.close(); });
beforeEach(() => { asked.length = 0; });

const SAYING = {text: 'Hallo', lang: 'de', voice: 'thorsten', pace: 150, pitch: 80, volume: 0.5};

/** @param {object} [more] @param {AbortSignal} [signal] */
const speech = async (more = {}, signal = new AbortController().signal) => {
  const samples = [];
  for await (const piece of serverSpeech(reach, {...SAYING, ...more}, signal)) samples.push(...piece);
  return samples;
};

test('it asks for raw samples by pace, pitch, voice and language, with our token', async () => {
  answer = (_, reply) => reply.end(Buffer.from([0, 0x40]));
  assert.deepEqual(await speech(), [0.5]);
  assert.deepEqual(asked, [{method: 'POST', url: '/v1/audio/speech', authorization: 'Bearer a-token', body: {
    input: 'Hallo', response_format: 'pcm', speed: 1.5, pitch: 0.8, voice: 'thorsten', language: 'de',
  }}]);
});

test('what is left to the server is not named', async () => {
  answer = (_, reply) => reply.end();
  await speech({voice: '', lang: ''});
  assert.deepEqual(asked[0].body, {input: 'Hallo', response_format: 'pcm', speed: 1.5, pitch: 0.8});
});

test('the first samples are there before the last are made', async () => {
  /** @type {any} */
  let rest;
  answer = (_, reply) => { reply.write(Buffer.from([0, 0x40, 0])); rest = reply; };
  const pieces = serverSpeech(reach, SAYING, new AbortController().signal);
  assert.deepEqual([...(await pieces.next()).value ?? []], [0.5]);
  rest.end(Buffer.from([0x40]));
  assert.deepEqual([...(await pieces.next()).value ?? []], [0.5]);
  assert.equal((await pieces.next()).done, true);
});

test('a text with nothing to say is silence', async () => {
  answer = (_, reply) => reply.end();
  assert.deepEqual(await speech({text: '…'}), []);
});

test('a voice or language that the server has not is left to its choice', async () => {
  for (const status of [400, 422]) {
    asked.length = 0;
    answer = (_, reply) => (asked.length === 1 ? reply.writeHead(status).end('{}') : reply.end(Buffer.from([0, 0x40])));
    assert.deepEqual(await speech(), [0.5]);
    assert.deepEqual(asked[1].body, {input: 'Hallo', response_format: 'pcm', speed: 1.5, pitch: 0.8});
  }
  answer = (_, reply) => reply.writeHead(400).end('{}');
  await assert.rejects(speech(), {why: {key: 'why_server_voice_refused', args: ['400']}});
});

test('what a page calls its language goes to the server only where it is one', async () => {
  answer = (_, reply) => reply.end();
  for (const lang of ['de-AT', 'zh-Hant-TW', 'x', 'no such', '<script>']) await speech({lang});
  assert.deepEqual(asked.map(({body}) => body.language), ['de-AT', 'zh-Hant-TW', undefined, undefined, undefined]);
});

test('a server that refuses is told with its error', async () => {
  answer = (_, reply) => reply.writeHead(503).end('{}');
  await assert.rejects(speech(), {why: {key: 'why_server_voice_refused', args: ['503']}});
});

test('a server that dies in the middle, or is not there, is gone', async () => {
  answer = (_, reply) => { reply.write(Buffer.from([0, 0x40]), () => reply.destroy()); };
  await assert.rejects(speech(), {why: {key: 'why_server_voice_gone', args: [reach.server]}});
  const nowhere = serverSpeech({...reach, server: 'http://127.0.0.1:9'}, SAYING, new AbortController().signal);
  await assert.rejects(nowhere.next(), {why: {key: 'why_server_voice_gone', args: ['http://127.0.0.1:9']}});
});

test('a server that falls silent is given up', async (context) => {
  context.mock.timers.enable({apis: ['setTimeout']});
  answer = (_, reply) => { reply.write(Buffer.from([0, 0x40])); };
  const pieces = serverSpeech(reach, SAYING, new AbortController().signal);
  await pieces.next();
  const next = pieces.next();
  context.mock.timers.tick(5001);
  await assert.rejects(next, {why: {key: 'why_server_voice_gone', args: [reach.server]}});
});

test('what is called off no longer keeps the server busy', async () => {
  const ends = new AbortController();
  const closed = new Promise((resolve) => { answer = (_, reply) => { reply.on('close', resolve); reply.write(Buffer.from([0, 0x40])); }; });
  const pieces = serverSpeech(reach, SAYING, ends.signal);
  await pieces.next();
  ends.abort();
  await assert.rejects(pieces.next());
  await closed;
});

test('its voices are told as ours are', async () => {
  const voices = [{id: 'en-amy', name: 'Amy', language: 'en_US', engine: 'piper', sample_rate: 22050, default: true},
    {id: 'de', language: 'de', engine: 'espeak', sample_rate: 22050, default: false}];
  answer = (_, reply) => reply.end(JSON.stringify({voices}));
  assert.deepEqual(await serverVoices(reach), [
    {engine: 'server', id: 'en-amy', name: 'Amy (piper)', lang: 'en-US', local: true, first: true},
    {engine: 'server', id: 'de', name: 'de (espeak)', lang: 'de', local: true, first: false},
  ]);
  assert.deepEqual([asked[0].method, asked[0].url, asked[0].authorization], ['GET', '/v1/audio/voices', 'Bearer a-token']);
});

test('a server without voices, or none at all, has none', async () => {
  answer = (_, reply) => reply.writeHead(404).end('{}');
  assert.deepEqual(await serverVoices(reach), []);
  answer = (_, reply) => reply.end('no json');
  assert.deepEqual(await serverVoices(reach), []);
  assert.deepEqual(await serverVoices({...reach, server: 'http://127.0.0.1:9'}), []);
});
