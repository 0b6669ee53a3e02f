// Shows spans that are not claims: the sentence cursor with a bar at each end, and spans on their way to the server. The
// text is never wrapped: a wrap would shift every position.
import { make, oncePerFrame } from "./dom.js";
import { galley, rangeOf } from "./galley.js";
import { onSwap } from "./fragments.js";

/** @typedef {import("./galley.js").Span} Span */

/** @type {Map<string, Span[]>} */
const painted = new Map();

/**
 * Paints spans under a name, in place of what that name showed before.
 * @param {"cursor" | "waiting"} name
 * @param {Span[]} spans
 */
export function paint(name, spans) {
  painted.set(name, spans);
  if (CSS.highlights) CSS.highlights.set(name, new Highlight(...spans.map(rangeOf)));
}

const bar = () => make("i", { class: "edge", hidden: "", "aria-hidden": "true" });
const bars = { start: bar(), end: bar() };

/** @type {{span: Span, moving?: "start" | "end"} | null} */
let edged = null;

/**
 * Stands a bar at each end of a span, the heavier one at the edge that keys move.
 * @param {Span | null} span
 * @param {"start" | "end"} [moving]
 */
export function showEdges(span, moving) {
  edged = span && { span, moving };
  standBars();
}

function standBars() {
  if (!galley) return;
  if (!bars.start.isConnected) galley.append(bars.start, bars.end);
  bars.start.hidden = bars.end.hidden = !edged;
  if (!edged) return;
  const { span, moving } = edged;
  const rects = [...rangeOf(span).getClientRects()].filter((r) => r.width);
  if (!rects.length) return;
  stand(bars.start, rects[0], "start");
  stand(bars.end, rects[rects.length - 1], "end");
  for (const edge of /** @type {const} */ (["start", "end"])) bars[edge].classList.toggle("is-moving", moving === edge);
}

/** @param {HTMLElement} upright @param {DOMRect} rect @param {"start" | "end"} edge */
function stand(upright, rect, edge) {
  const rightToLeft = getComputedStyle(galley).direction === "rtl";
  const frame = galley.getBoundingClientRect();
  upright.style.top = `${rect.top - frame.top}px`;
  upright.style.left = `${((edge === "start") === rightToLeft ? rect.right : rect.left - 2) - frame.left}px`;
  upright.style.height = `${rect.height}px`;
}

/** Text that was swapped took its ranges with it: paint them anew. */
function repaint() {
  for (const [name, spans] of painted) paint(/** @type {"cursor" | "waiting"} */ (name), spans);
  standBars();
}

onSwap(repaint);
addEventListener("resize", oncePerFrame(standBars));
