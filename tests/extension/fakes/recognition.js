// A fake SpeechRecognition for one global object, at the specification's surface: what it is told to hear, its page hears.
//
// A plain script, so that a browser can run it before a page's own.

(() => {
  const page = /** @type {any} */ (globalThis);
  page.recognitions = [];
  page.recognition = {onDevice: 'available', installs: true};

  page.SpeechRecognitionPhrase = class {
    /** @param {string} phrase @param {number} boost */
    constructor(phrase, boost) {
      Object.assign(this, {phrase, boost});
    }
  };

  page.SpeechRecognition = class {
    processLocally = false;
    phrases = /** @type {any[]} */ ([]);
    state = 'new';
    /** @type {any} */ onspeechstart;
    /** @type {any} */ onresult;
    /** @type {any} */ onerror;
    /** @type {any} */ onend;

    constructor() {
      page.recognitions.push(this);
    }

    static async available(/** @type {any} */ {processLocally}) {
      return processLocally ? page.recognition.onDevice : 'available';
    }

    static async install() {
      page.recognition.onDevice = 'available';
      return page.recognition.installs;
    }

    start() { this.state = 'listening'; }

    stop() { if (this.state === 'listening') this.end(); }

    abort() { this.end(); }

    end() {
      this.state = 'ended';
      queueMicrotask(() => this.onend?.({}));
    }

    /** @param {string} error */
    fail(error) {
      this.onerror?.({error, message: ''});
      this.end();
    }

    /** @param {...string} texts The likeliest first. */
    says(...texts) {
      this.onspeechstart?.({});
      const result = texts.map((transcript, at) => ({transcript, confidence: 0.9 - at / 10}));
      this.onresult?.({resultIndex: 0, results: [Object.assign(result, {isFinal: true})]});
    }
  };
  delete page.webkitSpeechRecognition;
})();
