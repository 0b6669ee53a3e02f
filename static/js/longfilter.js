// The filter of a very long article, whose cards are not all in the page: the server narrows it, and what that makes look
// otherwise takes its place here, without a reload.
import { currentClaim, setCurrent } from "./current.js";
import { byId, say } from "./dom.js";
import { onSwap, parsePage, swapIn } from "./fragments.js";
import { galley } from "./galley.js";
import { placeCards } from "./margin.js";
import { linesOf } from "./marks.js";
import { upToDate } from "./send.js";
import { toast } from "./toast.js";

const parts = "#text > [id], #cards > .card[id]:not(.is-open), #index-list, #filter-said, #no-result";

/**
 * Shows the article as it is at an address; leaves for the address where the server says no, or has another text by now: positions on
 * this page would mean other words of that.
 * @param {URL} address
 */
export async function showAt(address) {
  const page = await upToDate(() => pageAt(address));
  if (page === undefined) return toast("The server does not answer, so the filter stays as it was. Try again in a moment.");
  const shown = page?.getElementById("galley");
  if (!page || shown?.dataset.revision !== galley.dataset.revision) return location.assign(address);
  galley.dataset.version = shown.dataset.version;
  swapIn(/** @type {HTMLElement[]} */ ([...page.querySelectorAll(parts)]).filter((part) => !byId(part.id)?.matches(".is-open")));
  hideCards(document.querySelectorAll("#cards > .card"));
  const claim = currentClaim();
  if (claim && isOut(claim)) setCurrent({ kind: "none" });
  placeCards();
  history.replaceState(null, "", address);
  say(byId("filter-said")?.textContent?.replace(/^\W+/, "") ?? "");
}

/** @param {URL} address @returns {Promise<Document | null | undefined>} null where the server says no, undefined where it says nothing */
async function pageAt(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html", "Stet-Person": document.body.dataset.person ?? "" } });
    return answer.ok && !answer.redirected ? parsePage(await answer.text()) : null;
  } catch {
    return undefined;
  }
}

/** Whether the filter leaves a claim out: every line of it, and nobody may be writing on its card. @param {number} claim */
function isOut(claim) {
  const lines = linesOf(claim);
  return !byId(`card-${claim}`)?.matches(".is-open") && lines.length > 0 && lines.every((line) => line.classList.contains("is-out"));
}

/** @param {Iterable<Element>} cards */
function hideCards(cards) {
  for (const card of /** @type {Iterable<HTMLElement>} */ (cards)) card.hidden = isOut(Number(card.dataset.claim));
}

/** Cards that are fetched later are hidden by the same filter. */
export const hideFetchedCards = () => onSwap((pieces) => hideCards(pieces.filter((piece) => /^card-\d+$/.test(piece.id) && piece.isConnected)));
