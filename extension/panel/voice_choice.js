// The choice of voices, as commands make it: those that are there, and their settings.

import {answersIn} from '../adapters/texts.js';
import {fit, wishFor} from '../core/voices.js';
import {voiceName} from './voice_fields.js';

/** @import {VoicesPort} from '../handlers/voices_port.js' */

/**
 * @param {import('./keep.js').Keep} keep
 * @param {import('./voices_there.js').VoicesThere} voices
 * @returns {VoicesPort}
 */
export const voicesPort = (keep, voices) => ({
  all: () => voices.all.map((voice) => ({
    wish: wishFor(voice), name: voice.name, detail: voiceName(voice), near: voice.local && fit(voice.lang, answersIn()) > 0,
  })),
  get: (setting) => /** @type {string | number | boolean} */ (keep.settings[setting]),
  set: async (setting, value) => void await keep.set(setting, value),
});
