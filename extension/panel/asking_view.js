// The room of asking: a question with its topics, answers with their sources as they come, and what is added to the library.

import {openLibrary} from '../adapters/library/documents.js';
import {text} from '../adapters/texts.js';
import {make} from './dom.js';
import {answerView} from './answer_view.js';
import {redraw, write} from './keyed.js';
import {onEnter} from './rooms_view.js';
import {topicsView} from './topics_view.js';

/**
 * @typedef {import('../engine/view.js').View['chat']} Now
 * @typedef {Object} Hands
 * @property {() => Now} now
 * @property {(command: string, value?: string) => void} run Plays a command.
 * @property {(id: string, number: number) => void} open Opens a source of an answer.
 * @property {() => import('../adapters/library/request.js').Reach | null} reach
 */

/** What can be asked with the question that is typed. */
const ASKS = /** @type {const} */ ([['chat.ask', 'panel_ask_library'], ['chat.page', 'panel_ask_page'], ['chat.follow', 'panel_ask_further']]);

/** What needs no question. */
const ACTS = /** @type {const} */ ([['stop', 'panel_ask_stop'], ['chat.shorter', 'panel_ask_shorter'], ['chat.longer', 'panel_ask_longer'],
  ['library.page', 'panel_ask_add_page'], ['library.video', 'panel_ask_add_video']]);

/** @param {HTMLElement} room @param {Hands} hands @returns {() => void} Draws what was asked. */
export function askingView(room, {now, run, open, reach}) {
  const question = make('textarea', {id: 'ask-question', rows: 2, maxLength: 20_000, 'aria-describedby': 'ask-hint', spellcheck: true});
  const ask = (/** @type {string} */ command) => {
    if (!question.value.trim()) return question.focus();
    run(command, question.value.trim());
    question.value = '';
  };
  question.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    ask('chat.ask');
  });
  const form = make('form', {className: 'ask', onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); ask('chat.ask'); }},
    make('label', {for: 'ask-question'}, text('panel_ask_question')), question, make('p', {className: 'hint', id: 'ask-hint'}, text('panel_ask_hint')),
    make('p', {className: 'row'}, ...ASKS.map(([command, key], at) => make('button', {
      type: at ? 'button' : 'submit', 'data-command': command, ...(at && {onclick: () => ask(command)}),
    }, text(key)))));
  const acts = make('p', {className: 'row'}, ...ACTS.map(([command, key]) =>
    make('button', {type: 'button', 'data-command': command, onclick: () => run(command)}, text(key))));
  const talk = talkLine(run);
  const adding = addingLine();
  const topics = topicsView((name) => run('chat.topic', name));
  const none = make('p', {className: 'hint', tabIndex: -1}, text('panel_ask_none'));
  const list = make('ol', {className: 'answers', 'aria-label': text('panel_ask_answers')});
  room.replaceChildren(form, talk.part, acts, adding.part, topics.part, none, list);
  onEnter('ask', async () => {
    const there = reach();
    // The engine says why nobody can be asked, when somebody asks.
    topics.have(there ? await openLibrary(there).topics().catch(() => []) : []);
    topics.show(now().topics);
  });
  /** @type {Now | null} */
  let drawn = null;
  return () => {
    if (drawn === now()) return;
    drawn = now();
    topics.show(drawn.topics);
    adding.show(drawn.adding);
    talk.show(drawn.talk);
    none.hidden = drawn.answers.length > 0;
    redraw(list, [...drawn.answers].reverse(), {
      key: ({id}) => id, create: () => answerView(open), update: (element, answer) => element.show(answer), fallback: () => question,
    });
    write(none, text('panel_ask_none'));
  };
}

/**
 * The switch of a conversation, and how it is going; sounds tell that, so that it is not read out.
 * @param {Hands['run']} run @returns {{part: HTMLElement, show: (state: Now['talk']) => void}}
 */
function talkLine(run) {
  const state = make('span', {id: 'ask-talk', className: 'hint'});
  let on = false;
  const button = make('button', {
    type: 'button', 'aria-pressed': 'false', 'aria-describedby': 'ask-talk', onclick: () => run(on ? 'chat.end' : 'chat.converse'),
  }, text('panel_ask_talk'));
  return {
    part: make('p', {className: 'row'}, button, state),
    show: (now) => {
      on = now !== 'off';
      button.setAttribute('aria-pressed', String(on));
      write(state, text(`panel_ask_talk_${now}`));
    },
  };
}

/** What is being added. @type {Record<import('../engine/adding.js').Adds['doing'], string>} */
const DOING = {reading: 'panel_ask_reading', fetching: 'panel_ask_fetching', hearing: 'panel_ask_hearing'};

/** Shows what is being added to the library, and how far it is; the engine says it. @returns {{part: HTMLElement, show: (adds: Now['adding']) => void}} */
function addingLine() {
  const bar = make('progress', {max: 100, 'aria-labelledby': 'ask-adding'});
  const words = make('span', {id: 'ask-adding'});
  const part = make('p', {className: 'row', hidden: true}, words, bar);
  return {
    part,
    show: (adds) => {
      part.hidden = !adds;
      if (!adds) return;
      write(words, text(DOING[adds.doing], [adds.title]));
      if (adds.percent === null) bar.removeAttribute('value');
      else bar.value = adds.percent;
    },
  };
}
