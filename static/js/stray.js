// Words that have no field, since that has gone from under the hands or cannot be opened: they are no commands, and are not lost. Of a
// field that has gone that holds until whoever typed has turned to something else.
import { galley } from "./galley.js";
import { layAside } from "./outbox.js";
import { toast } from "./toast.js";
import { silence } from "./typing.js";

/** Where somebody typed last and did not leave. @type {Element | null} */
let field = null;

const nowhere = document.createElement("input");

let stray = "";

/** Somebody is about to write where that cannot be: what is typed in one go is words. */
export function wordsFollow() {
  field = nowhere;
  silence().then(() => field === nowhere && (field = null));
}

/** Somebody types in a field, or leaves it by the key. @param {KeyboardEvent} event */
export function typesIn({ key, target, ctrlKey, metaKey }) {
  const isWords = key === "Enter" && /** @type {Element} */ (target).localName === "textarea" && !ctrlKey && !metaKey;
  field = ["Escape", "Tab", "Enter"].includes(key) && !isWords ? null : /** @type {Element} */ (target);
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
  const why = "There was no field for these words on the page, or no longer.";
  const isMore = words.length > 1; // than a key pressed in vain
  if (galley && isMore) layAside({ article: Number(galley.dataset.article), fields: [["words", words]], why });
  toast(`There is no field for what you type: “${words}”. ${field && field !== nowhere ? "Escape gives the keys back." : "Keys are commands again."}`);
}
