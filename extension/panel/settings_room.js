// The settings room: what its form changes, pairing with the server, and the settings as a file.

import {pair} from '../adapters/server.js';
import {savePairing} from '../adapters/storage.js';
import {say, text} from '../adapters/texts.js';
import {ROLES} from '../core/earcons.js';
import {exportSettings, importSettings} from '../core/settings.js';
import {make} from './dom.js';
import {onEnter} from './rooms_view.js';
import {showSettings} from './settings_view.js';

/**
 * @typedef {Object} Wiring
 * @property {import('./keep.js').Keep} keep
 * @property {(action: any) => void} act
 * @property {() => string[]} devices
 * @property {() => Promise<MediaDeviceInfo[]>} outputs
 */

/** @param {HTMLElement} room @param {Wiring} wiring */
export function openSettings(room, {keep, act, devices, outputs}) {
  const draw = () => showSettings(room, keep.settings, {
    set: async (name, value) => { await keep.set(name, value); },
    current: () => keep.settings,
    roles: ROLES,
    devices,
    outputs: async () => (await outputs()).map(({deviceId, label}) => ({id: deviceId, name: label || deviceId})),
    learn: () => act({act: 'learn'}),
    pair: async (code) => say(await pairHere(String(keep.settings.server), code)),
    unpair: async () => { await savePairing(null); act({act: 'tell', message: {key: 'say_unpaired', args: []}, role: 'done'}); },
    exportFile: () => download('rubato-settings.json', exportSettings(keep.settings)),
    importFile: async (file) => {
      const read = importSettings(await file.text());
      if (!read.ok) return say(read.why);
      await keep.replace(read.settings);
      return text('settings_imported');
    },
  });
  onEnter('settings', draw);
  keep.listen(() => { if (!room.contains(document.activeElement)) draw(); });
  draw();
}

/** @param {string} server @param {string} code @returns {Promise<{key: string, args: string[]}>} What to say. */
export async function pairHere(server, code) {
  const paired = await pair(server, code, navigator.userAgent.match(/Chrome\/\d+/)?.[0] ?? 'browser');
  if (!paired.ok) return paired.why;
  await savePairing({token: paired.token, server, user: paired.user});
  return {key: 'say_paired', args: [paired.user]};
}

/** @param {string} name @param {string} content */
function download(name, content) {
  const url = URL.createObjectURL(new Blob([content], {type: 'application/json'}));
  make('a', {href: url, download: name}).click();
  URL.revokeObjectURL(url);
}
