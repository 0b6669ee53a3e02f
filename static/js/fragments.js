// The server answers a change with the elements it touched; here they take their places. The one module that parses HTML,
// and the one holder of the page's Trusted Types policy.
import { byId } from "./dom.js";
import { fillIn, unkeptIn } from "./drafts.js";
import { focusKey, focusAgain } from "./focus.js";
import { galley } from "./galley.js";
import { layAside } from "./outbox.js";
import { selectedIn } from "./reselect.js";

const rules = { createHTML: (/** @type {string} */ html) => html };
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("stet", rules) ?? rules;

/** @type {Set<(pieces: Element[]) => void>} */
const watchers = new Set();

/** Calls back after every swap, with what came in. @param {(pieces: Element[]) => void} watch */
export const onSwap = (watch) => watchers.add(watch);

/** The top-level elements of a piece of the server's HTML. @param {string} html @returns {HTMLElement[]} */
export function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = policy.createHTML(html);
  return /** @type {HTMLElement[]} */ ([...holder.content.children]);
}

/** A whole page of the server's. @param {string} html */
export const parsePage = (html) => new DOMParser().parseFromString(policy.createHTML(html), "text/html");

/** Puts every element of an answer in its place. @param {string} html */
export const swap = (html) => swapIn(parse(html));

/** Puts elements in their places. @param {HTMLElement[]} pieces */
export function swapIn(pieces) {
  for (const piece of pieces) settle(piece);
  for (const watch of watchers) watch(pieces);
}

/** @param {HTMLElement} piece */
function settle(piece) {
  const old = byId(piece.id);
  if ("gone" in piece.dataset) return old?.remove();
  if (old) return replace(old, piece);
  const into = piece.dataset.into && document.querySelector(piece.dataset.into);
  if (into) into.insertBefore(piece, laterThan(into, piece));
}

/**
 * Replaces an element so that focus and the card that is selected stay.
 * @param {HTMLElement} old
 * @param {HTMLElement} piece
 */
function replace(old, piece) {
  const focused = old.contains(document.activeElement) ? focusKey() : null;
  const unkept = unkeptIn(old);
  const selectAgain = selectedIn(old);
  if (old.classList.contains("is-selected")) piece.classList.add("is-selected");
  old.replaceWith(piece);
  if (piece.dataset.start !== old.dataset.start) piece.parentElement?.insertBefore(piece, laterThan(piece.parentElement, piece));
  for (const [id, fields] of unkept) carryOver(byId(id), fields);
  if (focused) focusAgain(piece, focused);
  selectAgain(piece);
}

/** What could be kept nowhere else stays on the page. @param {HTMLElement | null} form @param {[string, string][]} fields */
function carryOver(form, fields) {
  const why = "The browser’s storage is full, and the form that this was typed in has gone from the page.";
  if (!(form instanceof HTMLFormElement)) return layAside({ article: Number(galley?.dataset.article), fields, why });
  fillIn(form, { url: "", fields });
  const folded = form.closest("details");
  if (folded) folded.open = true;
  return true;
}

/**
 * The first child that belongs after a newcomer, by its place in the text; null appends. The children stand in order.
 * @param {Element} into @param {HTMLElement} piece
 */
function laterThan(into, piece) {
  if (!piece.dataset.start) return null;
  const place = placeOf(piece);
  const children = /** @type {HTMLElement[]} */ ([...into.querySelectorAll(":scope > [data-start]")]);
  const placed = children.filter((child) => child !== piece);
  let [low, high] = [0, placed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(place, placeOf(placed[middle]))) high = middle;
    else low = middle + 1;
  }
  return placed[low] ?? placed.at(-1)?.nextSibling ?? null;
}

/** @param {HTMLElement} element */
const placeOf = ({ dataset }) => [dataset.start, dataset.end, dataset.claim].map(Number);

/** @param {number[]} a @param {number[]} b */
function before(a, b) {
  const differs = a.findIndex((value, i) => value !== b[i]);
  return differs >= 0 && a[differs] < b[differs];
}
