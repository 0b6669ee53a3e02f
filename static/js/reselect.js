// A selection stays on its words when a block of the text is swapped, and one that is still being made goes on from where it began.
import { galley, placeIn, pointOf } from "./galley.js";

/**
 * What selects the same words again once another element stands in the place of this one.
 * @param {HTMLElement} old @returns {(piece: HTMLElement) => void}
 */
export function selectedIn(old) {
  const selection = getSelection();
  if (!selection?.rangeCount || !galley?.contains(old) || !old.id.startsWith("block-")) return () => {};
  const [anchor, focus] = [endIn(old, selection.anchorNode, selection.anchorOffset), endIn(old, selection.focusNode, selection.focusOffset)];
  if (!anchor.isIn && !focus.isIn) return () => {};
  const text = old.textContent;
  return (piece) => {
    if (piece.textContent !== text) return;
    const [from, to] = [anchor.placeIn(piece), focus.placeIn(piece)];
    if (from.node && to.node) selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  };
}

/** An end of a selection, and where it is once a block is another. @param {HTMLElement} block @param {Node | null} node @param {number} offset */
function endIn(block, node, offset) {
  const isIn = node !== null && block.contains(node);
  const point = isIn ? pointOf(block, node, offset) : 0;
  return { isIn, placeIn: (/** @type {HTMLElement} */ piece) => (isIn ? placeIn(piece, point) : { node, offset }) };
}
