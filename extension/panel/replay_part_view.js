// A part of a session to replay: from which step to which, or from pause to pause, and at what pace.

import {commandName, text} from '../adapters/texts.js';
import {partsBetweenPauses} from '../core/replay_part.js';
import {stepsOf} from '../core/replay_plan.js';
import {make} from './dom.js';
import {write} from './keyed.js';
import {lengthOf} from './lengths.js';

/**
 * @typedef {import('../core/session_log.js').Session} Session
 * @typedef {import('../core/replay_part.js').Part} Part
 * @typedef {import('../core/replay_plan.js').Step} Step
 * @typedef {import('../handlers/replay_port.js').Wish} Wish
 * @typedef {Object} Hands
 * @property {() => Promise<Session | null>} read
 * @property {(wish: Wish) => void} replay
 * @property {() => number} pace As the setting has it.
 * @property {() => string} title
 */

/** Paces that are offered; another one of the setting is offered, too. */
const PACES = [0, 50, 100, 200];

/** @param {number} pace */
const paceText = (pace) => pace === 0 ? text('sessions_pace_fast')
  : pace === 100 ? text('sessions_pace_own') : text('sessions_pace_percent', [String(pace)]);

/** What tells the fields of one session from those of another. */
let made = 0;

/** @param {Hands} hands @returns {HTMLElement} Its session is read when it is opened. */
export function replayPart(hands) {
  const fields = make('div');
  const details = make('details', {className: 'replay-part', ontoggle: async () => {
    if (!details.open) return;
    const session = await hands.read();
    fields.replaceChildren(...(session ? fieldsOf(session, hands) : []));
  }}, make('summary', {}, text('sessions_replay_part')), fields);
  return details;
}

/** @param {Session} session @param {Hands} hands @returns {HTMLElement[]} */
function fieldsOf({entries}, hands) {
  const steps = stepsOf(entries);
  if (!steps.length) return [make('p', {className: 'note'}, text('sessions_no_steps'))];
  const parts = partsBetweenPauses(entries, steps);
  const [from, to] = [stepField('sessions_from_step', steps, 1), stepField('sessions_to_step', steps, steps.length)];
  const pace = paceField(hands.pace());
  /** @param {boolean} stepwise */
  const begin = (stepwise) => () => {
    const wrong = [from, to].find(({number}) => number() === null);
    if (wrong) return wrong.focus();
    hands.replay({stepwise, from: Number(from.number()), to: Number(to.number()), pace: Number(pace.lastChild.value)});
  };
  const chosen = (/** @type {Part} */ part) => { from.set(part.from); to.set(part.to); };
  return [
    ...(parts.length > 1 ? [partField(parts, steps.length, chosen)] : []), from.field, to.field, pace,
    make('p', {className: 'row'}, button('sessions_begin_part', hands, begin(false)), button('sessions_step_part', hands, begin(true))),
  ];
}

/** @param {string} label @param {Hands} hands @param {() => void} onclick */
const button = (label, hands, onclick) =>
  make('button', {type: 'button', onclick, 'aria-label': `${text(label)}: ${hands.title()}`}, text(label));

/** @param {string} label @param {HTMLElement} control @param {...HTMLElement} more */
function field(label, control, ...more) {
  control.id = `part-${made += 1}`;
  return make('p', {className: 'field'}, make('label', {for: control.id}, text(label)), ...more, control);
}

/** @param {readonly Part[]} parts @param {number} of Steps there are. @param {(part: Part) => void} chosen */
function partField(parts, of, chosen) {
  const all = [{from: 1, to: of}, ...parts];
  const option = (/** @type {Part} */ part, /** @type {number} */ at) =>
    make('option', {value: String(at), disabled: part.to < part.from}, partText(at - 1, parts.length - 1));
  return field('sessions_parts', make('select', {onchange: (/** @type {any} */ {target}) => chosen(all[Number(target.value)])}, ...all.map(option)));
}

/** @param {number} pause Before the part; −1: it is all. @param {number} pauses */
function partText(pause, pauses) {
  if (pause < 0) return text('sessions_part_whole');
  if (pause === 0) return text('sessions_part_first');
  return pause === pauses ? text('sessions_part_last', [String(pause)]) : text('sessions_part_between', [String(pause), String(pause + 1)]);
}

/** A number, and which command that is. @param {string} label @param {readonly Step[]} steps @param {number} first */
function stepField(label, steps, first) {
  const said = make('span', {className: 'note', 'aria-live': 'polite'});
  const input = make('input', {type: 'number', min: '1', max: String(steps.length), step: '1', oninput: () => tell()});
  const number = () => steps[Number(input.value) - 1] ? Number(input.value) : null;
  const tell = () => {
    const at = number();
    input.setAttribute('aria-invalid', String(at === null));
    write(said, at === null ? text('sessions_no_step', [String(steps.length)]) : stepText(steps[at - 1]));
  };
  const set = (/** @type {number} */ to) => { input.value = String(to); tell(); };
  const whole = field(label, input);
  said.id = `${input.id}-is`;
  input.setAttribute('aria-describedby', said.id);
  set(first);
  return {field: make('div', {}, whole, said), number, set, focus: () => input.focus()};
}

/** @param {Step} step */
function stepText({command, at, value, target, page}) {
  const named = [commandName(command) || command, target?.name ?? (typeof value === 'object' ? '' : value ?? '')].filter((part) => part !== '').join(' ');
  return page?.title ? text('sessions_step_is', [named, lengthOf(at), page.title]) : text('sessions_step_bare', [named, lengthOf(at)]);
}

/** @param {number} now */
function paceField(now) {
  const all = [...new Set([...PACES, now])].sort((one, other) => one - other);
  return field('sessions_pace', make('select', {}, ...all.map((pace) =>
    make('option', {value: String(pace), selected: pace === now}, paceText(pace)))));
}
