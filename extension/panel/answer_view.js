// An answer in the panel: its question, its sentences with the numbers of their sources, and the sources as they can be opened.

import {text} from '../adapters/texts.js';
import {named, pieces} from '../core/answer.js';
import {quoteOf} from '../handlers/cited.js';
import {make} from './dom.js';
import {redraw, write} from './keyed.js';

/** @typedef {import('../core/answer.js').Answer} Answer */
/** @typedef {import('../core/answer.js').Source} Source */

/** What is said of one that is not answered in full. @type {Partial<Record<Answer['state'], string>>} */
const STATES = {stopped: 'panel_ask_stopped', failed: 'panel_ask_failed'};

/**
 * @param {(id: string, number: number) => void} open Opens a source.
 * @returns {HTMLElement & {show: (answer: Answer) => void}}
 */
export function answerView(open) {
  const [question, about] = [make('h3', {}), make('p', {className: 'hint'})];
  const [said, notes] = [make('p', {className: 'answer'}), make('div', {})];
  const sources = make('ol', {className: 'sources', 'aria-label': text('panel_ask_sources')});
  const item = make('li', {}, question, about, said, notes, sources);
  let shown = '';
  item.show = (/** @type {Answer} */ answer) => {
    if (shown === JSON.stringify(answer)) return;
    shown = JSON.stringify(answer);
    const opens = (/** @type {number} */ number) => open(answer.id, number);
    write(question, answer.question);
    const lines = [answer.way.about && text('panel_ask_about', [answer.way.about]), answer.persona && text('panel_ask_persona', [answer.persona])];
    write(about, lines.filter(Boolean).join(' · '));
    about.hidden = about.textContent === '';
    item.setAttribute('aria-busy', String(answer.state === 'asking'));
    // A number that has the focus keeps it while the rest comes.
    redraw(said, partsOf(answer), {key: (_, at) => String(at), create: () => make('span', {}), update: (span, part) => fill(span, part, answer, opens)});
    notes.replaceChildren(...notesOf(answer).map((note) => make('p', {className: 'note'}, note)));
    redraw(sources, answer.state === 'asking' ? [] : named(answer), {
      key: ({number}) => String(number), create: () => sourceItem(opens), update: fillSource,
    });
  };
  return item;
}

/** @param {Answer} answer @returns {(import('../core/answer.js').Piece & {key?: string})[]} */
const partsOf = (answer) => pieces(answer);

/** @param {HTMLElement} span @param {import('../core/answer.js').Piece} piece @param {Answer} answer @param {(number: number) => void} open */
function fill(span, {text: words, sources, bare}, answer, open) {
  const state = JSON.stringify([words, sources, bare]);
  if (span.dataset.state === state) return;
  span.dataset.state = state;
  span.className = bare ? 'bare' : '';
  span.title = bare ? text('panel_ask_bare_title') : '';
  const titles = named(answer).map(({title}) => title);
  span.replaceChildren(words, ...sources.map((number) => make('button', {
    type: 'button', className: 'cite', 'aria-label': text('panel_ask_source', [String(number), titles[number - 1]]), onclick: () => open(number),
  }, String(number))));
}

/** Of each step to an answer. @type {Record<string, string>} */
const STEPS = {plan: 'panel_ask_plan', look_up: 'panel_ask_look_up', topic: 'panel_ask_topic_read'};

/** @param {Pick<Answer, 'doing'>} answer */
const doingOf = ({doing}) => (doing && STEPS[doing.step] ? text(STEPS[doing.step], [doing.what]) : text('panel_ask_asking'));

/** @param {Answer} answer @returns {string[]} */
const notesOf = ({state, notes, bare, model, doing}) => [
  ...(state === 'asking' ? [doingOf({doing})] : []),
  ...(STATES[state] ? [text(STATES[state])] : []),
  ...(state === 'answered' && !model ? [text('panel_ask_quoted')] : []),
  ...(bare.length ? [text('panel_ask_bare')] : []),
  ...notes,
];

/** @param {(number: number) => void} open */
function sourceItem(open) {
  const item = make('li', {}, make('button', {type: 'button', onclick: () => open([...item.parentElement.children].indexOf(item) + 1)}),
    make('blockquote', {}));
  return item;
}

/** @param {HTMLElement} item @param {Source} source @param {number} at */
function fillSource(item, source, at) {
  const [button, quote] = item.children;
  const called = [...new Set([source.title, source.heading])].filter(Boolean).join(' · ');
  write(button, called);
  button.setAttribute('aria-label', text('panel_ask_source', [String(at + 1), called]));
  write(quote, quoteOf(source));
}
