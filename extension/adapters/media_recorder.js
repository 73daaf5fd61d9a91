// Media recorder: a track of sound or pictures as WebM, in pieces of half a second.

/** What each sort is recorded as, the first that the browser can; and bits a second. */
const FORMS = Object.freeze({
  sound: { mimes: ["audio/webm;codecs=opus", "audio/webm"], bits: { audioBitsPerSecond: 96_000 } },
  picture: { mimes: ["video/webm;codecs=vp8", "video/webm"], bits: { videoBitsPerSecond: 1_200_000, videoKeyFrameIntervalDuration: 5000 } },
});

/** ms of a piece: with the time to write it, a crash loses less than a second. */
const PIECE = 500;

/**
 * @param {MediaStreamTrack} track
 * @param {"sound" | "picture"} sort
 * @param {(data: ArrayBuffer) => void} piece Told of each, in their order.
 * @returns {{mime: string, stop: () => Promise<void>}} `stop` settles when the last piece was told.
 */
export const recordTrack = (track, sort, piece) => {
  const { mimes, bits } = FORMS[sort];
  const mime = mimes.find((one) => MediaRecorder.isTypeSupported(one)) ?? mimes[0];
  const recorder = new MediaRecorder(new MediaStream([track]), { mimeType: mime, ...bits });
  let told = Promise.resolve();
  const over = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.ondataavailable = ({ data }) => { told = told.then(async () => piece(await data.arrayBuffer())); };
  recorder.start(PIECE);
  return {
    mime,
    stop: async () => {
      if (recorder.state !== "inactive") recorder.stop();
      await over;
      await told;
    },
  };
};
