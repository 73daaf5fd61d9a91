// MIDI in: the keyboards that the browser hears by Web MIDI, taken up as they are plugged in.

/**
 * @typedef {'unsupported' | 'prompt' | 'denied' | 'failed' | 'ready'} MidiState
 * @typedef {{id: string, name: string, manufacturer: string, open: boolean}} MidiPort
 *   open: false where another program holds it.
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
 * @param {Pick<Navigator, 'permissions'> & Partial<Pick<Navigator, 'requestMIDIAccess'>>} browser
 * @returns {Promise<void>} Settles when the state is known.
 */
export async function openMidi(hears, browser = navigator) {
  if (!browser.requestMIDIAccess) return hears.onState('unsupported', '');
  const permission = await browser.permissions.query(/** @type {any} */ ({name: 'midi', ...OPTIONS}));
  const request = () => /** @type {Navigator} */ (browser).requestMIDIAccess(OPTIONS);
  /** @type {Keyboards | null} */
  let keyboards = null;
  let turn = 0;
  const follow = async () => {
    const mine = turn += 1;
    keyboards?.close();
    keyboards = null;
    if (permission.state !== 'granted') return hears.onState(permission.state, '');
    try {
      const access = await request();
      // While the browser thought, the permission may have changed again.
      if (mine === turn) keyboards = new Keyboards(access, hears);
    } catch (error) {
      if (mine === turn) hears.onState('failed', error instanceof Error ? error.message : String(error));
    }
  };
  permission.addEventListener('change', follow);
  await follow();
}

/** The inputs of one access, each with our listener while it is plugged in. */
class Keyboards {
  /** Inputs that another program holds, asked again at each change. @type {Set<string>} */
  #held = new Set();
  #closed = false;

  /** @param {MIDIAccess} access @param {Hears} hears */
  constructor(access, hears) {
    this.access = access;
    this.hears = hears;
    access.onstatechange = () => this.#refresh();
    hears.onState('ready', '');
    this.#refresh();
  }

  /** Hears none any more: it may no longer. */
  close() {
    this.#closed = true;
    this.access.onstatechange = null;
    for (const input of this.access.inputs.values()) input.onmidimessage = null;
    this.hears.onPorts([]);
  }

  #refresh() {
    const inputs = [...this.access.inputs.values()].filter(({state}) => state === 'connected');
    for (const input of inputs) this.#listen(input);
    this.hears.onPorts(inputs.map(({id, name, manufacturer, connection}) => ({
      id, name: name ?? '', manufacturer: manufacturer ?? '', open: connection === 'open' || !this.#held.has(id),
    })));
  }

  /**
   * Each time anew: a keyboard that was replugged may be the same object, without its listener.
   * @param {MIDIInput} input
   */
  #listen(input) {
    input.onmidimessage = ({data, timeStamp}) => { if (data) this.hears.onMessage(input.id, data, timeStamp); };
    // A listener opens its port unasked, but then nobody hears of a failure.
    if (input.connection === 'closed') input.open().then(() => this.#is(input, false), () => this.#is(input, true));
  }

  /** @param {MIDIInput} input @param {boolean} held */
  #is({id}, held) {
    if (this.#closed || this.#held.has(id) === held) return;
    if (held) this.#held.add(id);
    else this.#held.delete(id);
    this.#refresh();
  }
}
