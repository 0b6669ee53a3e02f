// A card under the pointer shows its words, wherever in the text they are.
import { byId } from "./dom.js";
import { linesOf } from "./marks.js";

/** @type {HTMLElement[]} */
let lit = [];

/** @param {number | null} claim */
function light(claim) {
  for (const line of lit) line.classList.remove("is-hover");
  lit = claim ? linesOf(claim) : [];
  for (const line of lit) line.classList.add("is-hover");
}

byId("cards")?.addEventListener("pointerover", ({ target, pointerType }) => {
  const card = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest(".card"));
  light(pointerType === "mouse" && card ? Number(card.dataset.claim) : null);
});
byId("cards")?.addEventListener("pointerleave", () => light(null));
