// Places each card beside its sentence. The page is complete without it: the cards then stand in order.
import { byId, oncePerFrame, wide } from "./dom.js";
import { onCurrent } from "./current.js";
import { onSwap } from "./fragments.js";
import { galley } from "./galley.js";

const gap = 6; // pixels between cards
const far = 96; // pixels that a card may be pushed, up or down, before it folds to one line

const margin = /** @type {HTMLElement} */ (byId("cards")); // the workbench alone has one
const isLong = galley && "long" in galley.dataset;
const shown = `.card:not([hidden])${isLong ? ":is(.is-near, .is-open, .is-selected)" : ""}`;
const leads = document.createElementNS("http://www.w3.org/2000/svg", "svg");

/** @typedef {{card: HTMLElement, want: number, at: number, high: number}} Placed positions in pixels from the margin's top */

/** The cards that are to be seen, in the order of the text, with the height at which each wants to stand. @returns {Placed[]} */
function cardsToPlace() {
  const top = margin.getBoundingClientRect().top;
  const cards = /** @type {HTMLElement[]} */ ([...margin.querySelectorAll(shown)]);
  return cards.map((card) => {
    const anchor = byId(`claim-${card.dataset.claim}`)?.getClientRects()[0];
    return { card, want: anchor ? Math.max(0, anchor.top - top - 4) : 0, at: 0, high: 0 };
  });
}

/**
 * Gives every card its height: the selected one stays at its sentence, those around it make room. Where those before it
 * need more than there is above, all stand lower.
 * @param {Placed[]} cards
 */
function settle(cards) {
  for (const placed of cards) placed.high = placed.card.offsetHeight;
  const pin = Math.max(0, cards.findIndex(({ card }) => card.classList.contains("is-selected")));
  cards[pin].at = cards[pin].want;
  for (let i = pin - 1; i >= 0; i--) cards[i].at = Math.min(cards[i].want, cards[i + 1].at - cards[i].high - gap);
  let free = 0;
  for (const [i, placed] of cards.entries()) {
    placed.at = Math.max(i > pin ? placed.want : placed.at, free);
    free = placed.at + placed.high + gap;
  }
}

/** Forgets how the cards were placed, but for where: they move on from there. */
function unplace() {
  margin.style.minBlockSize = "";
  leads.replaceChildren();
  for (const card of margin.querySelectorAll(".is-brief")) card.classList.remove("is-brief");
}

/** Takes the cards out of their places, for the sheet. */
function letStand() {
  unplace();
  for (const card of /** @type {NodeListOf<HTMLElement>} */ (margin.querySelectorAll(".card"))) card.style.translate = "";
}

function place() {
  margin.classList.toggle("is-placed", wide.matches);
  if (!wide.matches) return letStand();
  unplace();
  const cards = cardsToPlace();
  if (!cards.length) return;
  settle(cards);
  fold(cards, ({ at, want }) => Math.abs(at - want) > far);
  const crowded = cards.findIndex(({ card, at, want }) => at > want && card.matches(".is-selected"));
  fold(cards, (_, i) => i < crowded);
  show(cards);
}

/** Folds cards to one line, but for what is open or selected, and settles again. @param {Placed[]} cards @param {(placed: Placed, i: number) => boolean} which */
function fold(cards, which) {
  const folded = cards.filter(which).filter(({ card }) => !card.matches(".is-open, .is-selected, .is-brief"));
  for (const { card } of folded) card.classList.add("is-brief");
  if (folded.length) settle(cards);
}

/** @param {Placed[]} cards */
function show(cards) {
  const fresh = cards.filter(({ card }) => !card.style.translate);
  for (const { card } of fresh) card.classList.add("is-fresh"); // arrives in its place, without travelling there
  for (const { card, at } of cards) card.style.translate = `0 ${at}px`;
  if (fresh.length) margin.getBoundingClientRect();
  for (const { card } of fresh) card.classList.remove("is-fresh");
  drawLeads(cards);
  const last = cards[cards.length - 1];
  margin.style.minBlockSize = `${last.at + last.high}px`;
}

/** A line from each sentence to its card; one that has to travel far would say nothing. @param {Placed[]} cards */
function drawLeads(cards) {
  const width = leads.getBoundingClientRect().width;
  const near = cards.filter(({ at, want }) => Math.abs(at - want) <= far);
  leads.append(
    ...near.map(({ card, at, want }) => {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
      const [from, to] = [Math.round(want + 18) + 0.5, Math.round(at + 18) + 0.5];
      line.setAttribute("d", `M4 ${from}H16L${width - 14} ${to}H${width}`);
      if (card.classList.contains("is-selected")) line.setAttribute("class", "is-selected");
      return line;
    }),
  );
}

/** Places the cards anew, in the next frame. */
export const placeCards = margin && galley ? oncePerFrame(place) : () => {};

if (margin && galley) {
  leads.setAttribute("class", "leads");
  leads.setAttribute("aria-hidden", "true");
  margin.prepend(leads);
  place();
  onSwap(placeCards);
  onCurrent(placeCards);
  wide.addEventListener("change", placeCards);
  document.fonts?.ready.then(placeCards);
  new ResizeObserver(placeCards).observe(galley);
  margin.addEventListener("toggle", placeCards, { capture: true });
  margin.addEventListener("input", placeCards);
}
