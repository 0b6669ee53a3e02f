// The article as it stands in the page: spans of code points there and back from DOM ranges.
import { countPoints, toPoints, toUnits } from "./offsets.js";

/** @typedef {{start: number, end: number}} Span code points of the revision's text, end exclusive */

/** The article's element. Pages other than the workbench have none: modules look for it before they wire anything. */
export const galley = /** @type {HTMLElement} */ (document.getElementById("galley"));

/** The number of the article that the page is about, if it is of one. */
export const articleOfPage = () => Number(location.pathname.match(/^\/articles\/(\d+)(?:\/|$)/)?.[1]) || undefined;

/** @type {any[] | null} the blocks, once looked up */
let known = null;

/** The blocks of text, in order. @returns {HTMLElement[]} */
export const blocks = () => (known ??= galley ? Array.from(galley.querySelectorAll('[id^="block-"]')) : []);

/** Blocks were swapped: look them up anew. */
export const forgetBlocks = () => {
  known = null;
};

/** The span that a block holds. @param {HTMLElement} block @returns {Span} */
export const spanOfBlock = (block) => ({ start: Number(block.dataset.start), end: Number(block.dataset.end) });

/**
 * Whether the page still shows the text that the server sent. A translating browser or an extension may have changed
 * it, and positions would then mean other words.
 * @param {Span} span
 */
export function isIntact(span) {
  return blocksOf(span).every((block) => {
    const { start, end } = spanOfBlock(block);
    return countPoints(block.textContent) === end - start;
  });
}

/** The blocks that a span touches. @param {Span} span */
export function blocksOf(span) {
  return blocks().filter((block) => {
    const { start, end } = spanOfBlock(block);
    return start < span.end && span.start < end;
  });
}

/** The last block that begins at or before a point. @param {number} point */
export function blockAt(point) {
  const all = blocks();
  let low = 0;
  let high = all.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Number(all[middle].dataset.start) <= point) low = middle;
    else high = middle - 1;
  }
  return all[low];
}

/**
 * The span of a range, without the white space at its ends; null where it holds no words of the article.
 * @param {Range} range @returns {Span | null}
 */
export function spanOf(range) {
  const touched = blocks().filter((block) => range.intersectsNode(block));
  if (!touched.length) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const [first, last] = [touched[0], touched[touched.length - 1]];
  return trimmed({
    start: first.contains(startContainer) ? pointOf(first, startContainer, startOffset) : spanOfBlock(first).start,
    end: last.contains(endContainer) ? pointOf(last, endContainer, endOffset) : spanOfBlock(last).end,
  });
}

/** The span that an element inside a block holds. @param {HTMLElement} element @returns {Span} */
export function spanOfNode(element) {
  const block = /** @type {HTMLElement} */ (element.closest('[id^="block-"]'));
  const start = pointOf(block, element, 0);
  return { start, end: start + countPoints(element.textContent) };
}

/** The point at which a place in a block is. @param {HTMLElement} block @param {Node} node @param {number} offset */
export function pointOf(block, node, offset) {
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  return Number(block.dataset.start) + countPoints(before.toString());
}

/** @param {Span} span @returns {Span | null} */
function trimmed(span) {
  let trim = null;
  for (const block of blocksOf(span)) {
    const text = block.textContent;
    const base = Number(block.dataset.start);
    const from = toUnits(text, span.start - base);
    const inside = text.slice(from, toUnits(text, span.end - base));
    if (!inside.trim()) continue;
    const start = base + toPoints(text, from + inside.length - inside.trimStart().length);
    const end = base + toPoints(text, from + inside.trimEnd().length);
    trim = { start: trim ? trim.start : start, end };
  }
  return trim;
}

/** The range of a span. @param {Span} span */
export function rangeOf(span) {
  const range = document.createRange();
  const from = locate(span.start, false);
  const to = locate(span.end, true);
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** The words of a span, block by block. @param {Span} span */
export const textOf = (span) => rangeOf(span).toString();

const longestShown = 10_000; // code points

/** What the page shows of a span, for the server to hold against its text; "" of a very long one. @param {Span} span */
export function shownOf(span) {
  if (span.end - span.start > longestShown) return "";
  return blocksOf(span).map((block) => {
    const [text, base] = [block.textContent, Number(block.dataset.start)];
    return text.slice(toUnits(text, Math.max(0, span.start - base)), toUnits(text, span.end - base));
  }).join("\n");
}

/** Where a point is in the DOM. @param {number} point @param {boolean} asEnd */
const locate = (point, asEnd) => placeIn(blockAt(asEnd ? point - 1 : point), point, asEnd);

/**
 * The place of a block at which a point is. Between two text nodes a beginning belongs to the later one and an end to the earlier.
 * @param {HTMLElement} block @param {number} point @param {boolean} [asEnd]
 */
export function placeIn(block, point, asEnd = false) {
  const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = toUnits(block.textContent, point - Number(block.dataset.start));
  /** @type {{node: Node, offset: number}} */
  let found = { node: block, offset: 0 };
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    found = { node, offset: Math.min(left, length) };
    if (left < length || (asEnd && left === length)) break;
    left -= length;
  }
  return found;
}
