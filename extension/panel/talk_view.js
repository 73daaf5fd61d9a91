// Talking: the button that is held while one speaks, and how loud the microphone is, as a bar and in words.

import {MOST_BARS} from '../core/sound_level.js';
import {watchHold} from '../adapters/hold_button.js';
import {text} from '../adapters/texts.js';
import {byId} from './dom.js';
import {mark, write} from './keyed.js';

/** @param {(down: boolean) => void} hold */
export const openTalk = (hold) => watchHold(byId('hold'), hold);

/** @param {import('../engine/view.js').View['level']} level */
export function showLevel(level) {
  const shown = byId('level');
  shown.hidden = !level;
  if (!level) return;
  const meter = byId('level-meter');
  meter.max = MOST_BARS;
  meter.value = level.bars;
  write(byId('level-word'), text(`panel_level_${level.word}`));
  mark(shown, 'data-word', level.word);
}
