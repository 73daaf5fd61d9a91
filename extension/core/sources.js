// Sources: which of the ports that the browser and the bridge see feeds which keyboard.
//
// The same keyboard seen by Web MIDI and by the server's bridge counts once. It is known by its
// name, since nothing else is seen on both sides: the bridge's ends in Web MIDI's, as Chromium
// leaves out the client of an ALSA port ("out" for "vmpk out"). Web MIDI wins: it is nearer, and its times are
// the browser's own. When it loses a keyboard that the bridge still has, the bridge's copy plays.

/**
 * @typedef {{id: string, name: string, manufacturer?: string, open?: boolean}} SeenPort
 * @typedef {{id: string, source: 'web' | 'bridge', port: string, name: string, manufacturer: string,
 *   playing: boolean, copy: boolean}} Device
 * `id` is unique over both sources; `playing`: its messages count; `copy`: Web MIDI has it, too.
 */

// Ports that are no keyboard; `server/core/midi_ports.py` has the bridge's list.
const NO_KEYBOARD = /^(midi through|rubato bridge|pipewire system|microsoft gs wavetable)\b/;

/**
 * The id under which messages of a source's port are told apart.
 * @param {'web' | 'bridge'} source
 * @param {string} port
 */
export const deviceId = (source, port) => `${source}:${port}`;

/**
 * A port's name as it is compared: what systems change about it is case, dashes and blanks.
 * @param {string} name
 */
export const normalName = (name) =>
  name.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/**
 * All devices, and which of them play.
 * @param {{web: readonly SeenPort[], bridge: readonly SeenPort[], wanted: string | null}} seen
 *   `wanted` is the name of the chosen keyboard; null is any, so all play.
 * @returns {Device[]} Web MIDI's first, each in the order seen
 */
export function route({ web, bridge, wanted }) {
  const names = web.filter(isOpen).flatMap(namesOf);
  const devices = [
    ...web.map((port) => device('web', port, false)),
    ...bridge.map((port) => device('bridge', port, endsInOne(port.name, names))),
  ];
  const chosen = wanted === null ? null : normalName(wanted);
  return devices
    .filter(({ name }) => !NO_KEYBOARD.test(normalName(name)))
    .map((one) => ({ ...one, playing: one.playing && !one.copy && isWanted(one, chosen) }));
}

/**
 * What no longer plays: whoever holds its notes must let go of them.
 * @param {readonly Device[]} before
 * @param {readonly Device[]} after
 * @returns {string[]} device ids
 */
export function silenced(before, after) {
  const playing = new Set(after.filter((one) => one.playing).map(({ id }) => id));
  return before.filter((one) => one.playing && !playing.has(one.id)).map(({ id }) => id);
}

/** @param {SeenPort} port */
const isOpen = ({ open = true }) => open;

/**
 * The names under which the other side may know a port: some systems put the maker before it.
 * @param {SeenPort} port
 */
const namesOf = ({ name, manufacturer = '' }) =>
  [normalName(name), normalName(`${manufacturer} ${name}`)];

/**
 * @param {string} name
 * @param {readonly string[]} ends
 */
const endsInOne = (name, ends) => ends.some((end) => ` ${normalName(name)}`.endsWith(` ${end}`));

/**
 * @param {'web' | 'bridge'} source
 * @param {SeenPort} port
 * @param {boolean} copy
 * @returns {Device}
 */
function device(source, { id, name, manufacturer = '', open = true }, copy) {
  return { id: deviceId(source, id), source, port: id, name, manufacturer, playing: open, copy };
}

/**
 * @param {Device} one
 * @param {string | null} chosen
 */
const isWanted = (one, chosen) => chosen === null || namesOf(one).includes(chosen);
