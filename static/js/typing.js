// Whether somebody is typing: what comes late takes nothing from under their hands then.

/** Fields whose keys are words. */
export const fields = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"])';

const inOneGo = 1000; // milliseconds between two keys of the same words, at most

let lastKey = -inOneGo;

document.addEventListener("keydown", ({ timeStamp }) => (lastKey = timeStamp), { capture: true });

/** Whether the focus is in a field. */
export const isWriting = () => document.activeElement?.matches(fields) ?? false;

export const aLook = 700; // milliseconds that it takes at least to see that something else stands under one's hands

let cameAt = -aLook;

/** What was pressed has brought something else under the hands. */
export const bringsAnother = () => (cameAt = performance.now());

/** Whether nobody can have seen yet what stands under the hands: the same key again was pressed for what was there before. */
export const isUnseen = () => performance.now() - cameAt < aLook;

/** Settles once nobody has typed for a moment, nor since a time in milliseconds; nothing that asks for the focus comes before. @param {number} [since] */
export async function silence(since = -inOneGo) {
  const left = () => Math.max(lastKey, since) + inOneGo - performance.now();
  while (left() > 0) await new Promise((go) => setTimeout(go, left()));
}
