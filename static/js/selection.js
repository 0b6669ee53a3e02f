// What a person selects in the text, by mouse, by touch or by the browser's own keys, as a span; and clicks on claims.
import { letGo, open, openClaim, select } from "./cards.js";
import { mayWrite } from "./claims.js";
import { currentClaim, now, setCurrent } from "./current.js";
import { oncePerFrame, wide } from "./dom.js";
import { galley, spanOf } from "./galley.js";
import { claimsOver } from "./marks.js";
import { hideSlip, isPressed, showSlip } from "./slip.js";
import { isWriting } from "./typing.js";

/** A mouse button is down in the text: the selection is still being made. */
let dragging = false;
/**
 * The mark under the button, for that time without its tab stop: a press that moves the focus into a mark makes Chromium
 * give up a selection that begins at the mark's first letter.
 * @type {HTMLElement | null}
 */
let pressed = null;
let stop = "-1";
/** The last key was Tab: the focus is being moved by hand, not given back after a swap. */
let tabbed = false;

/** The range that is selected in the article; null where there is none. */
function selectedRange() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const anchor = selection.anchorNode?.parentElement;
  return galley?.contains(range.commonAncestorContainer) || (anchor && galley?.contains(anchor)) ? range : null;
}

function follow() {
  const range = selectedRange();
  const span = range && spanOf(range);
  if (!span) return forget();
  const here = now();
  const same = here.kind === "span" && here.span.start === span.start && here.span.end === span.end;
  if (!same) setCurrent({ kind: "span", span, from: "selection" });
  if (!dragging) showSlip(span);
}

/** The selection is gone: keys act again on the claim whose card is open. */
function forget() {
  const here = now();
  if (isPressed() || here.kind !== "span" || here.from !== "selection") return;
  hideSlip();
  const claim = openClaim();
  setCurrent(claim ? { kind: "claim", id: claim } : { kind: "none" });
}

/** @param {PointerEvent} event */
function press({ pointerType, target }) {
  const element = /** @type {Element} */ (target);
  if (pointerType !== "mouse" || element.closest(".slip")) return;
  dragging = true;
  hideSlip();
  pressed = /** @type {HTMLElement | null} */ (element.closest("mark[tabindex]"));
  stop = pressed?.getAttribute("tabindex") ?? "-1";
  pressed?.removeAttribute("tabindex");
}

function release() {
  if (!dragging) return;
  dragging = false;
  pressed?.setAttribute("tabindex", stop);
  pressed = null;
  requestAnimationFrame(follow);
}

/** @param {MouseEvent} event */
function click(event) {
  if (selectedRange()) return;
  const target = /** @type {Element} */ (event.target);
  const mark = /** @type {HTMLElement | null} */ (target.closest("mark.claim"));
  if (mark && !event.ctrlKey && !event.metaKey) {
    event.preventDefault(); // a link of the article's own under the claim is followed with Ctrl
    reach(mark);
  } else if (!wide.matches && target.closest('[id^="block-"]')) letGo();
}

/** Claims that lie over each other are reached one after the other by clicking again. @param {HTMLElement} mark */
function reach(mark) {
  const over = claimsOver(mark);
  mark.focus({ preventScroll: true });
  open(over[(over.indexOf(currentClaim() ?? -1) + 1) % over.length]);
}

/** A key is about what is selected by now, whether or not the browser has said so. @param {KeyboardEvent} event */
function keyDown({ key }) {
  tabbed = key === "Tab";
  if (mayWrite() && !isWriting()) follow();
}

if (galley) {
  if (mayWrite()) {
    document.addEventListener("selectionchange", oncePerFrame(follow));
    galley.addEventListener("pointerdown", press);
    addEventListener("pointerup", release);
    addEventListener("pointercancel", release);
  }
  galley.addEventListener("click", click);
  document.addEventListener("keydown", keyDown, { capture: true });
  galley.addEventListener("focusin", ({ target }) => {
    const mark = /** @type {Element} */ (target).closest("mark.claim");
    const over = tabbed && mark ? claimsOver(mark) : [];
    if (over.length && !over.includes(currentClaim() ?? -1)) select(over[0]);
  });
}
