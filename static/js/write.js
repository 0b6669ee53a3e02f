// Going straight to the note or to a new source of a claim, opening its card on the way. Who types on before the field is
// there types into it all the same.
import { open } from "./cards.js";
import { byId } from "./dom.js";
import { onOutbox } from "./outbox.js";
import { heldUp } from "./send.js";
import { toast } from "./toast.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** What was typed for a field that is still on its way; null where none is. @type {{text: string, left: boolean} | null} */
let ahead = null;

/** Goes to the note of a claim, or of one that is being made. @param {number | Promise<number | null>} claim */
export const startNote = (claim) => start(claim, (id) => byId(`note-${id}`));

/** Goes to a new source of a claim, or of one that is being made. @param {number | Promise<number | null>} claim */
export function startSource(claim) {
  return start(claim, (id) => {
    const adding = /** @type {HTMLDetailsElement | null} */ (byId(`cite-add-${id}`));
    if (adding) adding.open = true;
    return adding?.querySelector('[name="url"]');
  });
}

/** @param {number | Promise<number | null>} claim @param {(id: number) => Element | null | undefined} reveal */
async function start(claim, reveal) {
  const typed = { text: "", left: false };
  ahead = typed;
  const id = await claim;
  const field = id && (await open(id)) ? /** @type {Field | null | undefined} */ (reveal(id)) : null;
  if (ahead === typed) ahead = null;
  if (!field) {
    if (typed.text) toast(`There is no card to write this on, so it is kept nowhere: “${typed.text}”`);
    return;
  }
  field.focus();
  field.setRangeText(typed.text ?? "", field.value.length, field.value.length, "end");
  if (typed.text) field.dispatchEvent(new Event("input", { bubbles: true }));
  if (typed.left) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
}

/** Takes a key for the field that is on its way. Says whether it did. @param {KeyboardEvent} event */
export function typeAhead({ key, ctrlKey, altKey, metaKey }) {
  if (ahead === null || ahead.left || ctrlKey || altKey || metaKey) return false;
  if (key === "Escape") ahead.left = true;
  else if (key === "Backspace") ahead.text = ahead.text.slice(0, -1);
  else if (key === "Enter") ahead.text += "\n";
  else if ([...key].length === 1) ahead.text += key;
  else return false;
  return true;
}

// A server that is silent opens nothing: keys are commands again, unless somebody is writing already.
onOutbox(() => {
  if (!heldUp || ahead === null) return;
  if (!ahead.text) ahead = null;
  else toast(`What you type waits for its claim, in this page alone: “${ahead.text}”`);
});
