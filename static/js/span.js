// Growing and shrinking a span by keys: by grapheme, so that no accent or emoji is torn apart, by word, by sentence.
import { blockAt, blocks, galley, spanOfBlock } from "./galley.js";
import { countPoints } from "./offsets.js";
import { sentenceEdges } from "./sentences.js";

/** @typedef {import("./galley.js").Span} Span */
/** @typedef {"grapheme" | "word" | "sentence"} Measure */
/** @typedef {"start" | "end"} Edge */

/**
 * Moves one edge of a span by one measure. A span keeps at least one grapheme.
 * @param {Span} span @param {Edge} edge @param {1 | -1} by @param {Measure} measure
 * @returns {Span}
 */
export function moveEdge(span, edge, by, measure) {
  const to = beyond(span[edge], by, measure, edge);
  const moved = { ...span, [edge]: to };
  return moved.start < moved.end ? moved : span;
}

/** @param {number} point @param {1 | -1} by @param {Measure} measure @param {Edge} edge */
function beyond(point, by, measure, edge) {
  const stops = measure === "sentence" ? sentenceEdges(edge) : stopsAround(point, by, measure, edge);
  const ahead = by > 0 ? stops.find((stop) => stop > point) : stops.findLast((stop) => stop < point);
  return ahead ?? point;
}

/**
 * Where an edge may stand in the block around a point and in the next one that way.
 * @param {number} point @param {1 | -1} by @param {"grapheme" | "word"} measure @param {Edge} edge
 */
function stopsAround(point, by, measure, edge) {
  const all = blocks();
  const here = all.indexOf(blockAt(edge === "end" ? Math.max(point - 1, 0) : point));
  const near = by > 0 ? [all[here], all[here + 1]] : [all[here - 1], all[here]];
  return near.filter(Boolean).flatMap((block) => stopsIn(block, measure, edge));
}

/** @param {HTMLElement} block @param {"grapheme" | "word"} granularity @param {Edge} edge */
function stopsIn(block, granularity, edge) {
  const segmenter = new Intl.Segmenter(galley?.lang || undefined, { granularity });
  const stops = [];
  let at = spanOfBlock(block).start;
  for (const { segment, isWordLike } of segmenter.segment(block.textContent)) {
    const next = at + countPoints(segment);
    const counts = granularity === "grapheme" || isWordLike;
    if (counts) stops.push(edge === "end" ? next : at);
    at = next;
  }
  return stops;
}
