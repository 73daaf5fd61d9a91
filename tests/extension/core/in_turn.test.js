// One thing after another.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {inTurn} from '../../../extension/core/in_turn.js';

test('what comes meanwhile waits, in order, also behind what fails', async () => {
  const turn = inTurn();
  /** @type {string[]} */
  const log = [];
  /** @type {() => void} */
  let go = () => undefined;
  const first = turn(() => new Promise((done) => { go = () => { log.push('first'); done(1); }; }));
  const second = turn(async () => { log.push('second'); throw new Error('no'); });
  const third = turn(async () => { log.push('third'); return 3; });
  await Promise.resolve();
  assert.deepEqual(log, []);
  go();

  assert.equal(await first, 1);
  await assert.rejects(second, /no/);
  assert.equal(await third, 3);
  assert.deepEqual(log, ['first', 'second', 'third']);
});
