// Selecting a claim, and opening and closing its card. One card is open at a time; every claim can be selected without.
import { addWritten } from "./adding.js";
import { byId, openCard, say, wide } from "./dom.js";
import { currentClaim, hasGoneOn, now, onCurrent, setCurrent } from "./current.js";
import { keepAllIn } from "./drafts.js";
import { flush } from "./forms.js";
import { isGivenBack } from "./focus.js";
import { galley } from "./galley.js";
import { onSwap } from "./fragments.js";
import { claimBeside, claimsInOrder, giveTabStop, linesOf, marksOf } from "./marks.js";
import { load } from "./send.js";
import { toast } from "./toast.js";
import { comesUp, isWriting } from "./typing.js";

/** @type {number | null} the claim whose card was asked for last */
let wanted = null;

/** @param {number} claim */
export const cardOf = (claim) => byId(`card-${claim}`);

/** The claim whose card is open, or null. */
export function openClaim() {
  return Number(openCard()?.dataset.claim) || null;
}

/**
 * Makes a claim the one that keys act on, and brings it into sight. The focus stays with whoever is writing.
 * @param {number} claim
 * @param {{focus?: boolean}} [how]
 */
export function select(claim, { focus = false } = {}) {
  const here = now();
  if (here.kind === "span" && here.from === "selection") getSelection()?.removeAllRanges(); // keys are not about that any more
  setCurrent({ kind: "claim", id: claim });
  const [mark] = marksOf(claim);
  giveTabStop(mark);
  if (focus && !isWriting()) mark?.focus({ preventScroll: true });
  mark?.scrollIntoView({ block: "nearest" });
  keepAddress(claim);
}

/** Opens a claim's card, selected, and closes the one before. @param {number} claim @returns {Promise<boolean>} */
export async function open(claim) {
  wanted = claim;
  const before = openClaim();
  if (currentClaim() !== claim) select(claim);
  if (before === claim) return true;
  if (before && !(await leave(before))) return false;
  await flush();
  const opened = await load(`/claims/${claim}/card?open=1`, () => currentClaim() === claim);
  if (!opened) toast("The card could not be opened: the server does not answer. Try again in a moment.");
  return opened && openClaim() === claim;
}

/** Closes a card that is open, once what is written in it is on its way. False where the card has to stay: see leave. */
export async function close(claim = openClaim()) {
  if (!claim) return true;
  const from = now();
  const hadFocus = cardOf(claim)?.contains(document.activeElement);
  if (!(await leave(claim))) return false;
  if (wanted === claim) wanted = null;
  await shut(claim);
  if (hadFocus && !isWriting() && !hasGoneOn(from, claim)) marksOf(claim)[0]?.focus({ preventScroll: true });
  return true;
}

/**
 * Sends what is written on a card that is about to close. False where the server has just refused it, or there is no room to
 * keep it: the card then stays, and says why.
 * @param {number} claim
 */
async function leave(claim) {
  const trouble = () => cardOf(claim)?.querySelector(".problem, .versus");
  const before = trouble();
  await addWritten(claim);
  await flush();
  const after = trouble();
  return isSafe(claim) && (!after || after === before || tellOfTrouble(claim));
}

/** What was written on a card is refused when its person has turned to something else, which stays at hand. @param {number} claim */
function tellOfTrouble(claim) {
  toast(`What you wrote on claim ${claim} is not saved: its card stays open, and says why.`);
  if (!wide.matches) select(claim); // it is the sheet
  return false;
}

/** Whether what is typed on a card outlives it; if not, that is said. @param {number} claim */
function isSafe(claim) {
  const card = cardOf(claim);
  const isKept = !card || keepAllIn(card);
  if (!isKept) toast(`The browser’s storage is full, and what you typed on the card of claim ${claim} is not saved: the card stays open.`);
  return isKept;
}

/** A card that has just been opened closes those that were open before, unless somebody is writing in one of them. @param {Element[]} pieces */
function closeOthers(pieces) {
  const opened = pieces.findLast((piece) => piece.matches("#cards .card.is-open"));
  if (!opened) return;
  if (!wide.matches) comesUp(/** @type {HTMLElement} */ (opened)); // as a sheet, over the text
  const all = [...document.querySelectorAll("#cards .card.is-open")];
  if (all.length < 2) return;
  const stays = all.find((card) => card !== opened && isWrittenIn(card)) ?? opened;
  wanted = claimOf(stays);
  for (const card of all) if (card !== stays) shut(claimOf(card));
}

