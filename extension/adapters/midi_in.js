// MIDI in: the keyboards that the browser hears by Web MIDI, taken up as they are plugged in.

/**
 * @typedef {'unsupported' | 'prompt' | 'denied' | 'failed' | 'ready'} MidiState
 * @typedef {{id: string, name: string, manufacturer: string}} MidiPort
 * @typedef {Object} Hears
 * @property {(state: MidiState, detail: string) => void} onState
 * @property {(ports: MidiPort[]) => void} onPorts All that are plugged in now; called at each change.
 * @property {(port: string, bytes: Uint8Array, time: number) => void} onMessage time: ms of `performance.now()`.
 */

/** System exclusive messages are never asked for: nothing here needs them. */
const OPTIONS = {sysex: false};

/**
 * Hears all keyboards, now and as they come and go. A panel can't prompt, so it asks for nothing:
 * it begins when MIDI is allowed in Get started, and follows when that changes.
 * @param {Hears} hears
 * @returns {Promise<void>} Settles when the state is known.
 */
export async function openMidi(hears) {
  if (!navigator.requestMIDIAccess) return hears.onState('unsupported', '');
  const permission = await navigator.permissions.query(/** @type {any} */ ({name: 'midi', ...OPTIONS}));
  let opened = false;
  const follow = async () => {
    if (permission.state !== 'granted') return hears.onState(permission.state, '');
    if (opened) return hears.onState('ready', '');
    opened = await begin(hears);
  };
  permission.addEventListener('change', follow);
  await follow();
}

/** @param {Hears} hears @returns {Promise<boolean>} Whether the system has MIDI at all. */
async function begin({onState, onPorts, onMessage}) {
  try {
    const access = await navigator.requestMIDIAccess(OPTIONS);
    const refresh = () => {
      const inputs = [...access.inputs.values()].filter(({state}) => state === 'connected');
      // Each time anew: a keyboard that was replugged may be the same object, without its listener.
      for (const input of inputs) input.onmidimessage = (event) => heard(input, event, onMessage);
      onPorts(inputs.map(({id, name, manufacturer}) => ({id, name: name ?? '', manufacturer: manufacturer ?? ''})));
    };
    access.onstatechange = refresh;
    onState('ready', '');
    refresh();
    return true;
  } catch (error) {
    onState('failed', error instanceof Error ? error.message : String(error));
    return false;
  }
}

/** @param {MIDIInput} input @param {MIDIMessageEvent} event @param {Hears['onMessage']} onMessage */
const heard = ({id}, {data, timeStamp}, onMessage) => { if (data) onMessage(id, data, timeStamp); };
