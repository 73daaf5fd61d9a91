// The music of a session, composed: its notes on the browser's audio, one piece at a time.

import {MusicOut} from '../adapters/music_out.js';
import {musicOf} from '../core/session_music.js';
import {Music} from '../engine/music.js';

/**
 * @import {Entry} from '../core/session_log.js'
 * @import {Reply} from '../handlers/ports.js'
 * @typedef {Object} Wiring
 * @property {Pick<import('../adapters/sound_out.js').SoundOut, 'stage' | 'state'>} sound
 * @property {(message: {key: string, args: string[]}, role: string) => void} tell
 * @property {(ms: number) => Promise<void>} after
 * @property {(title: string) => void} show What is played now; '' nothing.
 * @typedef {Object} MusicRoom
 * @property {(title: string, entries: readonly Entry[], pace: number) => Promise<Reply<{title: string, notes: number}>>} begin
 *   Settles when it has begun; `pace` in percent, 0 as 100: music has a tempo of its own.
 * @property {() => boolean} end Whether there was any.
 */

/** @param {Wiring} wiring @returns {MusicRoom} */
export function openMusic({sound, tell, after, show}) {
  /** @type {Music | null} */
  let playing = null;
  const end = () => {
    const was = playing;
    was?.end();
    playing = null;
    return was !== null;
  };
  /** @param {Music} music @param {string} title @param {Promise<boolean>} over */
  const follow = async (music, title, over) => {
    const whole = await over;
    if (playing === music || playing === null) show('');
    if (playing === music) playing = null;
    if (whole) tell({key: 'say_music_over', args: [title]}, 'done');
  };
  return {
    end,
    begin: async (title, entries, pace) => {
      const notes = musicOf(entries);
      if (!notes.length) return {ok: false, why: {key: 'why_no_music', args: [title]}};
      if (sound.state !== 'running') return {ok: false, why: {key: 'why_sound_suspended', args: []}};
      end();
      const music = new Music(new MusicOut(await sound.stage), after);
      playing = music;
      show(title);
      follow(music, title, music.play(notes, pace || 100)).catch(console.error);
      return {ok: true, value: {title, notes: notes.length}};
    },
  };
}
