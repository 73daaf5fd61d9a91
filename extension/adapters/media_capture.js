// Media capture: opens the microphone, the camera, or the sound and picture of a tab, for a session to carry.

/** @import {MediaKind} from "../core/media_kinds.js" */

/**
 * One track, open. `lost` tells once that it ended by itself.
 * @typedef {{name: string, track: MediaStreamTrack, close: () => void}} Captured
 */

/** As it sounds: what makes speech clear in a call makes a piano swim. */
const MUSIC = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
/** A page moves little; what does, as a film, is seen well enough. */
const TAB = { maxWidth: 1280, maxHeight: 720, maxFrameRate: 15 };

/** The extension may not capture tabs. */
export class NotPermitted extends Error {}
/** A private tab is in front, or none at all. */
export class NoTab extends Error {}

/** The tab is captured already, without what is wanted only now. */
export class TooLate extends Error {}

/** @param {MediaStreamConstraints} constraints @returns {Promise<Captured>} */
const device = async (constraints) => {
  const [track] = (await navigator.mediaDevices.getUserMedia(constraints)).getTracks();
  return { name: track.label, track, close: () => track.stop() };
};

/** The microphone for somebody who speaks while something plays: that is kept out of what he says. */
export const openVoice = () => device({ audio: { ...MUSIC, echoCancellation: true } });

/**
 * @param {typeof chrome} api
 * @param {() => chrome.tabs.Tab | null} front The tab in front.
 */
export const openCapture = (api, front) => {
  const tab = shareTab(api, front);
  /** @type {Record<MediaKind, (both: boolean) => Promise<Captured>>} */
  const opens = {
    microphone: () => device({ audio: MUSIC }),
    camera: () => device({ video: CAMERA }),
    "tab-sound": (both) => tab("audio", both),
    "tab-picture": (both) => tab("video", both),
  };
  /**
   * @param {MediaKind} kind
   * @param {boolean} both Whether sound and picture of the tab are wanted.
   * @param {() => void} lost Told where it ends by itself: unplugged, taken away, its tab closed.
   * @returns {Promise<Captured>}
   * @throws {DOMException | Error} where it may not be opened, or there is none
   */
  return async (kind, both, lost) => {
    const captured = await opens[kind](both);
    captured.track.addEventListener("ended", lost, { once: true });
    return {
      ...captured,
      close: () => {
        captured.track.removeEventListener("ended", lost);
        captured.close();
      },
    };
  };
};

/**
 * A tab is captured once, for its sound and its picture together.
 * @param {typeof chrome} api @param {() => chrome.tabs.Tab | null} front
 */
const shareTab = (api, front) => {
  /** @typedef {{title: string, stream: MediaStream, unmute: () => void}} Shared */
  /** @type {Promise<Shared> | null} */
  let shared = null;
  /** @param {boolean} sound @param {boolean} picture @returns {Promise<Shared>} */
  const capture = async (sound, picture) => {
    const tab = front();
    if (!tab?.id || tab.incognito) throw new NoTab();
    if (!await api.permissions.contains({ permissions: ["tabCapture"] })) throw new NotPermitted();
    const chromeMediaSourceId = await api.tabCapture.getMediaStreamId({ targetTabId: tab.id });
    const mandatory = { chromeMediaSource: "tab", chromeMediaSourceId };
    const stream = await navigator.mediaDevices.getUserMedia(/** @type {any} */ ({
      audio: sound && { mandatory }, video: picture && { mandatory: { ...mandatory, ...TAB } },
    }));
    return { title: tab.title ?? "", stream, unmute: sound ? heard(stream) : () => undefined };
  };
  /** @param {"audio" | "video"} sort @param {boolean} both @returns {Promise<Captured>} */
  return async (sort, both) => {
    const mine = shared ??= capture(both || sort === "audio", both || sort === "video");
    const { title, stream, unmute } = await mine.catch((error) => {
      if (shared === mine) shared = null;
      throw error;
    });
    const track = stream.getTracks().find(({ kind, readyState }) => kind === sort && readyState === "live");
    if (!track) throw new TooLate();
    const close = () => {
      track.stop();
      if (sort === "audio") unmute();
      if (stream.getTracks().every(({ readyState }) => readyState === "ended") && shared === mine) shared = null;
    };
    track.addEventListener("ended", close, { once: true });
    return { name: title, track, close };
  };
};

/** A tab that is captured is heard no more, unless somebody plays what is captured. @param {MediaStream} stream @returns {() => void} Ends it. */
const heard = (stream) => {
  const context = new AudioContext();
  context.createMediaStreamSource(stream).connect(context.destination);
  context.resume().catch(() => undefined);
  return () => { if (context.state !== "closed") context.close().catch(() => undefined); };
};
