// The second click of two is meant for what the first was made on. Where something else has come under the pointer by then, such as the
// verdicts of a card that has opened, it presses nothing there.
import { aLook } from "./typing.js";

const still = 12; // pixels by which a pointer moves between two such clicks, at most

let before = { time: -aLook, x: 0, y: 0, on: /** @type {Element | null} */ (null), said: "" };

/** What can be pressed where a click is made; null in what only is read. @param {any} target @returns {Element | null} */
const controlOf = (target) => target.closest("label") ?? target.labels?.[0] ?? target.closest("button, a, summary, select, input");

/** What a control says: it may have been drawn anew since. @param {Element | null} control */
const saidBy = (control) => (control ? `${control.localName} ${control.textContent.trim()}` : "");

/** @param {MouseEvent} event */
function press(event) {
  if (!event.detail) return; // made by a key
  const on = controlOf(event.target);
  const isSecond = event.timeStamp - before.time < aLook && Math.hypot(event.clientX - before.x, event.clientY - before.y) < still;
  if (isSecond && on && on !== before.on && saidBy(on) !== before.said) {
    event.preventDefault();
    event.stopPropagation();
    before.time = event.timeStamp;
    return;
  }
  before = { time: event.timeStamp, x: event.clientX, y: event.clientY, on, said: saidBy(on) };
}

addEventListener("click", press, { capture: true });
