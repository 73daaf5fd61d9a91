// The replayer: each command on its page and at its element; where that differs it asks, and does as it is told.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Replayer} from '../../../extension/engine/replayer.js';

/** @import {Answer, World} from '../../../extension/engine/replayer.js' */
/** @import {Step} from '../../../extension/core/replay_plan.js' */

const HOME = {url: 'https://a.test/', title: 'A'};
const AWAY = {url: 'https://b.test/', title: 'B'};
const NEXT = {role: 'link', name: 'Next', path: 'main>a1'};
/** @type {import('../../../extension/engine/replayer.js').Tried} */
const done = {outcome: {ok: true, say: {key: 'say_done', args: []}}, nearest: []};
const why = {key: 'why_no_link', args: []};

/** @param {string} command @param {object} [more] @returns {Step} */
const step = (command, more = {}) => ({number: 1, at: 0, wait: 40, command, page: HOME, ...more});

/** A world that notes what is asked of it. @param {Partial<World>} [other] @param {Answer[]} [answers] */
function world(other = {}, answers = []) {
  /** @type {string[]} */
  const log = [];
  const replayer = new Replayer({
    run: async ({command, value}, target) => { log.push([command, value, target?.name].filter((one) => one !== undefined).join(' ')); return done; },
    settled: async () => HOME, go: async ({url}) => { log.push(`go ${url}`); return done.outcome; },
    noticed: ({kind}) => { log.push(`${kind}!`); }, retry: async () => false,
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

  assert.deepEqual(log, ['tab.next', 'scroll.by 3', 'element.click Next']);
  assert.deepEqual(report, {done: 3, skipped: 0, differences: [], ended: false});
});

test('another page in front: it stops, skips or goes on as it is told, and the difference is kept', async () => {
  for (const [answer, then, ended] of /** @type {[Answer, string[], boolean][]} */ (
    [['stop', [], true], ['skip', ['tab.next'], false], ['anyway', ['zoom.in', 'tab.next'], false]])) {
    let away = true;
    const {replayer, log} = world({settled: async () => { const now = away; away = false; return now ? AWAY : HOME; }}, [answer]);

    const report = await replayer.play([step('zoom.in'), step('tab.next')]);

    assert.deepEqual([log, report.ended, report.differences.length], [['page?', ...then], ended, 1]);
  }
});

test('a page that is on its way is waited for', async () => {
  let asked = false;
  const {replayer, log} = world({settled: async (until) => { asked = !until(AWAY) && until(HOME); return HOME; }});

  await replayer.play([step('zoom.in')]);

  assert.equal(asked, true);
  assert.deepEqual(log, ['zoom.in']);
});

test('what is refused is tried again as long as it may still come', async () => {
  let tries = 0;
  const {replayer} = world({
    run: async () => { tries += 1; return tries < 4 ? {outcome: {ok: false, why}, nearest: []} : done; }, retry: async (attempt) => attempt < 5,
  });

  const report = await replayer.play([step('element.click', {target: NEXT})]);

  assert.deepEqual([tries, report.done, report.differences], [4, 1, []]);
});

test('an element that is gone: the nearest may be taken in its place', async () => {
  const near = {...NEXT, name: 'Next page'};
  const {replayer, log} = world({
    run: async (_, target) => { log.push(String(target?.name)); return target === near ? done : {outcome: {ok: false, why}, nearest: [near]}; },
  }, [{take: near}]);

  const report = await replayer.play([step('element.click', {target: NEXT})]);

  assert.deepEqual([log, report.done], [['Next', 'outcome?', 'Next page'], 1]);
  assert.deepEqual(report.differences, [{kind: 'outcome', step: step('element.click', {target: NEXT}), why, nearest: [near]}]);
});

test('a command that fails is left out, or ends it', async () => {
  for (const [answer, rest] of /** @type {[Answer, object][]} */ ([['skip', {skipped: 1, ended: false}], ['stop', {skipped: 0, ended: true}]])) {
    const {replayer} = world({run: async () => ({outcome: {ok: false, why}, nearest: []})}, [answer]);

    const report = await replayer.play([step('zoom.in')]);

    assert.deepEqual(report, {done: 0, differences: [{kind: 'outcome', step: step('zoom.in'), why, nearest: []}], ...rest});
  }
});

test('what destroys is asked about, unless it was agreed to', async () => {
  const steps = [step('channel.close')];
  const [asked, agreed] = [world({}, ['skip']), world()];

  const report = await asked.replayer.play(steps);
  await agreed.replayer.play(steps, {destructive: true});

  assert.deepEqual([asked.log, agreed.log, report.differences], [['unasked?'], ['channel.close'], []]);
});

test('the yes to what asks back is asked about, too, and not what follows it', async () => {
  /** @type {import('../../../extension/engine/replayer.js').Tried} */
  const asks = {outcome: {ok: true, say: {key: 'say_click_asks', args: []}, asks: true}, nearest: []};
  for (const [destructive, expected] of /** @type {[boolean, string[]][]} */ ([
    [false, ['element.click', 'unasked?', 'zoom.in']], [true, ['element.click', 'item.choose', 'zoom.in']]])) {
    const made = world({run: async ({command}) => { made.log.push(command); return command === 'element.click' ? asks : done; }}, ['skip']);

    await made.replayer.play([step('element.click'), step('item.choose', {value: 1}), step('zoom.in')], {destructive});

    assert.deepEqual(made.log, expected);
  }
});

test('where it should end and does not is a difference', async () => {
  const {replayer, log} = world({settled: async () => HOME}, ['skip']);

  const report = await replayer.play([step('zoom.in')], {end: AWAY});

  assert.deepEqual([log, report.done, report.differences.map(({kind}) => kind)], [['zoom.in', 'page?'], 1, ['page']]);
});

test('as it was played, or twice as fast, it waits between commands', async () => {
  for (const [pace, waits] of /** @type {[number, string][]} */ ([[100, 'wait 40'], [200, 'wait 20']])) {
    const {replayer, log} = world();
    await replayer.play([step('zoom.in')], {pace});
    assert.deepEqual(log, [waits, 'zoom.in']);
  }
});

test('step by step it waits to be told; then it can go on by itself', async () => {
  const {replayer, log} = world();
  const playing = replayer.play([step('a'), step('b'), step('c'), step('d')], {stepwise: true});
  const seen = [];
  for (const go of /** @type {const} */ (['next', 'next', 'resume'])) {
    await new Promise((settle) => { setImmediate(settle); });
    seen.push([replayer.held, log.length]);
    replayer[go]();
  }

  assert.deepEqual(seen, [[true, 0], [true, 1], [true, 2]]);
  assert.equal((await playing).done, 4);
});

test('ended, it does nothing more: not what it waited for, nor what it asked about, nor what was refused', async () => {
  const waiting = world({settled: async () => { waiting.replayer.end(); return HOME; }});
  const asking = world({differs: async () => { asking.replayer.end(); return 'anyway'; }, settled: async () => AWAY});
  let tries = 0;
  const trying = world({run: async () => { tries += 1; trying.replayer.end(); return {outcome: {ok: false, why}, nearest: []}; }, retry: async () => true});

  const reports = [await waiting.replayer.play([step('a'), step('b')]), await asking.replayer.play([step('a')]), await trying.replayer.play([step('a')])];

  assert.deepEqual([waiting.log, asking.log, trying.log, tries], [[], [], [], 1]);
  assert.deepEqual(reports.map(({ended}) => ended), [true, true, true]);
});

test('the page may be opened first, which is no difference where it begins in the middle', async () => {
  for (const [elsewhere, differences] of /** @type {[boolean, number][]} */ ([[true, 0], [false, 1]])) {
    let now = AWAY;
    const {replayer, log} = world({
      settled: async () => now, go: async ({url}) => { log.push(`go ${url}`); now = HOME; return done.outcome; },
    }, ['there']);

    const report = await replayer.play([step('zoom.in')], {elsewhere});

    assert.deepEqual([log, report.differences.length, report.done], [['page?', `go ${HOME.url}`, 'zoom.in'], differences, 1]);
  }
});

test('another title is told of once, and does not stop it; one that comes a little later is none', async () => {
  const titles = ['A', 'B', 'B', 'B'];
  const {replayer, log} = world({settled: async () => ({...HOME, title: String(titles.shift() ?? 'B')})});
  const late = ['loading', 'A'];
  const other = world({settled: async () => ({...HOME, title: String(late.shift())})});

  const report = await replayer.play([step('a'), step('b'), step('c')]);

  assert.deepEqual([log, report.done], [['a', 'title!', 'b', 'c'], 3]);
  assert.deepEqual((await other.replayer.play([step('a')])).differences, []);
});

test('what a command comes to is compared with what it came to', async () => {
  const said = (/** @type {string} */ hits) => ({key: 'say_hits', args: [hits]});
  const {replayer, log} = world({run: async () => ({...done, said: said('3')})});

  const report = await replayer.play([step('find.text', {said: said('3')}), step('find.text', {said: said('4')}), step('media.seek', {said: said('4')})]);

  assert.deepEqual([log, report.done], [['answer!'], 3]);
  assert.deepEqual(report.differences.map((one) => one.kind === 'answer' && [one.was.args, one.now.args]), [[['4'], ['3']]]);
});

test('behind a pause it goes on, and after a step it ends', async () => {
  const {replayer, log} = world({reached: ({number}) => { if (number === 2) replayer.skipTo(4); }});
  replayer.endAfter(5);

  const report = await replayer.play([1, 2, 3, 4, 5, 6].map((number) => step(`step ${number}`, {number})));

  assert.deepEqual([log, report.done, report.skipped, report.ended], [['step 1', 'step 4', 'step 5'], 3, 2, false]);
});

test('a step that is held is passed over when it goes on behind a pause', async () => {
  const {replayer, log} = world();
  const playing = replayer.play([1, 2, 3].map((number) => step(`step ${number}`, {number})), {stepwise: true});
  const turn = () => new Promise((settle) => { setImmediate(settle); });
  await turn();
  replayer.skipTo(3);
  await turn();

  assert.deepEqual([replayer.held, log], [true, []]);
  replayer.next();
  assert.deepEqual([(await playing).done, log], [1, ['step 3']]);
});

test('what went into a password field is asked for, and never typed', async () => {
  for (const [answer, rest, ended] of /** @type {[Answer, string[], boolean][]} */ ([['skip', ['secret?', 'zoom.in'], false], ['stop', ['secret?'], true]])) {
    const {replayer, log} = world({}, [answer]);

    const report = await replayer.play([step('field.type', {target: NEXT}), step('zoom.in')]);

    assert.deepEqual([log, report.ended, report.differences.length], [rest, ended, 1]);
  }
});

test('what a list has further down is looked for at its end, as often as that moves away', async () => {
  let there = 0;
  const {replayer, log} = world({
    run: async ({command}) => {
      log.push(command);
      if (command === 'scroll.bottom') there += 20;
      return command === 'scroll.bottom' || there >= 60 ? done : {outcome: {ok: false, why}, nearest: []};
    },
    retry: async (attempt) => attempt < 9,
  });

  const report = await replayer.play([step('scroll.bottom'), step('element.click', {target: NEXT})]);

  assert.deepEqual([report.done, report.differences, there], [2, [], 60]);
  assert.deepEqual(log, ['scroll.bottom', 'element.click', 'scroll.bottom', 'element.click', 'scroll.bottom', 'element.click']);
});
