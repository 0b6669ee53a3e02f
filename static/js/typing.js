// Whether somebody is typing: what comes late takes nothing from under their hands then.

/** Fields whose keys are words. */
export const fields = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])';

const inOneGo = 1000; // milliseconds between two keys of the same words, at most

let lastKey = -inOneGo;

document.addEventListener("keydown", ({ timeStamp }) => (lastKey = timeStamp), { capture: true });

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * The character that a key types; "" for none. AltGr makes some, and on a Mac Option does; with Alt alone a letter is the browser's.
 * @param {KeyboardEvent} event
 */
export function characterOf(event) {
  const { key, ctrlKey, altKey, metaKey } = event;
  if ([...key].length !== 1) return "";
  if (event.getModifierState("AltGraph")) return key;
  return ctrlKey || metaKey || (altKey && !isMac && key <= "~") ? "" : key;
}

/** Whether the focus is in a field. */
export const isWriting = () => document.activeElement?.matches(fields) ?? false;

export const aLook = 700; // milliseconds that it takes at least to see that something else stands under one's hands

/** What comes up takes no press before anybody can have seen it: that was meant for what was there. @param {HTMLElement} element */
export function comesUp(element) {
  element.dataset.unseen = "";
  setTimeout(() => delete element.dataset.unseen, aLook);
}

/**
 * What is pressed brings something else under the hands. The same again is meant for what was there before, while nobody can have seen what
 * came; nor has whoever presses on without a pause.
 */
export function coming() {
  let at = -aLook;
  const comes = () => {
    at = Infinity; // nobody sees it before the next frame, however long that takes
    requestAnimationFrame(() => (at = performance.now()));
  };
  const isTooSoon = () => {
    const isSoon = performance.now() - at < aLook;
    if (isSoon) comes();
    return isSoon;
  };
  return { comes, isTooSoon };
}

/** Settles once nobody has typed for a moment, nor since a time in milliseconds; nothing that asks for the focus comes before. @param {number} [since] */
export async function silence(since = -inOneGo) {
  const left = () => Math.max(lastKey, since) + inOneGo - performance.now();
  while (left() > 0) await new Promise((go) => setTimeout(go, left()));
}
