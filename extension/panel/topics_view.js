// Topics in the panel: those that there are, filtered as one types, and which are asked besides all documents.

import {text} from '../adapters/texts.js';
import {make} from './dom.js';
import {redraw, write} from './keyed.js';

/** @typedef {{name: string, documents: number}} Topic */

/**
 * @param {(name: string) => void} turn Has a topic asked, or no longer.
 * @returns {{part: HTMLElement, have: (topics: Topic[]) => void, show: (chosen: readonly string[]) => void}}
 */
export function topicsView(turn) {
  const summary = make('summary', {});
  const filter = make('input', {type: 'search', id: 'ask-filter', autocomplete: 'off', spellcheck: false, oninput: () => draw()});
  const none = make('p', {className: 'hint', role: 'status'});
  const list = make('ul', {className: 'topics', 'aria-label': text('panel_ask_filter')});
  const part = make('details', {className: 'ask-topics'}, summary,
    make('p', {className: 'field'}, make('label', {for: 'ask-filter'}, text('panel_ask_filter')), filter), none, list);
  /** @type {Topic[]} */
  let topics = [];
  /** @type {readonly string[]} */
  let chosen = [];
  const draw = () => {
    const wanted = filter.value.trim().toLowerCase();
    // One that is asked stays in view: what is asked must be seen.
    const seen = topics.filter(({name}) => chosen.includes(name) || name.toLowerCase().includes(wanted));
    write(summary, chosen.length ? text('panel_ask_topics', [chosen.join(', ')]) : text('panel_ask_no_topics'));
    write(none, seen.length ? '' : text(topics.length ? 'panel_ask_filtered' : 'panel_ask_no_topic'));
    redraw(list, seen, {
      key: ({name}) => name, create: () => entry(turn), fallback: () => filter,
      update: (item, {name, documents}) => {
        const [box, label] = item.firstElementChild.children;
        box.checked = chosen.includes(name);
        write(label, text('panel_ask_topic', [name, String(documents)]));
      },
    });
  };
  return {part, have: (there) => { topics = there; }, show: (now) => { chosen = now; draw(); }};
}

/** @param {(name: string) => void} turn */
function entry(turn) {
  const item = make('li', {}, make('label', {}, make('input', {type: 'checkbox', onchange: () => turn(item.dataset.item)}), make('span', {})));
  return item;
}
