// The claims in the text: their order, their elements, which of them is selected.
import { onSwap } from "./fragments.js";
import { forgetBlocks, galley, spanOfNode } from "./galley.js";

/** @type {Map<number, HTMLElement[]> | null} every mark of every claim, in the order of the text */
let known = null;
/** @type {number[]} */
let order = [];

/** One walk over all marks: an article may have thousands. */
function index() {
  if (known) return known;
  known = new Map();
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (galley?.querySelectorAll("mark.claim") ?? [])) {
    for (const claim of claimsOver(mark)) known.set(claim, [...(known.get(claim) ?? []), mark]);
  }
  order = [...known.keys()];
  return known;
}

/** @param {Element} mark @returns {number[]} */
export const claimsOver = (mark) => (/** @type {HTMLElement} */ (mark).dataset.claims ?? "").split(" ").map(Number);

/**
 * Every mark of a claim, in order: one for each stretch of text between boundaries.
 * @param {number} claim
 * @returns {HTMLElement[]}
 */
export const marksOf = (claim) => index().get(claim) ?? [];

/**
 * The elements that draw a claim's line: the mark itself for its first claim, a span inside for every other.
 * @param {number} claim @returns {HTMLElement[]}
 */
export function linesOf(claim) {
  return marksOf(claim).map((mark) => {
    const nth = claimsOver(mark).indexOf(claim);
    const inner = /** @type {NodeListOf<HTMLElement>} */ (mark.querySelectorAll('span[class*="v--"]'));
    return nth ? (inner[nth - 1] ?? mark) : mark;
  });
}

/** Every claim in the order in which the text comes to it. */
export function claimsInOrder() {
  index();
  return order;
}

/** The span of a claim as it stands in the page, or null where it is not there. @param {number} claim */
export function spanOfClaim(claim) {
  const marks = marksOf(claim);
  if (!marks.length) return null;
  return { start: spanOfNode(marks[0]).start, end: spanOfNode(marks[marks.length - 1]).end };
}

/** The first claim that begins at or after a point, or the last one before it. @param {number} point @param {1 | -1} by */
export function claimNear(point, by) {
  const all = claimsInOrder();
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spanOfNode(marksOf(all[middle])[0]).start < point) low = middle + 1;
    else high = middle;
  }
  return shownFrom(by > 0 ? low : low - 1, by);
}

/** The next claim that the filter shows. @param {number} claim @param {1 | -1} by */
export const claimBeside = (claim, by) => shownFrom(claimsInOrder().indexOf(claim) + by, by);

/** @param {number} at @param {1 | -1} by */
function shownFrom(at, by) {
  const all = claimsInOrder();
  for (; all[at] !== undefined; at += by) if (isShown(all[at])) return all[at];
  return undefined;
}

/** Whether the filter shows a claim. @param {number} claim */
const isShown = (claim) => linesOf(claim).some((line) => !line.classList.contains("is-out"));

/** Gives one mark the tab stop of the article. @param {HTMLElement | undefined} mark */
export function giveTabStop(mark) {
  if (!mark || mark.tabIndex === 0) return;
  for (const other of galley?.querySelectorAll('mark[tabindex="0"]') ?? []) other.setAttribute("tabindex", "-1");
  mark.tabIndex = 0;
}

onSwap((pieces) => {
  if (!pieces.some((piece) => piece.id.startsWith("block-"))) return;
  forgetBlocks();
  known = null;
  const first = /** @type {HTMLElement | null} */ (galley?.querySelector("mark.claim"));
  if (!galley?.querySelector('mark[tabindex="0"]') && first) first.tabIndex = 0;
});
