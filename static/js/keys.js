// Every shortcut, in one table. Keys are the reviewer's own while they type in a field, and the browser's with Ctrl, Alt
// or Meta held.
import { addWritten } from "./adding.js";
import { goBeside, letGo, open, openClaim, select } from "./cards.js";
import { isMine, mayWrite, nextClaim, remove, setValue, setValueOfMade, undo } from "./claims.js";
import { now, setCurrent } from "./current.js";
import { leaveDeciding } from "./compare.js";
import { compareKeys } from "./comparekeys.js";
import { adjust, goSentence, otherEdge } from "./cursor.js";
import { byId, say } from "./dom.js";
import { galley } from "./galley.js";
import { help } from "./help.js";
import { claimNear, marksOf } from "./marks.js";
import { sentenceInSight } from "./sentences.js";
import { markSpan, stopRespan, takeSpan } from "./slip.js";
import { takeStray, typesIn, wordsFollow } from "./stray.js";
import { toast } from "./toast.js";
import { fields } from "./typing.js";
import { startNote, startSource, typeAhead } from "./write.js";

const nothingAtHand = "Select words or a claim first: n goes to a sentence, j to a claim.";

/** @param {1 | -1} by */
function goClaim(by) {
  const here = now();
  if (here.kind === "claim") return goBeside(here.id, by);
  const from = here.kind === "span" ? here.span : sentenceInSight();
  const claim = claimNear(from?.start ?? 0, by);
  if (claim !== undefined) select(claim, { focus: true });
}

/**
 * A verdict marks the span at hand with it, or judges the selected claim.
 * @param {"verified" | "disputed" | "unproven"} verdict
 */
function judge(verdict) {
  const here = now();
  if (here.kind === "span") markSpan(verdict);
  else if (here.kind === "claim") setValue(here.id, "verdict", verdict);
  else say(nothingAtHand);
}

function mark() {
  if (now().kind === "span") markSpan("unchecked");
  else say(nothingAtHand);
}

/** @param {string} value */
function rate(value) {
  const here = now();
  if (here.kind === "claim") setValue(here.id, "rating", value);
  if (here.kind === "span") setValueOfMade(here.span, "rating", value);
}

/** @param {"note" | "source"} what */
function write(what) {
  const here = now();
  if (here.kind === "span") markSpan(what);
  if (here.kind === "none") say(nothingAtHand);
  if (here.kind === "claim" && isMine(here.id)) (what === "note" ? startNote : startSource)(here.id);
  else if (here.kind !== "span") wordsFollow();
}

/** Enter marks the span at hand, opens the selected claim, or steps into its open card. */
function enter() {
  const here = now();
  if (here.kind === "span" && mayWrite()) takeSpan();
  if (here.kind !== "claim") return;
  if (openClaim() !== here.id) open(here.id);
  else /** @type {HTMLElement | null} */ (byId(`card-${here.id}`)?.querySelector("input:checked, textarea, button"))?.focus();
}

function erase() {
  const here = now();
  if (here.kind !== "claim") return undefined;
  return nextClaim.isTooSoon() ? toast(`Claim ${here.id} has only just come under your hands. Look at it, then press the key again.`) : remove(here.id);
}

/** One step back: out of changing a span, out of a card, out of a selection. */
function stepBack() {
  const here = now();
  const respanned = stopRespan();
  getSelection()?.removeAllRanges();
  if (respanned !== null) return select(respanned);
  if (here.kind === "span") return setCurrent({ kind: "none" });
  letGo();
}

/** Keys that only look. @type {Record<string, () => void>} */
const reading = {
  j: () => goClaim(1),
  k: () => goClaim(-1),
  n: () => goSentence(1),
  p: () => goSentence(-1),
  Escape: stepBack,
};

/** Keys that change something. @type {Record<string, () => void>} */
const writing = {
  h: mark,
  v: () => judge("verified"),
  d: () => judge("disputed"),
  u: () => judge("unproven"),
  s: () => write("source"),
  e: () => write("note"),
  o: otherEdge,
  z: undo,
  Delete: erase,
  Backspace: erase,
  ...Object.fromEntries(["0", "1", "2", "3", "4", "5"].map((value) => [value, () => rate(value)])),
};

/** Keys of every page. @type {Record<string, () => void>} */
const everywhere = { "?": help, "/": search };

function search() {
  const menu = byId("filter-menu");
  if (menu instanceof HTMLDetailsElement) menu.open = true;
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector('#filter [name="q"], input[type="search"]'));
  field?.focus();
  field?.select();
}

const arrows = /** @type {const} */ ({
  ArrowRight: [1, "grapheme"],
  ArrowLeft: [-1, "grapheme"],
  ArrowDown: [1, "sentence"],
  ArrowUp: [-1, "sentence"],
});

/** Shift and an arrow move the edge of a span by a character, with Ctrl or Alt by a word. @param {KeyboardEvent} event */
function shiftArrow(event) {
  const arrow = arrows[/** @type {keyof typeof arrows} */ (event.key)];
  const here = now();
  const native = here.kind === "none" || (here.kind === "span" && here.from === "selection"); // the browser extends its own
  if (!arrow || !event.shiftKey || event.metaKey || native || !mayWrite()) return false;
  const [by, measure] = arrow;
  adjust(by, measure === "grapheme" && (event.ctrlKey || event.altKey) ? "word" : measure);
  return true;
}

/** The key's name; its place on the keyboard where the layout has no Latin letter there. @param {KeyboardEvent} event */
function nameOf({ key, code, shiftKey }) {
  if (key.length > 1 || shiftKey) return key;
  return key > "~" && code.startsWith("Key") ? code.slice(3).toLowerCase() : key.toLowerCase();
}

/** @param {KeyboardEvent} event */
function command(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const key = nameOf(event);
  if (!galley) return compareKeys(key, event) ?? everywhere[key];
  if (key in everywhere) return everywhere[key];
  if (key === "Enter") return isPressable(/** @type {Element} */ (event.target)) ? undefined : enter;
  return reading[key] ?? (mayWrite() && !event.repeat ? writing[key] : undefined);
}

/** @param {Element} element */
const isPressable = (element) => !element.matches("mark") && element.closest("a[href], button, summary, input") !== null;

/** Escape in a field leaves the field for the text, with what is written sent; the card stays open. @param {KeyboardEvent} event */
function leaveField(event) {
  const field = /** @type {HTMLElement} */ (event.target);
  const card = /** @type {HTMLElement | null} */ (field.closest(".card"));
  if (event.key === "Escape" && field.closest("#deciding")) return leaveDeciding();
  if (event.key !== "Escape" || !card) return;
  const claim = Number(card.dataset.claim);
  field.blur();
  marksOf(claim)[0]?.focus({ preventScroll: true });
  if (field.closest(".cite-add")) addWritten(claim);
}

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  if (target.matches(fields)) {
    typesIn(event);
    return leaveField(event);
  }
  if (takeStray(event) || typeAhead(event)) return event.preventDefault();
  const isRadioArrow = target.matches('input[type="radio"]') && event.key.startsWith("Arrow");
  if (!isRadioArrow && shiftArrow(event)) return event.preventDefault();
  const run = command(event);
  if (!run) return;
  event.preventDefault();
  run();
});
