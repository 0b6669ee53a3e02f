// Very long articles: only the cards near what is on the screen are in the margin, and those that the page does not hold
// yet are fetched when their sentences come near.
import { byId, oncePerFrame } from "./dom.js";
import { onSwap } from "./fragments.js";
import { blocks, galley } from "./galley.js";
import { placeCards } from "./margin.js";
import { claimsOver, marksOf } from "./marks.js";
import { loadCards } from "./send.js";

const atOnce = 100; // cards to a request
const most = 500; // cards near the screen; of a pile of thousands the others are in the index

/** @type {Set<Element>} */
const near = new Set();
/** @type {Set<number>} */
const asked = new Set();

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) near[isIntersecting ? "add" : "delete"](target);
    refresh();
  },
  { rootMargin: "100% 0%" },
);

const refresh = oncePerFrame(() => {
  const all = new Set([...near].flatMap((block) => [...block.querySelectorAll("mark.claim")].flatMap(claimsOver)));
  const claims = new Set([...all].slice(0, most));
  for (const card of document.querySelectorAll("#cards .is-near")) card.classList.remove("is-near");
  for (const claim of claims) byId(`card-${claim}`)?.classList.add("is-near");
  fetchMissing([...claims].filter((claim) => !asked.has(claim) && !byId(`card-${claim}`)));
  placeCards();
});

/** @param {number[]} claims */
async function fetchMissing(claims) {
  const batch = claims.slice(0, atOnce);
  if (!batch.length) return;
  for (const claim of batch) asked.add(claim);
  const arrived = await loadCards(batch);
  if (!arrived) for (const claim of batch) asked.delete(claim);
  else fetchMissing(claims.slice(atOnce));
  for (const claim of arrived ? batch : []) marksOf(claim).forEach(nameCards);
}

/** Leads from a mark to the cards that are here now. @param {HTMLElement} mark */
function nameCards(mark) {
  const cards = claimsOver(mark).map((claim) => `card-${claim}`);
  mark.setAttribute("aria-details", cards.filter(byId).join(" "));
}

function observeBlocks() {
  for (const block of near) if (!block.isConnected) near.delete(block);
  for (const block of blocks()) observer.observe(block);
}

if (galley && "long" in galley.dataset) {
  observeBlocks();
  onSwap((pieces) => {
    if (pieces.some((piece) => piece.id.startsWith("block-"))) observeBlocks();
    if (pieces.some((piece) => piece.id.startsWith("card-"))) refresh();
  });
}
