// Going straight to the note or to a new source of a claim, opening its card on the way.
import { open } from "./cards.js";
import { byId } from "./dom.js";

/** @param {number} claim */
export async function startNote(claim) {
  if (!(await open(claim))) return;
  const note = /** @type {HTMLTextAreaElement | null} */ (byId(`note-${claim}`));
  note?.focus();
  note?.setSelectionRange(note.value.length, note.value.length);
}

/** @param {number} claim */
export async function startSource(claim) {
  if (!(await open(claim))) return;
  const adding = /** @type {HTMLDetailsElement | null} */ (byId(`cite-add-${claim}`));
  if (adding) adding.open = true;
  /** @type {HTMLElement | null | undefined} */ (adding?.querySelector('[name="url"]'))?.focus();
}
