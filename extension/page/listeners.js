// Listeners: tells the agent which elements the page made clickable, and which media it plays; runs in the page's own world.
//
// It wraps addEventListener, the setters of onclick and its like, attachShadow, and the playing of
// media, which may be in no document, before any script of the page runs. What it learns goes to the agent over a `<div>` that is in no document:
// only the two hold it, so no page hears or forges what passes there. The agent asks for it by an
// event on the document at the very start, where nobody else can listen yet; a document that has
// content by then may belong to a script already, and is left alone. Elements go as the containers
// of ranges, many in one event; what is in a shadow tree the browser leaves out of these, so there an
// event of a type that nobody can guess is sent to the element itself, and heard at the tree's root.
// Everything used later is taken now: a page may replace it all, down to how arrays are taken apart.
"use strict";
(() => {
  if (document.documentElement?.firstElementChild) return;
  const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;
  const { iterator } = Symbol;
  const [Native, Range_, Input, Event_, Weak] = [Proxy, StaticRange, InputEvent, Event, WeakRef];
  const { deref } = WeakRef.prototype;
  const { getRootNode } = Node.prototype;
  const { toString } = Function.prototype;
  const nodeType = /** @type {() => number} */ (getOwnPropertyDescriptor(Node.prototype, "nodeType")?.get);
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const hostOf = /** @type {() => Element} */ (getOwnPropertyDescriptor(ShadowRoot.prototype, "host")?.get);
  const nothing = /** @type {never[]} */ ([]);
  const secret = [...crypto.getRandomValues(new Uint32Array(4))].join("-");

  /** What a click or press sets off. */
  const PRESSES = /** @type {any} */ ({ __proto__: null, click: 1, mousedown: 1, mouseup: 1, pointerdown: 1, pointerup: 1 });
  const SETTERS = ["onclick", "onmousedown", "onmouseup", "onpointerdown", "onpointerup"];
  /** When so many wait they are given unasked. */
  const MOST = 512;

  const port = document.createElement("div");

  /** @param {() => unknown} get @param {unknown} it @returns {unknown} undefined where it is of another kind */
  const ask = (get, it) => {
    try {
      return apply(get, it, nothing);
    } catch {
      return undefined;
    }
  };
  /** @param {unknown} it */
  const isInShadow = (it) => ask(hostOf, ask(getRootNode, it)) !== undefined;

  /** Objects without a prototype, which no page can reach into, in the place of arrays. @param {any} items @param {number} length */
  const iterable = (items, length) => {
    let at = 0;
    const next = () => (at < length ? { __proto__: null, done: false, value: items[at++] } : { __proto__: null, done: true });
    return { __proto__: null, [iterator]: () => ({ __proto__: null, next }) };
  };

  /** Collects elements, and gives them all at once. @param {"hears" | "hosts" | "plays"} what */
  const collect = (what) => {
    /** @type {any} */
    let waiting = { __proto__: null };
    let count = 0;
    /** Whether a shadow tree's element was heard of: its root knows the agent. @param {unknown} element */
    const tell = (element) =>
      !apply(dispatchEvent, element, [new Event_(`${what}-${secret}`, /** @type {any} */ ({ __proto__: null, bubbles: true, cancelable: true }))]);
    const give = () => {
      const given = waiting;
      const length = count;
      waiting = { __proto__: null };
      count = 0;
      /** @type {any} */
      const ranges = { __proto__: null };
      let found = 0;
      for (let i = 0; i < length; i += 1) {
        const element = apply(deref, given[i], nothing);
        if (!element) continue;
        if (!isInShadow(element)) ranges[found++] = new Range_(/** @type {any} */ ({
          __proto__: null, startContainer: element, startOffset: 0, endContainer: element, endOffset: 0,
        }));
        else if (!tell(element)) waiting[count++] = given[i];
      }
      const targetRanges = iterable(ranges, found);
      if (found > 0) apply(dispatchEvent, port, [new Input(what, /** @type {any} */ ({ __proto__: null, targetRanges }))]);
    };
    /** @param {unknown} element */
    const note = (element) => {
      if (ask(nodeType, element) !== 1) return;
      waiting[count++] = new Weak(/** @type {Element} */ (element));
      if (count === MOST) give();
    };
    return { give, note };
  };
  const [hearing, hosts, playing] = [collect("hears"), collect("hosts"), collect("plays")];

  /** What each wrapper stands for, so that it prints as the browser's own. @type {WeakMap<Function, Function>} */
  const originals = new WeakMap();
  const { get, set } = WeakMap.prototype;

  /**
   * @param {any} owner @param {string} name @param {"value" | "set"} part
   * @param {(self: unknown, args: any[]) => void} learn called after it was done
   */
  const wrap = (owner, name, part, learn) => {
    const known = getOwnPropertyDescriptor(owner, name);
    const original = known?.[part];
    if (!known || typeof original !== "function") return;
    const wrapper = new Native(original, /** @type {any} */ ({
      __proto__: null,
      apply(/** @type {Function} */ target, /** @type {unknown} */ self, /** @type {any[]} */ args) {
        const result = apply(target, self, args);
        learn(self, args);
        return result;
      },
    }));
    apply(set, originals, [wrapper, original]);
    defineProperty(owner, name, { ...known, [part]: wrapper });
  };

  wrap(EventTarget.prototype, "addEventListener", "value", (self, args) => {
    if (args.length > 1 && args[1] && typeof args[0] === "string" && PRESSES[args[0]]) hearing.note(self);
  });
  for (const owner of [HTMLElement, SVGElement, MathMLElement]) {
    for (const name of SETTERS) {
      wrap(owner.prototype, name, "set", (self, args) => { if (typeof args[0] === "function") hearing.note(self); });
    }
  }
  wrap(Element.prototype, "attachShadow", "value", (self) => hosts.note(self));
  wrap(HTMLMediaElement.prototype, "play", "value", (self) => playing.note(self));
  wrap(HTMLMediaElement.prototype, "autoplay", "set", (self) => playing.note(self));

  const plain = new Native(toString, /** @type {any} */ ({
    __proto__: null,
    apply: (/** @type {Function} */ target, /** @type {any} */ self, /** @type {any[]} */ args) =>
      apply(target, (typeof self === "function" && apply(get, originals, [self])) || self, args),
  }));
  apply(set, originals, [plain, toString]);
  defineProperty(Function.prototype, "toString", { value: plain, writable: true, enumerable: false, configurable: true });

  apply(addEventListener, port, ["ask", () => { hosts.give(); hearing.give(); playing.give(); }]);
  const offer = () => {
    apply(dispatchEvent, document, [new Input("rubato-offer", /** @type {any} */ ({
      __proto__: null, data: secret, targetRanges: [new Range_({ startContainer: port, startOffset: 0, endContainer: port, endOffset: 0 })],
    }))]);
  };
  document.addEventListener("rubato-ask", offer, { once: true });
  offer();
  // Taken at once: then nobody is to ask again, and no page can.
  apply(addEventListener, port, ["taken", () => document.removeEventListener("rubato-ask", offer)]);
})();
//# sourceURL=native
