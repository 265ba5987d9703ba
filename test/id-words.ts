import { firstHash, mixed } from "../src/csv/id-index.ts";

/** Four bytes a word, the first the lowest, zeros behind. */
export function wordsOf(bytes: Uint8Array): Int32Array {
  const padded = new Uint8Array(4 * Math.ceil(bytes.length / 4));
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  return Int32Array.from({ length: padded.length / 4 }, (_, at) => view.getInt32(4 * at, true));
}

/** The hash that an index of ids makes of words. */
export function hashOf(words: Int32Array): number {
  return words.reduce((hash, word) => mixed(hash, word), firstHash);
}
