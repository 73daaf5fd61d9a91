// How many replies to comments wait for the owner: a button of the bar while there are any, which opens their page.

import {openComments} from '../adapters/library/comments.js';
import {text} from '../adapters/texts.js';
import {byId} from './dom.js';
import {mark, write} from './keyed.js';

/** ms between two looks; a step makes new ones once an hour or so. */
const EVERY = 60_000;

/** @param {() => import('../adapters/library/request.js').Reach | null} reach @returns {(server: string) => void} Looks anew where the link to the server is in another state. */
export function commentsLine(reach) {
  const button = byId('link-comments');
  /** @type {string} */
  let page = '';
  let looks = 0;
  const look = async () => {
    looks += 1;
    const mine = looks;
    const there = reach();
    const comments = there && openComments(there);
    // Who is no admin, or has no server, has none that wait.
    const count = comments ? await comments.waiting().catch(() => 0) : 0;
    if (mine !== looks) return;
    button.parentElement.hidden = count === 0;
    if (!comments || count === 0) return;
    page = comments.page;
    mark(button, 'data-mark', '✎');
    mark(button, 'data-state', 'waiting');
    mark(button, 'title', text('panel_comments_hint', [String(count)]));
    write(button, text('panel_comments', [String(count)]));
  };
  button.addEventListener('click', () => chrome.tabs.create({url: page}));
  setInterval(() => { if (!document.hidden) void look(); }, EVERY);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void look(); });
  let last = '';
  return (server) => {
    if (server === last) return;
    last = server;
    void look();
  };
}
