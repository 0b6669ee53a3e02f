// Words that somebody types on when the field has gone from under their hands: they are no commands, and are not lost, until whoever types
// has turned to something else.
import { galley } from "./galley.js";
import { layAside } from "./outbox.js";
import { toast } from "./toast.js";
import { silence } from "./typing.js";

/** Where somebody typed last and did not leave. @type {Element | null} */
let field = null;

let stray = "";

/** Somebody types in a field, or leaves it by the key. @param {KeyboardEvent} event */
export function typesIn({ key, target }) {
  field = ["Escape", "Tab", "Enter"].includes(key) ? null : /** @type {Element} */ (target);
}

document.addEventListener("pointerdown", () => (field = null));

/** Takes a key that is still of the words of a field that has gone. Says whether it did. @param {KeyboardEvent} event */
export function takeStray({ key, ctrlKey, altKey, metaKey }) {
  if (!field || ctrlKey || altKey || metaKey || field.checkVisibility()) return false;
  if (key === "Escape" || key === "Tab") field = null;
  if (key === "Escape") return true;
  if (!isOfWords(key)) return false;
  if (!stray) silence().then(giveBack);
  if (key === "Backspace") stray = stray.slice(0, -1);
  else if (key === "Enter") stray += "\n";
  else if (key !== "Delete") stray += key;
  return true;
}

/** @param {string} key */
const isOfWords = (key) => [...key].length === 1 || ["Backspace", "Delete", "Enter"].includes(key);

function giveBack() {
  const words = stray.trim();
  stray = "";
  if (!words) return;
  const why = "These words came after the field that they were typed in had gone from the page.";
  if (galley) layAside({ article: Number(galley.dataset.article), fields: [["words", words]], why });
  toast(`The field that you were typing in has gone. What came after it was: “${words}”. Escape gives the keys back.`);
}
