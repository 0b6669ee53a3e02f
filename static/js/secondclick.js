// The second click of two is meant for what the first was made on. Where something else has come under the pointer by then, such as the
// verdicts of a card that has opened, it presses nothing there.
import { aLook } from "./typing.js";

const left = "stetClicked"; // names where a page was left by a click
const still = 12; // pixels by which a pointer moves between two such clicks, at most

let before = { time: -Infinity, x: 0, y: 0, on: /** @type {Element | null} */ (null), said: "" };

/** What can be pressed where a click is made; null in what only is read. @param {any} target @returns {Element | null} */
const controlOf = (target) => target.closest("label") ?? target.labels?.[0] ?? target.closest("button, a, summary, select, input");

/** What a control says: it may have been drawn anew since. @param {Element | null} control */
const saidBy = (control) => (control ? `${control.localName} ${control.textContent.trim()}` : "");

/** Whether a click is made where the one before was, as the second of two; on a screen that is touched they are further apart. @param {PointerEvent} event */
function isSecond(event) {
  const isSoon = event.detail > 1 || (event.pointerType === "touch" && event.timeStamp - before.time < aLook);
  return isSoon && isAt(event, before);
}

/** @param {PointerEvent} event @param {{x: number, y: number}} place */
const isAt = ({ clientX, clientY }, { x, y }) => Math.hypot(clientX - x, clientY - y) < still;

/** Where a click has led to this page, and when that came. */
const arrived = { time: performance.now(), ...whereLeft() };

/** @returns {{x: number, y: number}} */
function whereLeft() {
  const nowhere = { x: NaN, y: NaN };
  try {
    const place = JSON.parse(sessionStorage.getItem(left) ?? "null");
    sessionStorage.removeItem(left);
    return place ?? nowhere;
  } catch {
    return nowhere;
  }
}

/** Whether the last click was made by a pointer. */
let isByPointer = false;

/** A form that a click sends leaves to the page that it leads to where that was. @param {SubmitEvent} event */
function leave({ defaultPrevented }) {
  if (defaultPrevented || !isByPointer) return;
  try {
    sessionStorage.setItem(left, JSON.stringify({ x: before.x, y: before.y }));
  } catch {
    // the next page knows of no click
  }
}

/** Whether a control changes something. @param {Element} control */
const sends = (control) => control.matches('[type="submit"]') && /** @type {HTMLButtonElement} */ (control).form?.method === "post";

/** Whether a click is pressed on a page that has just come by one, where that was, on what sends something. @param {PointerEvent} event @param {Element} on */
const isOfPageBefore = (event, on) => event.timeStamp - arrived.time < aLook && isAt(event, arrived) && sends(on);

/** Whether a control is another than the one before: one that sends something is, though it says the same. @param {Element} control */
const isAnother = (control) => control !== before.on && (saidBy(control) !== before.said || control.matches('[type="submit"]'));

/** Whether a control is part of what has only just come up. @param {Element} control */
const isUnseen = (control) => control.closest("dialog[data-unseen], #cards [data-unseen]") !== null;

/** @param {PointerEvent} event */
function press(event) {
  isByPointer = event.detail > 0;
  if (!isByPointer) return; // made by a key
  const on = controlOf(event.target);
  const isForNothing = on && ((isSecond(event) && isAnother(on)) || isOfPageBefore(event, on) || isUnseen(on));
  before = isForNothing ? { ...before, time: event.timeStamp } : { time: event.timeStamp, x: event.clientX, y: event.clientY, on, said: saidBy(on) };
  if (!isForNothing) return see();
  event.preventDefault();
  event.stopPropagation();
}

/** Who does something else on a page has seen that it has come. */
function see() {
  arrived.time = -Infinity;
}

addEventListener("click", press, { capture: true });
addEventListener("keydown", see, { capture: true });
addEventListener("submit", leave);
