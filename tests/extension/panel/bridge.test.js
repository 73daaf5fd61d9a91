// Bridge: the server's keyboards, on a fake WebSocket and a clock of the test's own.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { openBridge } from '../../../extension/panel/bridge.js';

/** @type {any[]} */
let sockets;
/** What waits: [ms, act]. @type {[number, () => void][]} */
let waiting;
/** What was heard, in its order. @type {any[]} */
let heard;
let now = 0;

class FakeSocket {
  sent = /** @type {any[]} */ ([]);
  closed = false;
  /** @type {any} */
  onopen;
  /** @type {any} */
  onmessage;
  /** @type {any} */
  onclose;

  /** @param {string} url */
  constructor(url) {
    this.url = url;
    sockets.push(this);
  }

  /** @param {string} text */
  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  /** @param {any[]} messages */
  says(...messages) {
    for (const message of messages) this.onmessage({ data: JSON.stringify(message) });
  }

  drop(code = 1006, reason = '') {
    this.onclose({ code, reason });
  }
}

/** @type {any} */
const WORLD = {
  WebSocket: FakeSocket,
  after: (/** @type {() => void} */ act, /** @type {number} */ ms) => {
    waiting.push([ms, act]);
    return () => { waiting = []; };
  },
  now: () => now,
};
const WELCOME = { type: 'welcome', version: '0.1.0' };
const PORTS = { type: 'ports', ports: [{ id: 'k', name: 'K', open: true }] };
const NOTE = { type: 'midi', port: 'k', bytes: [144, 60, 64], time: 1000 };

beforeEach(() => { [sockets, waiting, heard, now] = [[], [], [], 0]; });

const open = () => openBridge('http://127.0.0.1:8000', 'secret', {
  onState: (...state) => heard.push(['state', ...state]),
  onPorts: (ports) => heard.push(['ports', ports.map(({ id }) => id)]),
  onLost: (port) => heard.push(['lost', port]),
  onMessage: (...message) => heard.push(['midi', ...message]),
}, WORLD);

test('the token goes in the first message and never into the address', () => {
  open();
  sockets[0].onopen();

  assert.equal(sockets[0].url, 'ws://127.0.0.1:8000/v1/midi');
  assert.deepEqual(sockets[0].sent, [{ type: 'hello', token: 'secret' }]);
});

test('a server with TLS is reached with TLS', () => {
  openBridge('https://piano.example', 't', /** @type {any} */ ({ onState() {} }), WORLD);

  assert.equal(sockets[0].url, 'wss://piano.example/v1/midi');
});

test('welcome, ports, notes and losses are passed on in order', () => {
  open();
  now = 5000;
  sockets[0].says(WELCOME, PORTS, NOTE, { type: 'lost', port: 'k' });

  assert.deepEqual(heard.slice(1), [
    ['state', 'ready', ''], ['ports', ['k']], ['midi', 'k', [144, 60, 64], 5000], ['lost', 'k'],
  ]);
});

test('a port that the server could not open is left out', () => {
  open();
  sockets[0].says(WELCOME, { type: 'ports', ports: [{ id: 'k', name: 'K', open: false }] });

  assert.deepEqual(heard.at(-1), ['ports', []]);
});

test('notes keep the time between them, however late they arrive', () => {
  open();
  now = 5000;
  sockets[0].says(NOTE);
  now = 5500;
  sockets[0].says({ ...NOTE, time: 1300 }, { ...NOTE, time: 1380 });

  const times = heard.filter(([kind]) => kind === 'midi').map((row) => Math.round(row[3]));
  assert.deepEqual(times, [5000, 5300, 5380]);
});

test('no note is from the future, even when the server\'s clock runs fast', () => {
  open();
  for (let at = 0; at < 100; at += 1) {
    now = at * 1000;
    sockets[0].says({ ...NOTE, time: at * 1000.05 });

    assert.ok(heard.at(-1)[3] <= now);
  }
});

test('a server\'s clock that runs slow is followed', () => {
  open();
  for (let at = 0; at < 1000; at += 1) {
    now = at * 10_000;
    sockets[0].says({ ...NOTE, time: at * 10_000 * 0.99995 });
  }

  assert.ok(now - heard.at(-1)[3] < 1);
});

test('a lost server takes its ports and is tried again, ever more rarely, up to 5 s', () => {
  open();
  sockets[0].says(WELCOME, PORTS);
  sockets[0].drop();
  const lost = heard.slice(-2);
  const waits = [];
  for (let at = 1; at < 8; at += 1) {
    const [[ms, act]] = waiting.splice(0);
    waits.push(ms);
    act();
    sockets[at].drop();
  }

  assert.deepEqual(lost, [['ports', []], ['state', 'lost', 'http://127.0.0.1:8000']]);
  assert.deepEqual(waits, [250, 500, 1000, 2000, 4000, 5000, 5000]);
});

test('a server that is back is said to be, and the next loss is tried soon again', () => {
  open();
  sockets[0].drop();
  waiting.splice(0)[0][1]();
  sockets[1].says(WELCOME);
  sockets[1].drop();

  assert.deepEqual(heard.at(-3), ['state', 'ready', '']);
  assert.equal(waiting[0][0], 250);
});

test('a server that never was there is waited for, not lost', () => {
  open();
  sockets[0].drop();

  assert.deepEqual(heard.at(-1), ['state', 'waiting', 'http://127.0.0.1:8000']);
});

test('a refused token is said with the server\'s reason and not tried again', () => {
  open();
  sockets[0].says({ type: 'refused', reason: 'This token is not known.' });
  sockets[0].drop(4401, 'refused');

  assert.deepEqual(heard.at(-1), ['state', 'unpaired', 'This token is not known.']);
  assert.deepEqual(waiting, []);
});

test('closed by us it is silent, gives up its ports and calls off the next try', () => {
  const bridge = open();
  sockets[0].says(WELCOME, PORTS);
  bridge.close();
  const told = heard.length;
  sockets[0].says(NOTE);
  sockets[0].drop();

  assert.deepEqual(heard.at(-1), ['ports', []]);
  assert.deepEqual([heard.length, sockets[0].closed, waiting], [told, true, []]);
});

test('closed while it waits it does not connect again', () => {
  const bridge = open();
  sockets[0].drop();
  bridge.close();

  assert.deepEqual(waiting, []);
});
