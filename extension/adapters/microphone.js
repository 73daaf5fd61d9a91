// Microphone: whether it may be opened, each change of that, and its sound while it is open.

/** Samples a second that the ear takes; the browser converts from what the device gives. */
const RATE = 16_000;

/** Our own suppression knows speech; the browser's, made for calls, cuts soft beginnings off. */
const WANTED = {channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true};

/** @param {(state: 'off' | 'prompt' | 'denied') => void} onState "off": allowed, and not open. */
export async function watchMicrophone(onState) {
  const permission = await navigator.permissions.query(/** @type {any} */ ({name: 'microphone'}));
  const tell = () => onState(permission.state === 'granted' ? 'off' : permission.state);
  permission.addEventListener('change', tell);
  tell();
}

/**
 * Opens the microphone.
 * @param {(piece: ArrayBuffer) => void} onPiece 20 ms of sound: 16 bit, mono, 16 kHz
 * @param {() => void} onLost The device was unplugged, or taken away.
 * @returns {Promise<() => Promise<void>>} closes it
 * @throws {DOMException} where it may not be opened, or there is none
 */
export async function openMicrophone(onPiece, onLost) {
  const stream = await navigator.mediaDevices.getUserMedia({audio: WANTED});
  /** @type {AudioContext | undefined} */
  let context;
  const close = async () => {
    for (const track of stream.getTracks()) track.stop();
    if (context && context.state !== 'closed') await context.close();
  };
  try {
    context = new AudioContext({sampleRate: RATE});
    await context.audioWorklet.addModule(new URL('../worklets/capture.js', import.meta.url));
    const capture = new AudioWorkletNode(context, 'capture', {numberOfInputs: 1, numberOfOutputs: 0});
    capture.port.onmessage = ({data}) => onPiece(data);
    context.createMediaStreamSource(stream).connect(capture);
  } catch (error) {
    await close();
    throw error;
  }
  stream.getAudioTracks()[0].addEventListener('ended', onLost);
  return close;
}
