// The ear of a page: its microphone, heard by the companion server, which writes down what is said.
// Pages compose, as the panel does: of the extension's adapters they take those that any page can run.

import { openMicrophone } from "../extension/adapters/microphone.js";
import { openStream } from "../extension/adapters/server_stream.js";
import { t } from "./texts.js";

/** @typedef {import("../extension/core/conversing.js").Told} Told */
/** @typedef {import("../extension/core/conversing.js").Ear} Ear */

const REFUSALS = /** @type {{[name: string]: string}} */ ({
  NotAllowedError: t("The microphone may not be used here: allow it beside the address, then try again."),
  NotFoundError: t("There is no microphone."),
  NotReadableError: t("Another program holds the microphone."),
});

/**
 * Opens it.
 * @param {string} language in which is spoken
 * @param {readonly string[]} phrases that are told as commands
 * @param {Told} told
 * @param {boolean} held it hears only while something is held
 * @returns {Promise<Ear>}
 * @throws {Error} with a sentence for the reader, where it cannot be opened
 */
export async function openEar(language, phrases, told, held) {
  /** @type {{[type: string]: (message: any) => void}} */
  const messages = {
    listening: ({ limits }) => told.ready(limits),
    began: () => told.began(),
    text: ({ said, language: spoken }) => told.text(said, spoken),
    heard: ({ said }) => told.command(said),
    unsure: () => told.nothing(),
    cannot: ({ reason }) => told.lost(reason),
    lost: ({ reason }) => told.lost(reason),
    problem: ({ reason }) => told.lost(reason),
  };
  const begin = () => {
    stream.send({ type: "forms", id: 1, forms: phrases.map((phrase) => ({ phrase })) });
    ready = true;
    if (!held) return stream.send({ type: "begin", mode: "dictate", language });
    told.ready();
    hold(down);
  };
  let [ready, down] = [false, false];
  /** @param {boolean} now */
  const hold = (now) => {
    if (ready && now !== sent) stream.send(now ? { type: "begin", mode: "dictate-talk", language } : { type: "end" });
    if (ready) sent = now;
    down = now;
  };
  let sent = false;
  // A signed-in page has its cookie for a token.
  const stream = openStream(`${location.origin}/v1/listen`, "", {
    onState: (state, detail) => {
      if (state === "ready") begin();
      if (state === "unpaired") told.lost(detail);
      if (state === "lost") told.lost(t("The server no longer answers. Once it runs again, press Talk."));
    },
    onMessage: (message) => messages[message.type]?.(message),
    onGone: () => {},
  });
  try {
    const close = await openMicrophone({
      piece: (piece) => stream.send(piece),
      lost: () => told.lost(t("The microphone was unplugged.")),
      muted: (muted) => { if (muted) told.nothing(); },
      other: () => {},
    });
    return { close: () => { stream.close(); void close(); }, ...(held && { hold }) };
  } catch (error) {
    stream.close();
    throw new Error(REFUSALS[/** @type {DOMException} */ (error).name] ?? String(error));
  }
}
