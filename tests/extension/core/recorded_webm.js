// WebM as a browser records it, for tests: of unknown length, without an index, in clusters of a second.

import { element, ID, joined, number } from '../../../extension/core/ebml.js';

const UNKNOWN = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

/** A packet of 60 ms, told apart by a number. @param {number} mark */
export const packet = (mark) => Uint8Array.from([0xfb, 3, mark]);

/**
 * @param {readonly {ms: number, key?: boolean, data: Uint8Array}[]} frames
 * @param {number} [scale] ns
 */
export function recorded(frames, scale = 1_000_000) {
  const tracks = element(ID.tracks, element(0xae, element(0xd7, [1]), element(0x83, [2])));
  const parts = [
    element(ID.ebml, element(0x4282, [0x77, 0x65, 0x62, 0x6d])),
    number(ID.segment), UNKNOWN,
    element(ID.info, element(ID.scale, number(scale))), tracks, element(0xec, new Uint8Array(91)),
  ];
  let cluster = -Infinity;
  for (const { ms, key = true, data } of frames) {
    if (ms - cluster >= 1000) {
      cluster = ms;
      parts.push(number(ID.cluster), UNKNOWN, element(ID.timestamp, number(ms)));
    }
    parts.push(element(ID.simpleBlock, [0x81, ...number(ms - cluster, 2), key ? 0x80 : 0], data));
  }
  return joined(parts);
}

/** Sound without a break. @param {number} ms @param {number} [first] The mark of its first packet. */
export const sound = (ms, first = 0) => recorded(Array.from({ length: Math.floor(ms / 60) }, (_, at) =>
  ({ ms: at * 60, data: packet((first + at) & 0x7f) })));
