// The claims that need a look: keys to go through them and to answer, and words selected in the new text to place them on.
import { say } from "./dom.js";
import { countPoints } from "./offsets.js";
import { aLook } from "./typing.js";

const looks = document.getElementById("strays");

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const lookAround = (target) => /** @type {Element | null} */ (target)?.closest?.("[data-stray]") ?? null;

/** The one at hand. */
const current = () => lookAround(document.activeElement);

/** The one that the page is about: whose answer was refused, or that the address names. @returns {HTMLElement | null} */
const asked = () => lookAround(looks.querySelector("#problem") ?? document.getElementById(location.hash.slice(1)));

/** Goes to the one that the page is about, else to the first: what is pressed with none at hand answers for none. */
function goToOne() {
  (asked() ?? looks.querySelector("[data-stray]"))?.focus();
  say("Look at this claim, then press the key again.");
}

/** @param {1 | -1} by */
function step(by) {
  const all = /** @type {HTMLElement[]} */ ([...looks.querySelectorAll("[data-stray]")]);
  const here = current();
  const next = here ? all[all.indexOf(here) + by] : asked() ?? all[0];
  next?.focus();
}

/** @param {HTMLElement | null} look @param {string} answer @returns {HTMLFormElement | null} */
const formOf = (look, answer) => look?.querySelector(`form[data-answer="${answer}"]`) ?? null;

/** @param {HTMLElement | null} look @param {string} answer */
function send(look, answer) {
  if (!look) return goToOne();
  const form = formOf(look, answer);
  const button = /** @type {HTMLButtonElement | null} */ (form?.querySelector("button"));
  if (!form || !button) return say("There is nothing proposed here: press r and select the words.");
  if (button.disabled || "sent" in form.dataset) return undefined;
  form.dataset.sent = "";
  return form.requestSubmit(button);
}

/** The position of a point of the page in the text, in code points; null outside of it. @param {Node} node @param {number} at */
function positionOf(node, at) {
  const element = node instanceof Element ? node : node.parentElement;
  const block = /** @type {HTMLElement | null} */ (element?.closest("[data-start]"));
  if (!block?.closest("[data-now]")) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, at);
  return Number(block.dataset.start) + countPoints(before.toString());
}

/** Gives the form of the look the span that is selected in its new text. */
function takeSelection() {
  const selection = getSelection();
  if (!selection?.rangeCount) return;
  const range = selection.getRangeAt(0);
  const look = lookAround(range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement);
  const form = formOf(look, "place");
  if (!form) return;
  const start = positionOf(range.startContainer, range.startOffset);
  const end = positionOf(range.endContainer, range.endOffset);
  const there = start !== null && end !== null && end > start && selection.toString().trim() !== "";
  for (const other of looks.querySelectorAll('form[data-answer="place"]')) {
    const takes = there && other === form; // what was selected for another claim is selected no longer
    for (const [name, value] of [["start", start], ["end", end], ["shown", range.toString()]]) other.elements.namedItem(name).value = takes ? String(value) : "";
    other.querySelector("button").disabled = !takes;
  }
}

/** @param {HTMLElement | null} look */
function placeSelected(look) {
  takeSelection(); // the browser may not have said yet that it changed
  send(look, "place");
}

/** Selects what is proposed, or the first word of the new text, for the arrows to go on from. @param {HTMLElement | null} look */
function startSelecting(look) {
  if (!look) return goToOne();
  const now = /** @type {HTMLElement | null} */ (look?.querySelector("[data-now]"));
  const proposed = now?.querySelector("mark");
  const first = now?.querySelector("[data-start]");
  if (!now || !(proposed || first)) return;
  now.focus();
  const selection = getSelection();
  selection.selectAllChildren(proposed ?? first);
  if (!proposed) {
    selection.collapseToStart();
    selection.modify("extend", "forward", "word");
  }
  say("Shift and the arrows move the end of what is selected; Enter places the claim there.");
}

/** Shift and an arrow moves the end of the selection: the browser does not, where no text can be typed. @param {KeyboardEvent} event */
function extend(event) {
  const [direction, by] = { ArrowRight: ["right", "character"], ArrowLeft: ["left", "character"], ArrowDown: ["forward", "sentence"], ArrowUp: ["backward", "sentence"] }[event.key] ?? [];
  const selection = getSelection();
  if (!direction || !selection?.rangeCount || selection.isCollapsed) return false;
  const measure = event.ctrlKey && by === "character" ? "word" : by;
  selection.modify("extend", direction, measure);
  return true;
}

const answers = ["y", "x", "Enter"];

const keys = {
  j: () => step(1),
  k: () => step(-1),
  y: () => send(current(), "accept"),
  x: () => send(current(), "drop"),
  r: () => startSelecting(current()),
};

/** @param {KeyboardEvent} event */
function press(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.defaultPrevented || document.querySelector("dialog[open]") || event.altKey || event.metaKey || target.matches("input, textarea, select")) return;
  const inText = Boolean(target.closest("[data-now]"));
  let done = true;
  if (answers.includes(event.key) && (event.repeat || isTooSoon())) return event.preventDefault(); // it answered the claim of the page before
  if (event.shiftKey && inText) done = extend(event);
  else if (event.ctrlKey) done = false;
  else if (event.key === "Enter" && inText) placeSelected(lookAround(target));
  else if (keys[event.key]) keys[event.key]();
  else done = false;
  if (!done) return;
  event.preventDefault();
  event.stopPropagation();
}

/** The page that an answer leads to shows another claim, or what was wrong: what is pressed again at once was meant for what was there. */
const isOfAnswer = () => document.referrer !== "" && new URL(document.referrer).pathname.endsWith("/carryover");

/** @type {number | undefined} */
let looking;

function waitUntilSeen() {
  clearTimeout(looking);
  looks.dataset.unseen = "";
  looking = setTimeout(() => looks.removeAttribute("data-unseen"), aLook);
}

/** Whether nobody can have seen what came: nor has whoever presses on without a pause. */
function isTooSoon() {
  const isUnseen = "unseen" in looks.dataset;
  if (isUnseen) waitUntilSeen();
  return isUnseen;
}

/** @param {MouseEvent} event */
function click(event) {
  const isAnswer = /** @type {Element} */ (event.target).closest("form[data-answer] button") !== null;
  if (isAnswer && isTooSoon()) event.preventDefault();
}

if (looks) {
  if (isOfAnswer()) waitUntilSeen();
  looks.addEventListener("click", click);
  document.addEventListener("keydown", press, { capture: true });
  document.addEventListener("selectionchange", takeSelection);
  addEventListener("pageshow", () => looks.querySelectorAll("form[data-sent]").forEach((form) => form.removeAttribute("data-sent")));
  asked()?.focus();
}
