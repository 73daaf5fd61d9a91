// People's languages of the server in the settings: each with its version and maker, to be switched on and off.

import {text} from '../adapters/texts.js';
import {make} from './dom.js';
import {flagField} from './fields.js';
import {redraw} from './keyed.js';

/**
 * @param {HTMLElement} place
 * @param {import('./served_languages.js').ServedLanguages} served
 * @param {(message: import('../handlers/ports.js').Message) => string} say
 * @returns {() => void} Draws them.
 */
export function servedView(place, served, say) {
  const list = make('div', {});
  const group = make('div', {role: 'group', 'aria-label': text('settings_served'), className: 'set', hidden: true},
    make('p', {'aria-hidden': 'true'}, text('settings_served')), list);
  place.append(group);
  /** @type {WeakMap<HTMLElement, (on: boolean) => void>} */
  const fields = new WeakMap();
  const create = (/** @type {import('./served_languages.js').Offered} */ one) => {
    const {name} = one;
    const field = flagField(`served-${name}`, labelOf(one), async (on) => {
      const why = await served.turn(name, Boolean(on));
      return why ? say(why) : '';
    });
    fields.set(field.element, field.update);
    return field.element;
  };
  const draw = () => {
    const all = served.all();
    group.hidden = !all.length;
    let at = 0;
    redraw(list, all, {
      key: (one) => JSON.stringify([one.name, one.version]),
      create: () => create(all[at]),
      update: (element, one, place_) => { at = place_ + 1; fields.get(element)?.(one.active); },
    });
  };
  served.listen(draw);
  draw();
  return draw;
}

/** @param {import('./served_languages.js').Offered} one */
const labelOf = ({name, version, maker, words, help}) => text(help ? 'settings_served_one_for' : 'settings_served_one', [name, String(version), String(words), maker, help]);
