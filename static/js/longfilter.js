// The filter of a very long article, whose cards are not all in the page: the server narrows it, and what that makes look
// otherwise takes its place here, without a reload.
import { byId, say } from "./dom.js";
import { onSwap, parsePage, swapIn } from "./fragments.js";
import { placeCards } from "./margin.js";
import { linesOf } from "./marks.js";

const parts = "#text > [id], #cards > .card[id]:not(.is-open), #index-list, #filter-said, #no-result";

/** Shows the article as it is at an address; leaves for the address where the server says no. @param {URL} address */
export async function showAt(address) {
  const page = await pageAt(address);
  if (!page) return location.assign(address);
  swapIn(/** @type {HTMLElement[]} */ ([...page.querySelectorAll(parts)]).filter((part) => !byId(part.id)?.matches(".is-open")));
  hideCards(document.querySelectorAll("#cards > .card"));
  placeCards();
  history.replaceState(null, "", address);
  say(byId("filter-said")?.textContent?.replace(/^\W+/, "") ?? "");
}

/** @param {URL} address @returns {Promise<Document | null>} */
async function pageAt(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html", "Stet-Person": document.body.dataset.person ?? "" } });
    return answer.ok && !answer.redirected ? parsePage(await answer.text()) : null;
  } catch {
    return null;
  }
}

/** A card is hidden where every line of its claim is, unless somebody may be writing on it. @param {Iterable<Element>} cards */
function hideCards(cards) {
  for (const card of /** @type {Iterable<HTMLElement>} */ (cards)) {
    const lines = linesOf(Number(card.dataset.claim));
    card.hidden = !card.matches(".is-open") && lines.length > 0 && lines.every((line) => line.classList.contains("is-out"));
  }
}

/** Cards that are fetched later are hidden by the same filter. */
export const hideFetchedCards = () => onSwap((pieces) => hideCards(pieces.filter((piece) => /^card-\d+$/.test(piece.id) && piece.isConnected)));
