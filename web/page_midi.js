// MIDI keyboards that a page hears.

import { openMidi } from "../extension/adapters/midi_in.js";
import { t } from "./texts.js";

/**
 * Hears them; the browser asks whether it may.
 * @param {(text: string) => void} say how that is
 * @param {(bytes: Uint8Array, time: number) => void} message time: ms of `performance.now()`
 */
export async function hearMidi(say, message) {
  try {
    await navigator.requestMIDIAccess();
  } catch {
    return say(t("The browser gives this page no MIDI keyboard: allow it beside the address, or play here on the screen."));
  }
  await openMidi({
    onState: (state) => { if (state !== "ready") say(t("MIDI: {state}.", { state })); },
    onPorts: (ports) => say(ports.length ? t("Hearing {names}.", { names: ports.map(({ name }) => name).join(", ") }) : t("No MIDI keyboard is connected; one that is plugged in is heard at once.")),
    onMessage: (_, bytes, time) => message(bytes, time),
  });
}
