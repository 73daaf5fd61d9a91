// What was played last, what was said about it, what is pending, and the state of each connection.

import {commandName, text} from '../adapters/texts.js';
import {byId} from './dom.js';

/** @typedef {import('../engine/view.js').View} View */
/** @typedef {import('../engine/view.js').Link} Link */

/** A mark beside each state, so that colour is never alone. */
const MARKS = {ready: '●', none: '○', prompt: '?', denied: '✕', unsupported: '–', failed: '✕', waiting: '…', off: '○', lost: '✕', unpaired: '?'};

/** @param {number[]} keys */
const played = (keys) => keys.join(' ');

/** @param {View} view */
export function showNow({now, said}) {
  const {last, waiting, keys, state} = now;
  byId('last').textContent = !last ? text('panel_nothing_yet')
    : last.keys.length ? text('panel_last', [commandName(last.command), played(last.keys)]) : commandName(last.command);
  byId('said').textContent = said.text;
  byId('said').dataset.role = said.role;
  byId('pending').textContent = state.at === 'off' ? text('panel_piano_off')
    : waiting ? text('panel_waiting', [commandName(waiting.command), text(`panel_kind_${waiting.kind}`), played(keys)])
      : keys.length ? text('panel_pending', [played(keys)])
        : state.held ? text('panel_held', [String(state.held.value)]) : '';
}

let announced = 0;

/**
 * Puts a new announcement into the live region, once.
 * @param {View['said']} said
 */
export function announce(said) {
  if (said.id === announced || !said.aloud) return;
  announced = said.id;
  // The same text twice is no change to a live region; a no-break space makes it one.
  const live = byId('live');
  live.textContent = live.textContent === said.text ? `${said.text} ` : said.text;
}

/**
 * @param {string} name keyboard, microphone or server
 * @param {Link} link
 */
export function showLink(name, {state, detail}) {
  const button = byId(`link-${name}`);
  button.dataset.state = state;
  button.dataset.mark = MARKS[state];
  const state_text = text(`panel_state_${state}`);
  button.textContent = text(`panel_link_${name}`);
  button.title = detail ? `${state_text}: ${detail}` : state_text;
  button.setAttribute('aria-label', `${text(`panel_link_${name}`)}: ${button.title}`);
}

let shown = '[[],-1]';

/** @param {View} view @param {(number: number) => void} choose */
export function showOffer({offer, chosen}, choose) {
  byId('offer').hidden = !offer.length;
  const wanted = JSON.stringify([offer, chosen]);
  // Drawn only when it changed: a button that has the focus must not vanish under it.
  if (wanted === shown) return;
  shown = wanted;
  byId('offer-list').replaceChildren(...offer.map((item, at) => {
    const entry = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('aria-current', String(at === chosen));
    for (const part of /** @type {const} */ (['title', 'detail'])) {
      const span = document.createElement('span');
      span.className = part;
      span.textContent = item[part];
      button.append(span);
    }
    button.addEventListener('click', () => choose(at + 1));
    entry.append(button);
    return entry;
  }));
}
