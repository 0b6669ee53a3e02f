// The sentences of the article, as the server found them, and stepping through them.
import { blocks, spanOfBlock } from "./galley.js";
import { byId } from "./dom.js";

/** @typedef {import("./galley.js").Span} Span */

/** @type {Span[]} */
const sentences = JSON.parse(byId("sentences")?.textContent || "[]").map(
  (/** @type {[number, number]} */ [start, end]) => ({ start, end }),
);

/** Where sentences begin or end, in order. @param {"start" | "end"} edge */
export const sentenceEdges = (edge) => sentences.map((sentence) => sentence[edge]);

/**
 * The sentence to go to from a point: the next one that begins after it, or the last one that ended before it.
 * @param {number} point @param {1 | -1} by @returns {Span | undefined}
 */
export function sentenceFrom(point, by) {
  return by > 0 ? sentences.find((s) => s.start > point) : sentences.findLast((s) => s.start < point);
}

/** The sentence a point stands in. @param {number} point */
export const sentenceAt = (point) => sentences.findLast((s) => s.start <= point);

/** The first sentence in sight, below the bar. @returns {Span | undefined} */
export function sentenceInSight() {
  const bar = document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
  const block = blocks().find((b) => b.getBoundingClientRect().bottom > bar + 8);
  return block && sentences.find((s) => s.start >= spanOfBlock(block).start);
}

/** "3 of 41", for saying where one is. @param {Span} span */
export const placeOfSentence = (span) => `${sentences.findIndex((s) => s.start >= span.start) + 1} of ${sentences.length}`;
