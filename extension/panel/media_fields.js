// The settings of what a session carries: each medium off until it is turned on here, with what is kept of it and where.

import {loadCarried, saveCarried, watchCarried} from '../adapters/storage.js';
import {text} from '../adapters/texts.js';
import {MEDIA} from '../core/media_kinds.js';
import {make} from './dom.js';
import {flagField, noteOf} from './fields.js';
import {write} from './keyed.js';

/** @import {Medium} from '../core/media_kinds.js' */

/** Whether the browser need not ask any more. @type {Record<Medium['device'], () => Promise<boolean>>} */
const ALLOWED = {
  microphone: () => granted('microphone'),
  camera: () => granted('camera'),
  tab: () => chrome.permissions.contains({permissions: ['tabCapture']}),
};

/** @param {string} name */
const granted = async (name) => (await navigator.permissions.query(/** @type {any} */ ({name}))).state === 'granted';

/** @param {{getStarted: () => void}} hands @returns {HTMLElement[]} */
export function mediaFields({getStarted}) {
  /** @type {readonly string[]} */
  let chosen = [];
  const fields = MEDIA.map(({kind, device}) => {
    const name = `settings_carried_${kind.replace('-', '_')}`;
    const field = flagField(`carried-${kind}`, text(name), async (on) => {
      const rest = chosen.filter((one) => one !== kind);
      await saveCarried(on ? [...rest, kind] : rest);
      if (!on || await ALLOWED[device]()) return '';
      // A panel cannot ask; the page that can is opened, and the choice stands.
      getStarted();
      write(asked, text('settings_carried_ask'));
      return '';
    });
    write(noteOf(field), text(`${name}_note`));
    return {kind, field};
  });
  const asked = make('p', {className: 'said', role: 'status'});
  const show = (/** @type {string[]} */ kinds) => {
    chosen = kinds;
    for (const {kind, field} of fields) field.update(kinds.includes(kind));
  };
  loadCarried().then(show, console.error);
  watchCarried(show);
  return [make('div', {role: 'group', id: 'carried', className: 'set', 'aria-labelledby': 'carried-title', 'aria-describedby': 'carried-hint'},
    make('p', {id: 'carried-title'}, text('settings_carried')), make('p', {id: 'carried-hint', className: 'note'}, text('settings_carried_hint')),
    ...fields.map(({field}) => field.element), asked)];
}
