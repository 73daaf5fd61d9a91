// The server's stream: what waits while the socket takes no more.

import assert from 'node:assert/strict';
import {beforeEach, test} from 'node:test';

import {openStream} from '../../../extension/adapters/server_stream.js';

/** @type {any} */
let socket;
/** @type {(() => void)[]} */
let waiting;
/** @type {string[]} */
let log;

beforeEach(() => { [socket, waiting, log] = [null, [], []]; });

class FakeSocket {
  bufferedAmount = 0;
  readyState = 1;
  sent = /** @type {any[]} */ ([]);
  /** @type {any} */
  onmessage;

  constructor() {
    socket = this;
  }

  /** @param {any} message */
  send(message) {
    this.sent.push(typeof message === 'string' ? message : new Uint8Array(message)[0]);
    if (typeof message !== 'string') this.bufferedAmount += message.byteLength;
  }

  close() {}
}

/** @type {any} */
const WORLD = {WebSocket: FakeSocket, after: (/** @type {() => void} */ act) => { waiting.push(act); return () => { waiting = []; }; }, now: () => 0};

const welcomed = () => {
  const stream = openStream('http://127.0.0.1:8000/v1/listen', 'token', {
    onState: () => undefined, onMessage: () => undefined, onGone: () => undefined, onDropped: () => log.push('dropped'),
  }, WORLD);
  socket.onmessage({data: '{"type": "welcome"}'});
  return stream;
};

/** @param {number} mark A tenth of a second of sound that is told by its first byte. */
const sound = (mark) => new Uint8Array(3200).fill(mark).buffer;

test('what comes while much is under way waits, and goes in its order when it can', () => {
  const stream = welcomed();
  for (let n = 1; n <= 8; n += 1) stream.send(sound(n));
  stream.send({type: 'end'});
  assert.deepEqual(socket.sent, [1, 2, 3, 4, 5]);
  socket.bufferedAmount = 0;
  waiting.pop()?.();

  assert.deepEqual(socket.sent, [1, 2, 3, 4, 5, 6, 7, 8, '{"type":"end"}']);
});

test('more than two seconds do not wait: the oldest sound is dropped, which is told once, and no message is', () => {
  const stream = welcomed();
  for (let n = 1; n <= 10; n += 1) stream.send(sound(n));
  stream.send({type: 'end'});
  for (let n = 11; n <= 40; n += 1) stream.send(sound(n));
  assert.deepEqual(log, ['dropped']);
  for (let n = 0; n < 9; n += 1) { socket.bufferedAmount = 0; waiting.pop()?.(); }

  assert.deepEqual(socket.sent.slice(0, 7), [1, 2, 3, 4, 5, '{"type":"end"}', 21]);
  assert.equal(socket.sent.at(-1), 40);
});

test('what waited is forgotten with the connection', () => {
  const stream = welcomed();
  for (let n = 1; n <= 8; n += 1) stream.send(sound(n));
  socket.onclose({code: 1006, reason: ''});

  assert.deepEqual([stream.send(sound(9)), socket.sent.length], [false, 5]);
});

test('nothing is given to a socket that closes', () => {
  const stream = welcomed();
  socket.readyState = 2;
  stream.send(sound(1));
  stream.send({type: 'end'});

  assert.deepEqual(socket.sent, []);
});
