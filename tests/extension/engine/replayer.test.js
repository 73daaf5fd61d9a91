// The replayer: each command on its page and at its element; where that differs it asks, and does as it is told.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Replayer} from '../../../extension/engine/replayer.js';

/** @import {Answer, World} from '../../../extension/engine/replayer.js' */
/** @import {Step} from '../../../extension/core/replay_plan.js' */

const HOME = {url: 'https://a.test/', title: 'A'};
const NEXT = {role: 'link', name: 'Next', path: 'main/a1'};
/** @type {import('../../../extension/handlers/ports.js').Outcome} */
const done = {ok: true, say: {key: 'say_done', args: []}};

/** @param {string} command @param {object} [more] @returns {Step} */
const step = (command, more = {}) => ({number: 1, at: 0, wait: 40, command, page: HOME, ...more});

/** A world that notes what is asked of it. @param {Partial<World>} [other] @param {Answer[]} [answers] */
function world(other = {}, answers = []) {
  /** @type {string[]} */
  const log = [];
  const replayer = new Replayer({
    run: async ({command, value}) => { log.push(value === undefined ? command : `${command} ${value}`); return done; },
    page: async () => HOME, settled: async () => HOME,
    meant: async ({target}) => target ?? null,
    aim: async ({name}) => { log.push(`aim ${name}`); return {ok: true}; },
    differs: async (difference) => { log.push(`${difference.kind}?`); return answers.shift() ?? 'stop'; },
    reached: () => undefined, pause: async (ms) => { log.push(`wait ${ms}`); },
    destructive: (command) => command === 'channel.close',
    ...other,
  });
  return {replayer, log};
}

test('commands are done in order, with their values, at their elements', async () => {
  const {replayer, log} = world();

  const report = await replayer.play([step('tab.next'), step('scroll.by', {value: 3}), step('element.click', {target: NEXT})]);

  assert.deepEqual(log, ['tab.next', 'scroll.by 3', 'aim Next', 'element.click']);
  assert.deepEqual(report, {done: 3, skipped: 0, differences: [], ended: false});
});

test('another page in front: it stops, skips or goes on as it is told, and the difference is kept', async () => {
  for (const [answer, then, ended] of /** @type {[Answer, string[], boolean][]} */ (
    [['stop', [], true], ['skip', ['tab.next'], false], ['anyway', ['zoom.in', 'tab.next'], false]])) {
    let away = true;
    const {replayer, log} = world({settled: async () => { const now = away; away = false; return now ? {url: 'https://b.test/', title: 'B'} : HOME; }}, [answer]);

    const report = await replayer.play([step('zoom.in'), step('tab.next')]);

    assert.deepEqual([log, report.ended, report.differences.length], [['page?', ...then], ended, 1]);
  }
});

test('a page that is on its way is waited for', async () => {
  let asked = false;
  const {replayer, log} = world({settled: async (until) => { asked = !until({url: 'https://b.test/', title: ''}) && until(HOME); return HOME; }});

  await replayer.play([step('zoom.in')]);

  assert.equal(asked, true);
  assert.deepEqual(log, ['zoom.in']);
});

test('an element that is gone: the nearest may be taken in its place', async () => {
  const near = {...NEXT, name: 'Next page'};
  /** @type {string[]} */
  const aimed = [];
  const {replayer, log} = world({aim: async ({name}) => { aimed.push(name); return name === 'Next' ? {ok: false, nearest: [near]} : {ok: true}; }}, [{take: near}]);

  const report = await replayer.play([step('element.click', {target: NEXT})]);

  assert.deepEqual([log, aimed, report.done], [['target?', 'element.click'], ['Next', 'Next page'], 1]);
  assert.deepEqual(report.differences.map((one) => one.kind === 'target' && one.nearest), [[near]]);
});

test('a command that would mean another element is not done unasked', async () => {
  const {replayer, log} = world({meant: async () => ({...NEXT, name: 'Delete all'})}, ['skip']);

  const report = await replayer.play([step('open', {target: NEXT})]);

  assert.deepEqual([log, report.skipped], [['aim Next', 'target?'], 1]);
});

test('a command that fails is a difference', async () => {
  const why = {key: 'why_no_link', args: []};
  const {replayer} = world({run: async () => ({ok: false, why})}, ['skip']);

  const report = await replayer.play([step('zoom.in')]);

  assert.deepEqual(report, {done: 0, skipped: 1, differences: [{kind: 'outcome', step: step('zoom.in'), why}], ended: false});
});

test('what destroys is asked about, unless it was agreed to', async () => {
  const steps = [step('channel.close')];
  const [asked, agreed] = [world({}, ['skip']), world()];

  const report = await asked.replayer.play(steps);
  await agreed.replayer.play(steps, {destructive: true});

  assert.deepEqual([asked.log, agreed.log, report.differences], [['unasked?'], ['channel.close'], []]);
});

test('as it was played, or twice as fast, it waits between commands', async () => {
  for (const [pace, waits] of /** @type {[number, string][]} */ ([[100, 'wait 40'], [200, 'wait 20']])) {
    const {replayer, log} = world();
    await replayer.play([step('zoom.in')], {pace});
    assert.deepEqual(log, [waits, 'zoom.in']);
  }
});

test('step by step it waits to be told; then it can go on by itself, or end', async () => {
  const {replayer, log} = world();
  const playing = replayer.play([step('a'), step('b'), step('c'), step('d')], {stepwise: true});
  const seen = [];
  for (const go of ['next', 'next', 'resume']) {
    await Promise.resolve();
    seen.push([replayer.held, log.length]);
    /** @type {any} */ (replayer)[go]();
    await new Promise((settle) => { setImmediate(settle); });
  }

  assert.deepEqual(seen, [[true, 0], [true, 1], [true, 2]]);
  assert.equal((await playing).done, 4);
});

test('ended, it does nothing more: not what it was about to do, nor what it asked about', async () => {
  const {replayer, log} = world({settled: async () => { replayer.end(); return HOME; }});
  const asking = world({differs: async () => { asking.replayer.end(); return 'anyway'; }, settled: async () => ({url: 'https://b.test/', title: ''})});

  const reports = [await replayer.play([step('a'), step('b')]), await asking.replayer.play([step('a')])];

  assert.deepEqual([log, asking.log], [[], []]);
  assert.deepEqual(reports.map(({ended}) => ended), [true, true]);
});
