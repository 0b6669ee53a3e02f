// The server would not take a change: what is wrong is said where it can be mended, and what was typed stays.
import { currentClaim } from "./current.js";
import { byId, make, openCard } from "./dom.js";
import { dropSent, fillIn, isSaidBy, keepDraft } from "./drafts.js";
import { parse, swap } from "./fragments.js";
import { bringForward, putAside, takeOut } from "./outbox.js";
import { changedFields, unlearn } from "./said.js";
import { idle, isHere, onRefusal, pump } from "./send.js";
import { toast } from "./toast.js";
import { silence } from "./typing.js";

const noReason = "The server could not save this, and did not say why. What you typed is still here; try again in a moment.";

onRefusal((answer) => {
  const { status, html, claim, entry } = answer;
  const pieces = parse(html);
  const problem = pieces.find((piece) => piece.id === "problem");
  if (!isHere(entry) && holdsWork(entry)) return wait(entry);
  if (status === 409 && pieces.some((piece) => piece.id === `card-${claim}`)) return showConflict(answer);
  const state = byId(`state-${claim}`);
  if (state) Object.assign(state, { className: "state state--warn", textContent: "Not saved" });
  const form = formFor(entry);
  if (form) return showAt(form, problem);
  const why = problem?.textContent ?? noReason;
  if (!holdsWork(entry)) return toast(why);
  wait(entry, why);
  toast("Not saved. What it says, and why, stands above the text.");
});

/**
 * The form that says what a change says, or can: one in which nobody has written something else since.
 * @param {import("./outbox.js").Entry} entry
 */
function formFor(entry) {
  const form = /** @type {HTMLFormElement | null} */ (entry.form ? byId(entry.form) : null);
  if (!form || new URL(form.action).pathname !== entry.url) return null;
  const isSaid = isSaidBy(form, entry);
  if (!isSaid && changedFields(form).length) return null;
  if (!isSaid) fillIn(form, entry);
  unlearn(form, entry.fields);
  return form;
}

/** Whether there is anything to look at again in a change: an undo, say, has nothing. @param {import("./outbox.js").Entry} entry */
const holdsWork = ({ article, claim, form, span }) => Boolean(article && (claim || form || span));

/**
 * Puts a change aside until it is looked at: it says what its draft does.
 * @param {import("./outbox.js").Entry} entry @param {string} [why] what the server said, where that is to be read in a list
 */
function wait(entry, why) {
  putAside(entry, why);
  dropSent(entry);
}

/** The change whose conflict each card shows, by claim. @type {Map<number, string>} */
export const shown = new Map();

/** The claims whose conflict has been answered, and what became of that is not known yet. @type {Set<number>} */
export const answering = new Set();

/**
 * Sets both readings side by side on the claim's card, one conflict after the other, and not under somebody's hands. The change waits
 * aside until one of them is chosen. Where another card stands open, the banner leads to it.
 * @param {import("./send.js").Answer} answer
 */
function showConflict({ html, claim, entry }) {
  wait(entry);
  const card = byId(`card-${claim}`);
  const open = openCard();
  if (open && open !== card) return;
  const conflict = card?.matches(".is-conflict");
  if (conflict && entry.instead !== shown.get(claim)) return;
  if (card && !conflict && isWriting(card)) return showOnceLeft(card, claim);
  if (conflict && shown.has(claim)) takeOut(shown.get(claim));
  answering.delete(claim);
  swap(html);
  shown.set(claim, entry.id);
}

/** @param {HTMLElement} within */
const isWriting = (within) => within.contains(document.activeElement) && document.activeElement.matches('textarea, input:not([type="radio"], [type="checkbox"])');

/** @param {HTMLElement} card @param {number} claim */
function showOnceLeft(card, claim) {
  const state = byId(`state-${claim}`);
  if (state) Object.assign(state, { className: "state state--warn", textContent: "Not saved: changed elsewhere. Leave the field to see both." });
  card.addEventListener("focusout", () => setTimeout(async () => {
    await idle();
    bringForward((entry) => entry.claim === claim);
    pump();
  }), { once: true });
}

/** @param {HTMLFormElement} form @param {HTMLElement} [problem] */
function showAt(form, problem) {
  clearProblem(form);
  const shown = problem ?? make("p", { id: "problem", class: "problem" }, noReason);
  keepDraft(form, { refused: shown.textContent });
  byId("problem")?.remove();
  shown.setAttribute("role", "alert");
  form.prepend(shown);
  const folded = form.closest("details");
  if (folded) folded.open = true;
  const field = /** @type {HTMLElement | null} */ (shown.dataset.field ? form.elements.namedItem(shown.dataset.field) : null);
  if (!(field instanceof HTMLElement)) return;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", "problem");
  goTo(form, field);
}

/** Goes to the field that is wrong, unless its person has turned to something else, or writes on. @param {HTMLFormElement} form @param {HTMLElement} field */
async function goTo(form, field) {
  const at = /** @type {any} */ (document.activeElement);
  const isThere = form.contains(at);
  if (!isThere && (!form.dataset.sent || isWriting(document.body) || currentClaim() !== Number(form.closest("#cards .card")?.getAttribute("data-claim")))) return;
  const before = at.value;
  if (isThere && at !== field && isWriting(form)) await silence();
  if (!isThere || (document.activeElement === at && at.value === before)) field.focus();
}

/** Takes back what was said about a form. @param {HTMLFormElement} form */
export function clearProblem(form) {
  form.querySelector(".problem")?.remove();
  for (const field of form.querySelectorAll('[aria-invalid="true"]')) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}
