// A fake Web MIDI for one global object: `fakeMidi` plugs, unplugs and plays keyboards.
//
// It behaves as Chromium's: a port that is unplugged stays in the map, disconnected; setting
// `onmidimessage` opens a port; each change of a port's state or connection is told by a
// `statechange`. A plain script, so that a browser can run it before a page's own; where there is a document it installs itself.

(() => {
  /** A port as the browser makes it. */
  class FakeInput extends EventTarget {
    type = 'input';
    version = '1';
    state = 'connected';
    connection = 'closed';
    /** Another program holds it: `open` fails. */
    held = false;
    /** @type {((event: any) => void) | null} */
    #listener = null;

    /** @param {any} port @param {FakeAccess} access */
    constructor({ id, name, manufacturer }, access) {
      super();
      Object.assign(this, { id, name, manufacturer });
      this.access = access;
      this.addEventListener('midimessage', (event) => this.#listener?.(event));
    }

    get onmidimessage() {
      return this.#listener;
    }

    set onmidimessage(listener) {
      this.#listener = listener;
      if (listener) this.open().catch(() => undefined);
    }

    async open() {
      if (this.held) throw new DOMException('The port is in use.', 'InvalidAccessError');
      const connection = this.state === 'connected' ? 'open' : 'pending';
      if (connection !== this.connection) this.become({ connection });
      return this;
    }

    async close() {
      if (this.connection !== 'closed') this.become({ connection: 'closed' });
      return this;
    }

    /** @param {any} change */
    become(change) {
      Object.assign(this, change);
      this.access.tell(this);
    }

    /** @param {number[]} bytes @param {number} [timeStamp] */
    send(bytes, timeStamp) {
      if (this.state !== 'connected' || this.connection !== 'open') return;
      const event = Object.assign(new Event('midimessage'), { data: new Uint8Array(bytes) });
      if (timeStamp !== undefined) Object.defineProperty(event, 'timeStamp', { value: timeStamp });
      this.dispatchEvent(event);
    }
  }

  class FakeAccess extends EventTarget {
    sysexEnabled = false;
    inputs = new Map();
    outputs = new Map();
    /** @type {((event: any) => void) | null} */
    onstatechange = null;

    /** @param {FakeInput} port */
    tell(port) {
      const event = Object.assign(new Event('statechange'), { port });
      this.dispatchEvent(event);
      this.onstatechange?.(event);
    }
  }

  /** A permission that a test changes. */
  class FakePermission extends EventTarget {
    state = 'granted';
    /** @type {((event: any) => void) | null} */
    onchange = null;

    /** @param {string} state 'granted', 'prompt' or 'denied' */
    become(state) {
      this.state = state;
      const event = new Event('change');
      this.dispatchEvent(event);
      this.onchange?.(event);
    }
  }

  class FakeMidi {
    access = new FakeAccess();
    permission = new FakePermission();
    /** What `requestMIDIAccess` was asked. @type {any[]} */
    asked = [];
    /** What `requestMIDIAccess` fails with, if anything. @type {Error | null} */
    error = null;

    /**
     * Plugs in a keyboard; one with an id that was there before is that one again.
     * @param {string | {id?: string, name: string, manufacturer?: string, held?: boolean}} port
     */
    plug(port) {
      const { name, id = name, manufacturer = 'Fake', held = false } = typeof port === 'string' ? { name: port } : port;
      const known = this.access.inputs.get(id);
      const input = known ?? new FakeInput({ id, name, manufacturer }, this.access);
      this.access.inputs.set(id, input);
      const connection = input.connection === 'pending' ? 'open' : input.connection;
      Object.assign(input, { held });
      input.become({ state: 'connected', connection });
    }

    /** @param {string} name */
    unplug(name) {
      const input = this.#named(name);
      const connection = input.connection === 'open' ? 'pending' : input.connection;
      input.become({ state: 'disconnected', connection });
    }

    /** @param {string} name @param {number[]} bytes @param {number} [timeStamp] ms */
    send(name, bytes, timeStamp) {
      this.#named(name).send(bytes, timeStamp);
    }

    /** The one plugged last of this name. @param {string} name @returns {any} */
    #named(name) {
      const input = [...this.access.inputs.values()].reverse().find((port) => port.name === name);
      if (!input) throw new Error(`No keyboard ${name} was plugged in.`);
      return input;
    }

    /** @param {any} options */
    async request(options) {
      this.asked.push(options);
      if (this.error) throw this.error;
      if (this.permission.state !== 'granted') throw new DOMException('Not allowed.', 'NotAllowedError');
      return this.access;
    }
  }

  /**
   * Gives a global object's navigator the fake; other permissions stay what they are.
   * @param {any} target
   * @returns {FakeMidi}
   */
  function installFakeMidi(target) {
    const midi = new FakeMidi();
    const { navigator } = target;
    const query = navigator.permissions?.query.bind(navigator.permissions);
    const permissions = {
      query: async (/** @type {any} */ wanted) => (wanted.name === 'midi' ? midi.permission : query(wanted)),
    };
    const request = (/** @type {any} */ options) => midi.request(options);
    for (const [name, value] of Object.entries({ requestMIDIAccess: request, permissions }))
      Object.defineProperty(navigator, name, { value, configurable: true });
    target.fakeMidi = midi;
    return midi;
  }

  /** @type {any} */ (globalThis).installFakeMidi = installFakeMidi;
  if (typeof document !== 'undefined') installFakeMidi(globalThis);
})();
