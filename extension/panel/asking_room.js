// Asking, composed: questions to the paired server, answered by voice or in the live region, and what is added to its library.

import {openChat} from '../adapters/library/chat.js';
import {openLibrary} from '../adapters/library/documents.js';
import {openTaste} from '../adapters/library/taste.js';
import {loadPersona, loadTopics, savePersona, saveTopics} from '../adapters/storage.js';
import {say as worded} from '../adapters/texts.js';
import {Adding} from '../engine/adding.js';
import {Asking} from '../engine/asking.js';
import {Conversation} from '../engine/conversation.js';
import {refuse} from '../handlers/outcome.js';
import {sourceItems} from '../handlers/cited.js';

/**
 * @import {Reach} from '../adapters/library/request.js'
 * @import {AskingPort} from '../handlers/asking_port.js'
 * @import {LibraryPort} from '../handlers/library_port.js'
 * @import {Message, Ports, Reply} from '../handlers/ports.js'
 * @typedef {import('../engine/view.js').View['chat']} Now
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {() => Reach | null} reach The server that we are paired with.
 * @property {import('../handlers/reading_port.js').SpeechPort} speech
 * @property {() => Ports} ports
 * @property {() => string} inView The address of the page in front; '' in a private window.
 * @property {(text: string) => void} readOut Has a screen reader read it.
 * @property {(message: Message, role: string) => void} tell
 * @property {(now: Now) => void} show
 * @property {(message: Message, role: string) => void} say Says it, without its sound.
 * @property {(role: string) => void} earcon
 * @property {(on: boolean) => Promise<Reply<boolean>>} hear Has what is said asked, or no longer; gives what it was.
 * @property {Now} before What was shown by the engine before this one.
 * @typedef {Object} AskingRoom
 * @property {AskingPort} port
 * @property {Pick<LibraryPort, 'add' | 'remove' | 'takeOut'>} library
 * @property {() => boolean} halt Whether an answer was coming, or spoken, or something being added.
 * @property {() => void} interrupt Somebody plays, or says a command.
 * @property {() => void} turned Another page is in front.
 * @property {Conversation} talk
 * @property {(id: string, number: number) => Promise<void>} open Opens a source of an answer, as its button does.
 */

/** ms that a list waits for its order. */
const LIKED_MS = 300;

/**
 * What a server that cannot be asked throws, as a reply.
 * @template T
 * @param {() => Promise<T>} act
 * @returns {Promise<Reply<T>>}
 */
const tried = async (act) => {
  try {
    return {ok: true, value: await act()};
  } catch (error) {
    const {why} = /** @type {{why?: Message}} */ (error);
    if (!why) throw error;
    return {ok: false, why};
  }
};

/** @param {string} question @returns {Message} */
const turnOf = (question) => ({key: 'panel_ask_turn', args: [question]});

/** @param {Wiring} wiring @returns {AskingRoom} */
export function openAsking({keep, reach, speech, ports, inView, readOut, tell, show, say, earcon, hear, before}) {
  /** @type {Now} */
  let now = {...before, adding: null, talk: 'off'};
  const change = (/** @type {Partial<Now>} */ more) => show(now = {...now, ...more});
  const server = () => String(keep.settings.server);
  let persona = '';
  const look = async () => {
    persona = await loadPersona(server());
    change({topics: await loadTopics(server())});
  };
  const telling = () => /** @type {import('../engine/asking.js').Telling} */ (keep.settings.chat_speech);
  const asking = new Asking({
    chat: () => { const there = reach(); return there && openChat(there); },
    speech, readOut, tell, words: worded,
    telling,
    rate: () => Number(keep.settings.rate),
    length: () => keep.settings.chat_length === 'usual' ? '' : /** @type {import('../core/answer.js').Length} */ (keep.settings.chat_length),
    inView,
    topics: () => now.topics,
    persona: () => persona,
    changed: (answers) => change({answers}),
    sentence: () => talk.sentence(),
    said: () => talk.said(),
    mute: () => talk.mute(),
  }, before.answers);
  const talk = new Conversation({
    asking, hear, earcon, tell,
    // Before the answer that a screen reader reads; a voice would speak into it.
    heard: (question) => telling() === 'screen-reader' ? readOut(worded(turnOf(question))) : say(turnOf(question), 'loading'),
    show: (state) => change({talk: state}),
  });
  const adding = new Adding({show: (adds) => change({adding: adds}), tell});
  /** @template T @param {(library: ReturnType<typeof openLibrary>) => Promise<T>} act @returns {Promise<Reply<T>>} */
  const there = async (act) => {
    const paired = reach();
    return paired ? tried(() => act(openLibrary(paired))) : refuse('why_asking_unpaired');
  };
  /** @template T @param {(chat: ReturnType<typeof openChat>) => Promise<T>} act @returns {Promise<Reply<T>>} */
  const asks = async (act) => {
    const paired = reach();
    return paired ? tried(() => act(openChat(paired))) : refuse('why_asking_unpaired');
  };
  void look();
  keep.listen((to, from) => { if (to.server !== from.server) void look(); });
  return {
    port: {
      ask: (wish, over) => talk.ask(wish, over),
      converse: async (on) => on && !reach() ? refuse('why_asking_unpaired') : talk.converse(on),
      last: () => asking.last,
      forget: (id) => asking.forget(id),
      rate: (id, rating) => asks((chat) => chat.rate(id, rating)),
      correct: (id, correction) => asks((chat) => chat.correct(id, correction)),
      personas: () => asks((chat) => chat.personas()),
      persona: () => persona,
      speakAs: async (name) => {
        await savePersona(server(), persona = name);
        void asking.turned();
      },
      rateThing: async (thing, rating) => {
        const paired = reach();
        return paired ? tried(() => openTaste(paired).rate(thing, rating)) : refuse('why_asking_unpaired');
      },
      liked: async (things, lists) => {
        const paired = keep.settings[`${lists}_by_taste`] ? reach() : null;
        // A list that is late is worse than one in another order, whatever the reason.
        return paired && openTaste(paired).order(things, AbortSignal.timeout(LIKED_MS)).catch(() => null);
      },
      before: async () => {
        const asked = await asks((chat) => chat.before());
        return asked.ok ? asked.value : [];
      },
      playsAt: (document, at) => {
        const paired = reach();
        return paired && `${paired.server}/web/chat.html?${new URLSearchParams({play: String(document), at: String(at ?? 0)})}`;
      },
      topics: () => there((library) => library.topics()),
      chosen: () => now.topics,
      choose: async (topics) => { await saveTopics(server(), topics); change({topics}); },
    },
    library: {
      add: (what) => there((library) => adding.run(what, library.add)),
      remove: (id) => there(async (library) => { await library.remove(id); return null; }),
      takeOut: (id, topics) => there(async (library) => { await library.takeOut(id, topics); return null; }),
    },
    halt: () => [asking.halt(), adding.halt()].some(Boolean),
    interrupt: () => {
      talk.interrupt();
      asking.interrupt();
    },
    turned: () => void asking.turned(),
    talk,
    open: async (id, number) => {
      const answer = now.answers.find((one) => one.id === id);
      const item = answer && sourceItems(answer, ports())[number - 1];
      const outcome = item && await item.act();
      if (outcome) tell(outcome.ok ? outcome.say : outcome.why, outcome.ok ? 'opened' : 'failed');
    },
  };
}
