// Microphone: whether it may be opened, each change of that and of the devices, and its sound while it is open.

/** Samples a second that the ear takes; the browser converts from what the device gives. */
const RATE = 16_000;

/** Our own suppression knows speech; the browser's, made for calls, cuts soft beginnings off. */
const WANTED = {channelCount: 1, echoCancellation: true, noiseSuppression: false, autoGainControl: true};

/**
 * @typedef {Object} Hears What is told of a microphone that is open.
 * @property {(piece: ArrayBuffer) => void} piece 20 ms of sound: 16 bit, mono, 16 kHz
 * @property {() => void} lost The device was unplugged, or taken away.
 * @property {(muted: boolean) => void} muted By a switch of the device, or by the system.
 * @property {() => void} other The system has another microphone of choice now.
 */

/** @param {(state: 'off' | 'prompt' | 'denied') => void} onState "off": allowed, and not open. */
export async function watchMicrophone(onState) {
  const permission = await navigator.permissions.query(/** @type {any} */ ({name: 'microphone'}));
  const tell = () => onState(permission.state === 'granted' ? 'off' : permission.state);
  permission.addEventListener('change', tell);
  tell();
}

/** @param {() => void} onChange A device came or went. */
export const watchDevices = (onChange) => navigator.mediaDevices?.addEventListener('devicechange', onChange);

/** @returns {Promise<string>} The device behind the system's choice. */
async function chosenDevice() {
  const all = await navigator.mediaDevices.enumerateDevices();
  const inputs = all.filter(({kind}) => kind === 'audioinput');
  return (inputs.find(({deviceId}) => deviceId === 'default') ?? inputs[0])?.groupId ?? '';
}

/**
 * Opens the microphone.
 * @param {Hears} hears
 * @returns {Promise<() => Promise<void>>} closes it
 * @throws {DOMException} where it may not be opened, or there is none
 */
export async function openMicrophone(hears) {
  const stream = await navigator.mediaDevices.getUserMedia({audio: WANTED});
  const ended = new AbortController();
  /** @type {AudioContext | undefined} */
  let context;
  const close = async () => {
    ended.abort();
    for (const track of stream.getTracks()) track.stop();
    if (context && context.state !== 'closed') await context.close();
  };
  try {
    context = await openGraph(stream, hears, ended.signal);
  } catch (error) {
    await close();
    throw error;
  }
  watchTrack(stream.getAudioTracks()[0], hears, ended.signal);
  await watchChoice(hears, ended.signal);
  return close;
}

/** @param {MediaStream} stream @param {Hears} hears @param {AbortSignal} signal */
async function openGraph(stream, hears, signal) {
  const context = new AudioContext({sampleRate: RATE});
  // A sleep, or another program, may have stopped it.
  const goOn = () => { if (context.state !== 'running' && context.state !== 'closed') context.resume().catch(() => undefined); };
  context.addEventListener('statechange', goOn, {signal});
  document.addEventListener('visibilitychange', goOn, {signal});
  await context.audioWorklet.addModule(new URL('../worklets/capture.js', import.meta.url));
  const capture = new AudioWorkletNode(context, 'capture', {numberOfInputs: 1, numberOfOutputs: 0});
  capture.port.onmessage = ({data}) => hears.piece(data);
  context.createMediaStreamSource(stream).connect(capture);
  return context;
}

/** @param {MediaStreamTrack} track @param {Hears} hears @param {AbortSignal} signal */
function watchTrack(track, hears, signal) {
  track.addEventListener('ended', () => hears.lost(), {signal});
  track.addEventListener('mute', () => hears.muted(true), {signal});
  track.addEventListener('unmute', () => hears.muted(false), {signal});
  if (track.muted) hears.muted(true);
}

/** @param {Hears} hears @param {AbortSignal} signal */
async function watchChoice(hears, signal) {
  const chosen = await chosenDevice();
  navigator.mediaDevices.addEventListener('devicechange', async () => {
    const now = await chosenDevice();
    if (now && now !== chosen && !signal.aborted) hears.other();
  }, {signal});
}
