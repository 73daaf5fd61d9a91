// What a session carries besides its notes, out of the store: as entries of its file, and each as a file of its own.

import {MediaFile} from '../core/media_file.js';
import {mediumOf} from '../core/media_kinds.js';
import {mediaEntry, streamsOf} from '../core/media_streams.js';
import {Sha256} from '../core/sha256.js';

/**
 * @import {MediaStore} from '../adapters/media_store.js'
 * @import {Stream} from '../core/media_streams.js'
 * @import {Entry} from '../core/session_log.js'
 */

/** Bytes that are held at once; the browser puts what is in a Blob on the disk. */
const AT_ONCE = 4_000_000;

/** @typedef {ReturnType<typeof openCarried>} Carried */

/** @param {MediaStore} store */
export function openCarried(store) {
  /** @param {string} session */
  const streams = async (session) => streamsOf(await store.parts(session));

  /** @param {Stream} stream @returns {Promise<Blob>} */
  const file = async ({kind, mime, at, parts, spans}) => {
    const made = new MediaFile(mediumOf(kind).sort, at);
    const ready = gathered(mime);
    for (const [place, part] of parts.entries()) {
      made.part(part.from, parts[place + 1]?.from);
      for await (const piece of store.pieces(part.id)) made.feed(piece).forEach(ready.add);
    }
    const ends = made.end(spans.at(-1)?.[1] ?? at);
    return new Blob(ends ? [ends.before, ...ready.blobs(), ends.after] : [], {type: mime});
  };

  /** @param {Stream} stream @returns {Promise<number>} Pieces that it is made of: what is added makes another file of it. */
  const lengthOf = async ({parts}) => (await Promise.all(parts.map(({id}) => store.count(id)))).reduce((sum, one) => sum + one, 0);

  /** @param {string} session @param {Stream} stream What is known of its file, while it is the same. */
  const known = async (session, stream) => {
    const [sums, length] = await Promise.all([store.sums(session), lengthOf(stream)]);
    return sums.find((sum) => sum.key === stream.key && sum.length === length) ?? null;
  };

  /** @param {string} session @param {Stream} stream @param {Blob} whole Its file. */
  const sum = async (session, stream, whole) => {
    const found = await known(session, stream);
    if (found) return found;
    const made = {session, key: stream.key, length: await lengthOf(stream), sha256: await sha256Of(whole), size: whole.size};
    await store.addSum(made);
    return made;
  };

  return {
    streams, file,
    /** @param {string} session @returns {Promise<Entry[]>} What its file says of them, with their sums where those are known. */
    entries: async (session) => {
      const all = await Promise.all((await streams(session)).map(async (stream) => ({stream, sum: await known(session, stream)})));
      return all.filter(({sum: found}) => found?.size !== 0).map(({stream, sum: found}) =>
        mediaEntry(stream, found ? {sha256: found.sha256, size: found.size} : undefined));
    },
    /** Works out the sums of what is whole, one after another. @param {string} session @returns {Promise<{stream: Stream, sha256: string, size: number}[]>} */
    sums: async (session) => {
      const all = [];
      for (const stream of await streams(session)) {
        const {sha256, size} = await known(session, stream) ?? await sum(session, stream, await file(stream));
        // What was cut off before its first frame is no file.
        if (size) all.push({stream, sha256, size});
      }
      return all;
    },
  };
}

/** @param {string} type */
function gathered(type) {
  /** @type {Blob[]} */
  const blobs = [];
  /** @type {BlobPart[]} */
  let held = [];
  let size = 0;
  const lay = () => {
    if (held.length) blobs.push(new Blob(held, {type}));
    [held, size] = [[], 0];
  };
  return {
    /** @param {Uint8Array<ArrayBuffer>} bytes */
    add: (bytes) => {
      held.push(bytes);
      size += bytes.length;
      if (size > AT_ONCE) lay();
    },
    blobs: () => { lay(); return blobs; },
  };
}

/** @param {Blob} blob */
async function sha256Of(blob) {
  const sum = new Sha256();
  const reader = blob.stream().getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) sum.add(read.value);
  return sum.hex();
}
