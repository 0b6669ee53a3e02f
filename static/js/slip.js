// The slip: a small toolbar at the selection, docked at the foot of narrow screens (there the stylesheet places it).
import { open, select } from "./cards.js";
import { create, respan } from "./claims.js";
import { currentSpan, hasGoneOn, now, onCurrent } from "./current.js";
import { byId, oncePerFrame, wide } from "./dom.js";
import { galley, rangeOf } from "./galley.js";
import { spanOfClaim } from "./marks.js";
import { toast } from "./toast.js";
import { isWriting } from "./typing.js";
import { startNote, startSource } from "./write.js";

/** @typedef {import("./galley.js").Span} Span */

const gap = 8; // pixels between the words and the slip

const slip = byId("slip");
const verdicts = ["verified", "disputed", "unproven"];
const marking = [...verdicts, "note", "source"];

let pressed = false;
/** @type {Span | null} */
let shownAt = null;
/** @type {number | null} the claim that waits for new words */
let respanning = null;

/** Whether a press on the slip is under way: the selection it acts on must not be given up then. */
export const isPressed = () => pressed;

/** Shows the slip under the last line of a span, or over the first where there is no room. @param {Span} span */
export function showSlip(span) {
  offer(span, respanning === null ? marking : ["span", "cancel"]);
}

/** @param {Span | null} span @param {string[]} actions */
function offer(span, actions) {
  if (!slip) return;
  shownAt = span;
  slip.hidden = false;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (slip.querySelectorAll("button[data-mark]"))) {
    button.hidden = !actions.includes(button.dataset.mark ?? "");
  }
  place();
}

export function hideSlip() {
  if (slip) slip.hidden = true;
  shownAt = null;
}

function place() {
  if (!slip || !shownAt || slip.hidden) return;
  slip.style.left = slip.style.top = "";
  if (!wide.matches) return;
  const frame = galley.getBoundingClientRect();
  const lines = [...rangeOf(shownAt).getClientRects()];
  const [first, last] = [lines[0], lines[lines.length - 1]];
  if (!first) return;
  const below = last.bottom + gap;
  const top = below + slip.offsetHeight < innerHeight ? below : first.top - gap - slip.offsetHeight;
  slip.style.left = `${Math.max(0, Math.min(last.left - frame.left, frame.width - slip.offsetWidth))}px`;
  slip.style.top = `${top - frame.top}px`;
}

/** Has the next selection become a claim's span. @param {number} claim */
export function startRespan(claim) {
  respanning = claim;
  getSelection()?.removeAllRanges();
  toast("Select the new words of the claim, or go to a sentence and press Enter. Escape leaves it as it is.");
  galley.classList.add("is-respanning");
  offer(spanOfClaim(claim), ["cancel"]);
}

/** Ends waiting for new words; says whether it did. */
export function stopRespan() {
  const was = respanning;
  respanning = null;
  hideSlip();
  galley?.classList.remove("is-respanning");
  return was;
}

/** Ends waiting for new words where their person has turned to something else: what they do is not about those. */
export function forgetRespan() {
  const claim = stopRespan();
  if (claim !== null) toast(`The words of claim ${claim} stay as they are.`);
}

/**
 * Goes on waiting for a claim's new words whatever its person turns to, but for another claim. Of what is selected the slip comes when that
 * is done: it would be in its way.
 * @param {number} claim @param {import("./current.js").Current} next
 */
function goOnRespanning(claim, next) {
  if (!spanOfClaim(claim) || (next.kind === "claim" && next.id !== claim)) forgetRespan();
  else if (next.kind === "span" && next.from === "cursor") showSlip(next.span);
}

/** Takes the span at hand: as a claim's new words where one waits for them, else as a claim. */
export function takeSpan() {
  if (respanning === null) return markSpan("unchecked");
  return useWords(respanning, currentSpan());
}

/** Does what a button, or its key, says to the span at hand. @param {string} action */
export async function markSpan(action) {
  const span = currentSpan();
  forgetRespan();
  if (!span) return;
  hideSlip();
  const made = create(span, verdicts.includes(action) ? action : "unchecked");
  if (action === "note") startNote(made);
  if (action === "source") startSource(made);
}

/** Leaves the claim that waits for new words as it is, and at hand. */
function cancelRespan() {
  if (respanning !== null) useWords(respanning, null);
}

/** @param {number} claim @param {Span | null} span */
async function useWords(claim, span) {
  stopRespan();
  getSelection()?.removeAllRanges();
  const here = now();
  if (span) await respan(claim, span);
  if (isWriting() || hasGoneOn(here, claim)) return;
  select(claim, { focus: true });
  open(claim);
}

slip?.addEventListener("pointerdown", (event) => {
  pressed = true;
  if (event.pointerType === "mouse") event.preventDefault();
});
slip?.addEventListener("mousedown", (event) => event.preventDefault());
addEventListener("pointerup", () => setTimeout(() => (pressed = false), 300)); // a tap clicks a moment after
addEventListener("pointercancel", () => (pressed = false));
slip?.addEventListener("click", ({ target }) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button[data-mark]"));
  const action = button?.dataset.mark;
  if (action === "span") takeSpan();
  else if (action === "cancel") cancelRespan();
  else if (action) markSpan(action);
});
addEventListener("resize", oncePerFrame(place));
onCurrent((next) => {
  if (respanning !== null) return goOnRespanning(respanning, next);
  if (next.kind !== "span" || next.from !== "selection") hideSlip();
});
