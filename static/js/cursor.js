// The sentence cursor, and adjusting spans by keys: a span that is no claim yet moves at once, a claim's own is sent after
// a short rest.
import { close, openClaim, select } from "./cards.js";
import { isAsWritten, respan, shelveSpan, spanToBe } from "./claims.js";
import { currentClaim, now, onCurrent, setCurrent } from "./current.js";
import { say } from "./dom.js";
import { onFlush } from "./forms.js";
import { galley, rangeOf, spanOf, textOf } from "./galley.js";
import { spanOfClaim } from "./marks.js";
import { paint, showEdges } from "./paint.js";
import { placeOfSentence, sentenceAt, sentenceFrom, sentenceInSight } from "./sentences.js";
import { moveEdge } from "./span.js";

/** @typedef {import("./galley.js").Span} Span */
/** @typedef {import("./span.js").Measure} Measure */

const rest = 400; // milliseconds after the last key before a claim's new span is sent

/** @type {"start" | "end"} */
let edge = "end";
/** @typedef {{claim: number, span: Span, timer?: number}} Adjusting timer: until it is sent */

/** @type {Adjusting | null} */
let adjusting = null;

/** Goes to the sentence after or before where one is. @param {1 | -1} by */
export function goSentence(by) {
  const here = pointHere();
  const next = here === null ? sentenceInSight() : (sentenceFrom(here, by) ?? sentenceAt(here));
  if (!next) return;
  if (openClaim()) close();
  getSelection()?.removeAllRanges();
  edge = "end";
  setCurrent({ kind: "span", span: next, from: "cursor" });
  rangeOf(next).startContainer.parentElement?.scrollIntoView({ block: "nearest" });
  keepInSight(next);
  say(`Sentence ${placeOfSentence(next)}: ${textOf(next)}`);
}

/** Where "next" is counted from: the span or claim at hand, else a click in the text, else nowhere. */
function pointHere() {
  const here = now();
  if (here.kind === "span") return here.span.start;
  if (here.kind === "claim") return spanOfClaim(here.id)?.start ?? null;
  const caret = getSelection();
  if (!caret?.rangeCount || !galley?.contains(caret.anchorNode)) return null;
  const before = caret.getRangeAt(0).cloneRange();
  before.setStart(galley, 0);
  return spanOf(before)?.end ?? null;
}

/** Moves the edge at hand of the span or of the selected claim. @param {1 | -1} by @param {Measure} measure */
export function adjust(by, measure) {
  const here = now();
  const old = here.kind === "claim" ? spanNow(here.id) : here.kind === "span" ? here.span : null;
  if (!old || !isAsWritten(old)) return;
  const span = moveEdge(old, edge, by, measure);
  if (here.kind === "claim") adjustClaim(here.id, span);
  else setCurrent({ kind: "span", span, from: "cursor", edge });
  keepInSight(span);
  say(textOf(span));
}

/** Has the keys move the other edge from now on. */
export function otherEdge() {
  edge = edge === "end" ? "start" : "end";
  const here = now();
  if (here.kind === "span") setCurrent({ ...here, edge });
  else if (here.kind === "claim") showEdges(spanNow(here.id), edge);
  say(edge === "end" ? "The keys move the end." : "The keys move the beginning.");
}

/** The span that the keys have moved a claim to. @param {number} claim */
const spanNow = (claim) => unsent()?.span ?? spanToBe(claim);

/** @param {number} claim @param {Span} span */
function adjustClaim(claim, span) {
  clearTimeout(adjusting?.timer);
  paint("cursor", [span]);
  showEdges(span, edge);
  adjusting = { claim, span, timer: setTimeout(sendAdjusted, rest) };
}

/** What is adjusted and not on its way yet. */
const unsent = () => (adjusting?.timer ? adjusting : null);

/** @param {Adjusting} mine */
function stopResting(mine) {
  clearTimeout(mine.timer);
  delete mine.timer;
}

async function sendAdjusted() {
  const mine = unsent();
  if (!mine) return;
  stopResting(mine);
  const { claim, span } = mine;
  await respan(claim, span);
  if (adjusting !== mine) return; // the keys have gone on
  adjusting = null;
  if (currentClaim() !== claim) return;
  showCursor();
  select(claim);
}

/** @param {Span} span */
function keepInSight(span) {
  const [first, ...others] = rangeOf(span).getClientRects();
  const rect = edge === "end" ? (others.at(-1) ?? first) : first;
  if (!rect) return;
  const top = (document.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0) + 16;
  const bottom = innerHeight * 0.75;
  if (rect.top < top) scrollBy({ top: rect.top - top });
  else if (rect.bottom > bottom) scrollBy({ top: rect.bottom - bottom });
}

/** The wash and the bars of a span that no native selection shows. */
function showCursor() {
  const here = now();
  const span = here.kind === "span" && here.from === "cursor" ? here.span : null;
  paint("cursor", span ? [span] : []);
  showEdges(span, here.kind === "span" ? here.edge : undefined);
}

/** A page that is left within the rest leaves the span to the next one. */
function leaveAdjusted() {
  const mine = unsent();
  if (!mine) return;
  stopResting(mine);
  shelveSpan(mine.claim, mine.span);
}

if (galley) {
  onFlush(sendAdjusted);
  addEventListener("pagehide", leaveAdjusted);
  onCurrent((next, before) => {
    if (!(next.kind === "claim" && next.id === adjusting?.claim)) sendAdjusted();
    if (next.kind !== "span" || before.kind !== "span") edge = next.kind === "span" ? (next.edge ?? edge) : "end";
    showCursor();
  });
}
