// Sends files to the server in pieces: what broke off goes on where it was, as soon as the server is there.

import { Sha256 } from "../extension/core/sha256.js";
import { t } from "./texts.js";
import { bytes } from "./words.js";

/** Bytes that are read, and sent, at once. */
export const PIECE = 4_000_000;
/** ms until a server that is away is asked again. */
export const AGAIN = 3000;

/** What a file is, by its name's ending; what it really is the server finds by its bytes. */
const ENDINGS = /** @type {const} */ ([
  ["midi", ["mid", "midi", "kar", "rmi"]],
  ["transcript", ["vtt", "srt", "txt", "json"]],
  ["video", ["mp4", "m4v", "mov", "mkv", "webm", "ogv"]],
  ["audio", ["wav", "flac", "ogg", "oga", "opus", "mp3", "m4a", "aac", "aif", "aiff"]],
]);

/** @typedef {"midi" | "transcript" | "video" | "audio"} Kind */
/** @typedef {{id: string, offset: number, complete: boolean}} There How much of a file the server has. */
/** @typedef {{ok: true, value: any} | {ok: false, status: number, why: string}} Answer `status` 0: the server does not answer. */
/**
 * @typedef {object} World
 * @property {(method: string, path: string, body: object | Uint8Array<ArrayBuffer>, headers: Record<string, string>) => Promise<Answer>} call
 * @property {(ms: number) => Promise<void>} later
 */
/** @typedef {{step: (said: string, share: number) => void, signal: AbortSignal}} Telling */

/** It is not sent, and why. */
export class NotSent extends Error {}

/**
 * Say what a file is to be sent as.
 * @param {{name: string, type: string}} file
 * @returns {Kind | null} null: nothing that a recording is made of
 */
export function kindOf({ name, type }) {
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  // A browser names the type by the ending, too; but a WebM may be sound alone, and it then knows that.
  if (type.startsWith("audio/") && !type.includes("midi")) return "audio";
  return ENDINGS.find(([, endings]) => endings.some((one) => one === ending))?.[0] ?? null;
}

/**
 * Send a file; one that is there already is not sent again.
 * @param {File} file
 * @param {World} world
 * @param {Telling} telling
 * @returns {Promise<string>} its id there
 * @throws {NotSent} with a sentence for people; what was sent is kept, and goes on when the same file is sent again
 */
export async function sendFile(file, world, { step, signal }) {
  const kind = kindOf(file);
  if (!kind) throw new NotSent(t("A recording is made of MIDI, sound, pictures and transcripts (.vtt, .srt, .txt with times, .json)."));
  if (!file.size) throw new NotSent(t("It is empty."));
  const sha256 = await sumOf(file, (share) => step(t("reading"), share), signal);
  const told = { kind, name: file.name.slice(-200), size: file.size, sha256 };
  let share = 0;
  const away = async () => {
    step(t("waits for the server, and then goes on"), share);
    await world.later(AGAIN);
    signal.throwIfAborted();
  };
  /** Asks until there is an answer. @param {() => Promise<Answer>} ask @returns {Promise<There>} */
  const insisting = async (ask) => {
    for (;;) {
      const answer = await ask();
      if (answer.ok) return answer.value;
      if (answer.status) throw new NotSent(answer.why);
      await away();
    }
  };
  let there = await insisting(() => world.call("POST", "/v1/recordings", told, {}));
  while (!there.complete) {
    signal.throwIfAborted();
    const { id, offset } = there;
    share = offset / file.size;
    step(t("sent {done} of {total}", { done: bytes(offset), total: bytes(file.size) }), share);
    const piece = new Uint8Array(await file.slice(offset, offset + PIECE).arrayBuffer());
    const headers = { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" };
    const answer = await world.call("PATCH", `/v1/recordings/${id}`, piece, headers);
    if (!answer.ok && answer.status) throw new NotSent(answer.why);
    if (answer.ok && answer.value.offset <= offset) throw new NotSent(t("The server takes no more of it."));
    if (!answer.ok) await away();
    // Whether a piece came whose answer was lost, the server knows.
    there = answer.ok ? answer.value : await insisting(() => world.call("GET", `/v1/recordings/${id}`, {}, {}));
  }
  return there.id;
}

/**
 * @param {File} file @param {(share: number) => void} step @param {AbortSignal} signal
 * @returns {Promise<string>} its SHA-256
 */
async function sumOf(file, step, signal) {
  const sum = new Sha256();
  for (let at = 0; at < file.size; at += PIECE) {
    signal.throwIfAborted();
    sum.add(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
    step(at / file.size);
  }
  return sum.hex();
}
