// The voice of a page: sentences in their order, and another voice from the next one on.

import assert from 'node:assert/strict';
import {test} from 'node:test';

import {SentenceSpeaker} from '../../web/sentence_speaker.js';

/** A server that speaks, and loudspeakers that a test ends. */
function makeWorld() {
  const world = {asked: /** @type {string[]} */ ([]), playing: /** @type {(() => void)[]} */ ([]), failed: /** @type {string[]} */ ([]), ended: 0};
  globalThis.fetch = /** @type {any} */ (async (/** @type {string} */ _url, /** @type {{body: string}} */ {body}) => {
    const {voice = '', input} = JSON.parse(body);
    world.asked.push(`${voice}: ${input}`);
    return new Response(new Blob(['sound']));
  });
  globalThis.Audio = /** @type {any} */ (class {
    /** @param {string} name @param {() => void} hears */
    addEventListener(name, hears) { if (name === 'ended') world.playing.push(hears); }
    async play() {}
    pause() {}
  });
  const speaker = new SentenceSpeaker({csrf: () => '', failed: (why) => world.failed.push(why), ended: () => { world.ended += 1; }});
  return {world, speaker};
}

/** Everything that waits for no one has been done. */
const settled = async () => { for (let at = 0; at < 5; at += 1) await new Promise((resolve) => { setImmediate(resolve); }); };

test('another voice speaks from the next sentence on, though that was fetched ahead', async () => {
  const {world, speaker} = makeWorld();
  speaker.voice = {voice: 'clara', language: ''};
  for (const text of ['One.', 'Two [1].', 'Three.']) speaker.say(text);
  await settled();
  speaker.voice = {voice: 'robert', language: ''};
  for (const _ of 'abc') {
    await settled();
    world.playing.at(-1)?.();
  }
  await settled();
  assert.deepEqual(world.asked, ['clara: One.', 'clara: Two.', 'clara: Three.', 'robert: Two.', 'robert: Three.']);
  assert.deepEqual([world.playing.length, world.failed, world.ended], [3, [], 1]);
});
