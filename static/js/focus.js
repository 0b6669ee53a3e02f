// Keeps the focus where it was when the element around it is swapped.

/** @typedef {{selector: string, caret: [number, number] | null}} FocusKey */

/** How to find what has the focus in a new version of the element around it. @returns {FocusKey | null} */
export function focusKey() {
  const focused = /** @type {any} */ (document.activeElement);
  const selector = selectorFor(focused);
  if (!selector) return null;
  const hasCaret = typeof focused.selectionStart === "number";
  return { selector, caret: hasCaret ? [focused.selectionStart, focused.selectionEnd] : null };
}

/** @param {any} element */
function selectorFor(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.form?.id && element.name) {
    const value = element.type === "radio" ? `[value="${CSS.escape(element.value)}"]` : "";
    return `#${CSS.escape(element.form.id)} [name="${CSS.escape(element.name)}"]${value}`;
  }
  const claims = element.closest?.("mark")?.dataset.claims;
  return claims ? `mark[data-claims~="${claims.split(" ")[0]}"]` : "";
}

let givesBack = false;

/** Whether the focus comes to an element because the one before was swapped, and not by anybody's hand. */
export const isGivenBack = () => givesBack;

/** Gives the focus to the namesake of what had it. @param {HTMLElement} within @param {FocusKey} key */
export function focusAgain(within, key) {
  const target = /** @type {any} */ (within.matches(key.selector) ? within : within.querySelector(key.selector));
  if (!target) return;
  for (let folded = target.closest("details:not([open])"); folded; folded = folded.closest("details:not([open])")) folded.open = true;
  givesBack = true;
  target.focus({ preventScroll: true });
  givesBack = false;
  if (key.caret && typeof target.selectionStart === "number") target.setSelectionRange(...key.caret);
}