/** @param {Element | null} card */
const isWrittenIn = (card) => isWriting() && Boolean(card?.contains(document.activeElement));

/** @param {Element} card */
const claimOf = (card) => Number(/** @type {HTMLElement} */ (card).dataset.claim);

/** Closes a card, unless it is asked for again meanwhile. @param {number} claim */
const shut = (claim) => load(`/claims/${claim}/card`, () => wanted !== claim && cardOf(claim) !== null && !isWrittenIn(cardOf(claim)) && isSafe(claim));

/** Lets go of the open card, and of the claim once no card is open; a sheet at the foot goes with its claim. */
export async function letGo() {
  const claim = currentClaim() ?? openClaim();
  const hasCard = openClaim() !== null;
  if (hasCard && !(await close())) return;
  if (hasCard && wide.matches) return;
  if (claim && currentClaim() === claim) setCurrent({ kind: "none" });
}

/** Goes to the claim after or before the one that is selected. @param {number} claim @param {1 | -1} by */
export function goBeside(claim, by) {
  const next = claimBeside(claim, by);
  if (next === undefined) return say(by > 0 ? "That was the last claim." : "That was the first claim.");
  if (openClaim() && !wide.matches) return open(next);
  select(next, { focus: true });
}

/** A permalink to the claim stands in the address bar, ready to be copied. @param {number} claim */
function keepAddress(claim) {
  const address = new URL(location.href);
  address.searchParams.delete("claim");
  address.hash = `claim-${claim}`;
  history.replaceState(null, "", address);
}

/** The claim of the card that the focus has come to since anything was at hand, and that is not at hand yet; 0 for none. */
let entered = 0;

let isByKey = false; // that the focus moves: a card may move then, with nothing under a pointer

/** The focus comes to something. @param {FocusEvent} event */
function enter({ target }) {
  if (isGivenBack()) return;
  entered = claimAround(target);
  if (isByKey) turnTo(entered);
}

/** A key is about the card that the focus is in. */
function press() {
  turnTo(entered);
  isByKey = true;
}

/** @param {EventTarget | null} target */
const claimAround = (target) => Number(/** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("#cards .card"))?.dataset.claim ?? 0);

/** Whoever works on a card has its claim at hand. @param {number} claim */
function turnTo(claim) {
  if (claim && currentClaim() !== claim) select(claim);
}

/** A claim that is gone is nothing that keys could act on. One made in a newer text than the page shows has a card, and no mark. */
function forgetGone() {
  const claim = currentClaim();
  if (claim && !marksOf(claim).length && !cardOf(claim)) setCurrent({ kind: "none" });
}

/** Shows which claim is selected, in the text, in the margin and in the index. */
function showSelected() {
  const claim = currentClaim();
  for (const old of document.querySelectorAll("#galley .is-selected, #cards .is-selected")) old.classList.remove("is-selected");
  for (const old of document.querySelectorAll("#index-list [aria-current]")) old.removeAttribute("aria-current");
  if (!claim) return;
  for (const line of linesOf(claim)) line.classList.add("is-selected");
  cardOf(claim)?.classList.add("is-selected");
  showInIndex(byId(`index-${claim}`));
  const where = byId("sheet-where");
  const all = claimsInOrder();
  if (where) where.textContent = all.includes(claim) ? `Claim ${all.indexOf(claim) + 1} of ${all.length}` : "A claim of the newer text";
}

/** Scrolls the index, never the page. @param {HTMLElement | null} entry */
function showInIndex(entry) {
  const index = /** @type {HTMLElement | null} */ (entry?.closest(".index"));
  if (!entry || !index) return;
  entry.querySelector("a")?.setAttribute("aria-current", "true");
  const [inner, outer] = [entry.getBoundingClientRect(), index.getBoundingClientRect()];
  if (inner.top < outer.top) index.scrollTop -= outer.top - inner.top;
  else if (inner.bottom > outer.bottom) index.scrollTop += inner.bottom - outer.bottom;
}

if (galley) {
  onCurrent(showSelected);
  onCurrent(() => (entered = 0));
  document.addEventListener("focusin", enter);
  document.addEventListener("keydown", press, { capture: true });
  document.addEventListener("pointerdown", () => (isByKey = false), { capture: true });
  document.addEventListener("click", ({ target }) => turnTo(claimAround(target)), { capture: true });
  onCurrent((next, before) => {
    if (before.kind === "claim" && next.kind === "claim" && next.id !== before.id) addWritten(before.id);
  });
  onSwap(forgetGone);
  onSwap(showSelected);
  onSwap(closeOthers);
}
