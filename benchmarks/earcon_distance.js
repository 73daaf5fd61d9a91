// Earcon distance: what each sound measures as, and in what each pair of them differs.
//
//   node benchmarks/earcon_distance.js

import {SOUNDS_BY_NAME, differences, listen} from '../tests/extension/hearing.js';

const heard = new Map([...SOUNDS_BY_NAME].map(([name, tones]) => [name, listen(tones)]));

/** @param {number[]} values @param {number} digits */
const list = (values, digits = 0) => values.map((x) => x.toFixed(digits)).join(' ');

console.log('sound       attack ms  brightness  decay dB  register  lengths ms          cents off');
for (const [name, {timbre, register, lengths, notes}] of heard) {
  const tones = SOUNDS_BY_NAME.get(name) ?? [];
  console.log([
    name.padEnd(11), timbre.attack.toFixed(1).padStart(9), timbre.brightness.toFixed(1).padStart(11),
    timbre.decay.toFixed(1).padStart(9), register.toFixed(1).padStart(9), '',
    list(lengths).padEnd(19), list(notes.map((note, i) => 100 * (note - tones[i].note)), 1),
  ].join(' '));
}

const LETTER = {timbre: 't', rhythm: 'r', register: 'o'};
const names = [...heard.keys()];
console.log('\nt timbre, r rhythm, o register (octave)');
console.log(' '.repeat(11), names.map((name) => name.slice(0, 8).padEnd(8)).join(' '));
for (const [i, name] of names.entries()) {
  const cells = names.slice(0, i).map((other) => {
    const all = differences(
      /** @type {any} */ (heard.get(name)), /** @type {any} */ (heard.get(other)));
    return all.map((one) => LETTER[/** @type {keyof typeof LETTER} */ (one)]).join('').padEnd(8);
  });
  console.log(name.padEnd(11), cells.join(' '));
}
