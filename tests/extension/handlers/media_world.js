// Media in memory: a few audios and videos whose state is all there is, behind the media port.

/** @import {Refusal} from "../../../extension/handlers/ports.js" */
/** @import {MediaChange, MediaPort, Medium} from "../../../extension/handlers/media_port.js" */

/** @typedef {(one: Medium, change: MediaChange) => MediaChange | null} Changing */

/** @type {Record<MediaChange["what"], Changing>} */
const CHANGES = {
  play: (one) => (one.playing ? null : (one.playing = true, { what: "pause" })),
  pause: (one) => (one.playing ? (one.playing = false, { what: "play" }) : null),
  seek: (one, { by, value = 0 }) => {
    const time = one.time;
    const length = one.length ?? 0;
    one.time = by === "seconds" ? time + value : by === "percent" ? (length * value) / 100 : value < 0 ? length + value : value;
    return { what: "seek", by: "time", value: time };
  },
  volume: (one, { value = 0 }) => { const was = one.volume; one.volume = value; return { what: "volume", value: was, on: one.muted }; },
  louder: (one, { value = 0 }) => CHANGES.volume(one, { what: "volume", value: one.volume + value }),
  speed: (one, { value = 0 }) => { const was = one.speed; one.speed = value; return { what: "speed", value: was }; },
  faster: (one, { value = 0 }) => CHANGES.speed(one, { what: "speed", value: one.speed + 25 * value }),
  mute: (one, { on = !one.muted }) => { one.muted = on; return { what: "mute", on: !on }; },
  captions: (one, { on = one.captions === null }) => { one.captions = on ? "English" : null; return { what: "captions", on: !on }; },
  full: (one, { on = !one.full }) => { one.full = on; return { what: "full", on: !on }; },
};

export const makeMedia = () => {
  /** @type {Medium[]} */
  const all = [];
  const media = {
    all,
    reach: /** @type {Refusal | null} */ (null),
    fault: /** @type {Refusal | null} */ (null),
    silenced: /** @type {number[]} */ ([]),
    /** @param {string} name @param {Partial<Medium>} [more] @returns {Medium} */
    add: (name, more = {}) => {
      const one = {
        at: { tab: 1, frame: 0, id: all.length }, name, picture: true, playing: false, sounds: false, used: 0,
        area: 100, time: 65, length: 200, live: false, volume: 50, muted: false, speed: 100, captions: null, full: false, ...more,
      };
      all.push(one);
      return one;
    },
    port: /** @type {MediaPort} */ (/** @type {unknown} */ (null)),
  };
  media.port = {
    list: async () => media.reach ?? { ok: true, value: all.map((one) => ({ ...one })) },
    change: async (at, change) => {
      const one = /** @type {Medium} */ (all.find((each) => each.at.id === at.id && each.at.frame === at.frame));
      if (media.fault) return media.fault;
      const back = CHANGES[change.what](one, change);
      return { ok: true, value: { medium: { ...one }, back } };
    },
    silenced: async () => media.silenced,
    keepSilenced: async (ids) => { media.silenced = ids; },
  };
  return media;
};
