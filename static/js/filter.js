// Shows the claims of some verdicts, one kind, or some words, in the text, the margin and the index, without asking the
// server. A very long article's filter is the server's, since not all of its cards are here.
import { currentClaim, setCurrent } from "./current.js";
import { byId, say } from "./dom.js";
import { onSwap } from "./fragments.js";
import { galley, textOf } from "./galley.js";
import { hideFetchedCards, showAt } from "./longfilter.js";
import { placeCards } from "./margin.js";
import { claimsInOrder, claimsOver, linesOf, spanOfClaim } from "./marks.js";

const form = /** @type {HTMLFormElement} */ (byId("filter")); // the workbench alone has one

/** @typedef {{verdicts: string[], kind: string, reviewer: string, words: string}} Filter */

/** @returns {Filter} */
function read() {
  const fields = new FormData(form);
  return {
    verdicts: fields.getAll("verdict").map(String),
    kind: String(fields.get("kind") ?? ""),
    reviewer: String(fields.get("reviewer") ?? ""),
    words: String(fields.get("q") ?? "").trim().toLowerCase(),
  };
}

/** Whether a filter lets every claim pass. @param {Filter} filter */
function isOpen({ verdicts, kind, reviewer, words }) {
  const all = form.querySelectorAll('[name="verdict"]').length;
  return (!verdicts.length || verdicts.length === all) && !kind && !reviewer && !words;
}

/** @param {number} claim @param {Filter} filter */
function passes(claim, { verdicts, kind, reviewer, words }) {
  const card = byId(`card-${claim}`);
  if (!card) return true;
  if (verdicts.length && !verdicts.includes(valueOf(card, "verdict"))) return false;
  if (kind && valueOf(card, "kind") !== kind) return false;
  if (reviewer && card.dataset.reviewer !== reviewer) return false;
  return !words || wordsOf(claim, card).includes(words);
}

/**
 * What a card says, or what its form says where that is open.
 * @param {HTMLElement} card
 * @param {"verdict" | "kind"} name
 * @returns {string}
 */
function valueOf(card, name) {
  const chosen = `.card-form select[name=${name}], .card-form input[name=${name}]:checked`;
  return /** @type {HTMLInputElement | null} */ (card.querySelector(chosen))?.value ?? card.dataset[name] ?? "";
}

/** @param {number} claim @param {HTMLElement} card */
function wordsOf(claim, card) {
  const span = spanOfClaim(claim);
  const fields = /** @type {NodeListOf<HTMLInputElement>} */ (card.querySelectorAll(":is([name=speaker], [name=note])"));
  const written = Array.from(fields, (field) => field.value);
  return [span ? textOf(span) : "", card.textContent, ...written].join(" ").toLowerCase();
}

/** The claims that do not pass: at first those that the server has hidden. */
let out = new Set([...document.querySelectorAll("#cards .card[hidden]")].map((card) => Number(card.getAttribute("data-claim"))));

function apply() {
  const filter = read();
  const claims = claimsInOrder();
  const before = out;
  out = new Set(isOpen(filter) ? [] : claims.filter((claim) => !passes(claim, filter) && !isAtHand(claim)));
  for (const claim of new Set([...before, ...out])) showClaim(claim, !out.has(claim));
  tell(claims.length, out.size);
  if (out.has(currentClaim() ?? 0)) setCurrent({ kind: "none" });
  placeCards();
}

/** Whether somebody may be writing on a claim's card: it stays until it is closed. @param {number} claim */
const isAtHand = (claim) => byId(`card-${claim}`)?.matches(".is-open") ?? false;

/** @param {number} claim @param {boolean} shown */
function showClaim(claim, shown) {
  const ticks = galley.querySelectorAll(`.tick[data-claim="${claim}"]`);
  const lines = linesOf(claim).filter((line) => !line.matches("mark") || claimsOver(line)[0] === claim); // of a pile, not all are drawn
  for (const line of [...lines, ...ticks]) line.classList.toggle("is-out", !shown);
  for (const part of [byId(`card-${claim}`), byId(`index-${claim}`)]) if (part) part.hidden = !shown;
}

/** @param {number} all @param {number} hidden */
function tell(all, hidden) {
  const said = hidden ? `${all - hidden} of ${all} claims shown` : `all ${all} claims shown`;
  const where = byId("filter-said");
  if (where && where.textContent !== `: ${said}`) {
    where.textContent = `: ${said}`;
    say(said);
  }
  byId("filter-menu")?.classList.toggle("is-on", hidden > 0);
  const [none, count, start] = [byId("no-result"), byId("hidden-count"), byId("no-claims")];
  if (none) none.hidden = !all || hidden < all;
  if (count) count.textContent = String(hidden);
  if (start) start.hidden = all > 0;
}

/** The filter stands in the address, so that it can be sent to somebody and outlives a reload. */
function filteredAddress() {
  const address = new URL(location.href);
  for (const name of ["verdict", "kind", "reviewer", "q"]) address.searchParams.delete(name);
  const verdicts = read().verdicts;
  const all = form.querySelectorAll('[name="verdict"]').length;
  for (const [name, value] of new FormData(form)) {
    const says = name === "verdict" ? verdicts.length < all : value !== "";
    if (says) address.searchParams.append(name, String(value));
  }
  return address;
}

function change() {
  apply();
  history.replaceState(null, "", filteredAddress());
}

function empty() {
  for (const box of form.querySelectorAll('[type="checkbox"]')) /** @type {HTMLInputElement} */ (box).checked = true;
  for (const field of form.querySelectorAll("select, [name=q]")) /** @type {HTMLInputElement} */ (field).value = "";
}

/** @param {() => void} filter what follows a choice @param {"input" | "change"} choosing the event that makes one */
function wire(filter, choosing) {
  form.addEventListener(choosing, filter);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    filter();
    byId("filter-menu")?.removeAttribute("open");
  });
  document.addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (event.target).closest('[data-filter="clear"]'))) return;
    event.preventDefault();
    empty();
    filter();
  });
}

if (form && galley && "long" in galley.dataset) {
  wire(() => showAt(filteredAddress()), "change");
  hideFetchedCards();
} else if (form && galley) {
  wire(change, "input");
  onSwap((pieces) => {
    if (pieces.some((piece) => /^(block|card|index)-/.test(piece.id))) apply();
  });
  apply();
}
