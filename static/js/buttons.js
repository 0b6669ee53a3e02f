// What can be pressed on the workbench beside the forms: cards, links to claims, the sheet's arrows.
import { close, goBeside, letGo, open, openClaim, select } from "./cards.js";
import { remove, showUndone, undo } from "./claims.js";
import { currentClaim, hasGoneOn, now } from "./current.js";
import { byId, freshKey } from "./dom.js";
import { galley } from "./galley.js";
import { flush, isAsSent, onSubmitted } from "./forms.js";
import { changedFields } from "./said.js";
import { load } from "./send.js";
import { forgetRespan, startRespan } from "./slip.js";
import { toast } from "./toast.js";
import { coming, isWriting } from "./typing.js";

/** @param {Element} target */
const isPlain = (target) => !target.closest("a, button, summary, input, select, textarea, label, form, details");

/** @param {MouseEvent} event */
function press(event) {
  const target = /** @type {Element} */ (event.target);
  const card = /** @type {HTMLElement | null} */ (target.closest("#cards .card"));
  const link = /** @type {HTMLAnchorElement | null} */ (target.closest('a[href*="#claim-"]'));
  const button = /** @type {HTMLElement | null} */ (target.closest("button, [data-close]"));
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (button) pressButton(event, button, card);
  else if (link && link.pathname === location.pathname) {
    event.preventDefault();
    follow(link, card);
  }
  else if (card && isPlain(target) && getSelection()?.isCollapsed) open(Number(card.dataset.claim));
}

/**
 * A card's link opens the card, a link of the index goes to the words.
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement | null} card
 */
function follow(link, card) {
  const claim = Number(link.hash.replace("#claim-", ""));
  if (card || openClaim()) open(claim);
  else select(claim, { focus: true });
}

/** @param {MouseEvent} event @param {HTMLElement} button @param {HTMLElement | null} card */
function pressButton(event, button, card) {
  const { go } = button.dataset;
  if (go === "0" || "close" in button.dataset) forgetRespan();
  if (go === "0") letGo();
  else if (go) goBeside(currentClaim() ?? 0, Number(go) > 0 ? 1 : -1);
  else if ("respan" in button.dataset && card) startRespan(Number(card.dataset.claim));
  else if ("close" in button.dataset) {
    event.preventDefault();
    close(Number(card?.dataset.claim));
  }
}

/** A card's history is fetched when it is first looked at. @param {Event} event */
function unfold({ target }) {
  const details = /** @type {HTMLDetailsElement} */ (target);
  if (details.open && details.dataset.load) load(details.dataset.load);
}

/** The legend names the rating that is chosen. @param {Event} event */
function tellRating({ target }) {
  const radio = /** @type {HTMLInputElement} */ (target);
  const legend = radio.name === "rating" && radio.closest("fieldset")?.querySelector("legend");
  if (legend) legend.textContent = radio.value === "0" ? "Rating" : `Rating: ${radio.labels?.[0].title}`;
}

/**
 * What was submitted is here: the page is made ready for the next.
 * @param {HTMLFormElement} form
 * @param {import("./send.js").Answer} answer
 */
function after(form, { ok, claim, entry }) {
  if (ok && form.id === "by-quote") isAsSent(form, entry) ? renewQuote(form, claim) : toast(`Claim ${claim} is marked, without what you wrote in its form since.`);
  if (ok && form.action.endsWith("/restore")) showUndone(claim, from(form));
  if (ok && form.id.startsWith("cite-new-")) isAsSent(form, entry) ? closeAdding(claim) : toast("The source is added. What you typed since stands in the form for another.");
}

/** What was at hand when a form was sent, by its id or address. @type {Map<string, import("./current.js").Current>} */
const sentFrom = new Map();

/** @param {HTMLFormElement} form */
const nameOf = ({ id, action }) => id || action;

/** @param {HTMLFormElement} form */
const from = (form) => sentFrom.get(nameOf(form)) ?? now();

/** Deleting and undoing by button end as by key. @param {SubmitEvent} event */
function pressKeyFor(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  sentFrom.set(nameOf(form), now());
  const erases = form.id.startsWith("delete-") && !form.closest(".is-conflict");
  const undoes = form.action.endsWith("/undo");
  if (!erases && !undoes) return;
  event.preventDefault();
  if (undoes) undoBy(form);
  else remove(Number(form.id.slice("delete-".length)));
}

const undone = coming();

/** A message takes back the change that it is of: what has just been written is a later one. @param {HTMLFormElement} form */
function undoBy(form) {
  flush();
  if (form.isConnected) undoByButton();
  else toast("Not undone: you have changed something else since. The arrow above the text takes back your latest.");
}

/** The second click of two comes when the first is done. */
async function undoByButton() {
  if (undone.isTooSoon()) return;
  await undo();
  undone.comes();
}

/** @param {number | null} claim */
function closeAdding(claim) {
  const adding = /** @type {HTMLDetailsElement | null} */ (byId(`cite-add-${claim}`));
  const form = adding?.querySelector("form");
  if (!adding || (form && changedFields(form).length)) return;
  const hasFocus = adding.contains(document.activeElement);
  adding.open = false;
  if (hasFocus) adding.querySelector("summary")?.focus();
}

/** @param {HTMLFormElement} form @param {number | null} claim */
function renewQuote(form, claim) {
  form.reset();
  /** @type {HTMLInputElement} */ (form.elements.namedItem("key")).value = freshKey();
  if (form.contains(document.activeElement)) /** @type {HTMLElement} */ (document.activeElement).blur();
  if (claim && !isWriting() && !hasGoneOn(from(form), claim)) select(claim, { focus: true });
}

if (galley) {
  document.addEventListener("click", press);
  document.addEventListener("submit", pressKeyFor, { capture: true });
  document.addEventListener("change", tellRating);
  document.addEventListener("toggle", unfold, { capture: true });
  onSubmitted(after);
  const quote = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#by-quote [name=quote]"));
  if (quote && !quote.value.trim()) byId("by-quote-more")?.removeAttribute("open");
}
