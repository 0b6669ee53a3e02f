// What the next command acts on: a claim, a span that is no claim yet, or nothing. One at a time, so that a key never has
// two meanings.

/** @typedef {import("./galley.js").Span} Span */
/**
 * @typedef {{kind: "none"}
 *   | {kind: "claim", id: number}
 *   | {kind: "span", span: Span, from: "cursor" | "selection", edge?: "start" | "end"}} Current
 */

/** @type {Current} */
let current = { kind: "none" };

/** @type {Set<(now: Current, before: Current) => void>} */
const watchers = new Set();

/** What commands act on now. */
export const now = () => current;

/** The claim that commands act on, or null. */
export const currentClaim = () => (current.kind === "claim" ? current.id : null);

/** The span that commands act on, or null. */
export const currentSpan = () => (current.kind === "span" ? current.span : null);

/** @param {Current} next */
export function setCurrent(next) {
  const before = current;
  current = next;
  for (const watch of watchers) watch(next, before);
}

/** @param {(now: Current, before: Current) => void} watch */
export const onCurrent = (watch) => watchers.add(watch);

/**
 * Whether its person has turned to something else than a claim since something was at hand: what comes late does not take them there.
 * @param {Current} before @param {number} claim
 */
export function hasGoneOn(before, claim) {
  return current !== before && current.kind !== "none" && currentClaim() !== claim;
}
