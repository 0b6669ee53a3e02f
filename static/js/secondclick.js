// The second click of two is meant for what the first was made on. Where something else has come under the pointer by then, such as the
// verdicts of a card that has opened, it presses nothing there.
import { aLook } from "./typing.js";

const still = 12; // pixels by which a pointer moves between two such clicks, at most

let before = { time: -aLook, x: 0, y: 0, on: /** @type {Element | null} */ (null), said: "" };

/** What can be pressed where a click is made; null in what only is read. @param {any} target @returns {Element | null} */
const controlOf = (target) => target.closest("label") ?? target.labels?.[0] ?? target.closest("button, a, summary, select, input");

/** What a control says: it may have been drawn anew since. @param {Element | null} control */
const saidBy = (control) => (control ? `${control.localName} ${control.textContent.trim()}` : "");

/** Whether a click is made where the one before was, as the second of two; on a screen that is touched they are further apart. @param {PointerEvent} event */
function isSecond({ detail, pointerType, timeStamp, clientX, clientY }) {
  const isSoon = detail > 1 || (pointerType === "touch" && timeStamp - before.time < aLook);
  return isSoon && Math.hypot(clientX - before.x, clientY - before.y) < still;
}

/** Whether a control is another than the one before: one that sends something is, though it says the same. @param {Element} control */
const isAnother = (control) => control !== before.on && (saidBy(control) !== before.said || control.matches('[type="submit"]'));

/** @param {PointerEvent} event */
function press(event) {
  if (!event.detail) return; // made by a key
  const on = controlOf(event.target);
  const isForNothing = isSecond(event) && on && isAnother(on);
  before = isForNothing ? { ...before, time: event.timeStamp } : { time: event.timeStamp, x: event.clientX, y: event.clientY, on, said: saidBy(on) };
  if (!isForNothing) return;
  event.preventDefault();
  event.stopPropagation();
}

addEventListener("click", press, { capture: true });
