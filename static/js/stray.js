// Words that somebody types on when the field has gone from under their hands: they are no commands, and are not lost.
import { galley } from "./galley.js";
import { layAside } from "./outbox.js";
import { toast } from "./toast.js";
import { isOfOneGo, silence } from "./typing.js";

/** Where somebody typed last and did not leave, and when, in milliseconds. @type {{field: Element, at: number} | null} */
let typing = null;

let stray = "";

/** Somebody types in a field, or leaves it by the key. @param {KeyboardEvent} event */
export function typesIn({ key, target, timeStamp }) {
  typing = ["Escape", "Tab", "Enter"].includes(key) ? null : { field: /** @type {Element} */ (target), at: timeStamp };
}

document.addEventListener("pointerdown", () => (typing = null));

/** Takes a key that is still of the words of a field that has gone. Says whether it did. @param {KeyboardEvent} event */
export function takeStray({ key, ctrlKey, altKey, metaKey, timeStamp }) {
  if (!typing || ctrlKey || altKey || metaKey || typing.field.checkVisibility() || !isOfOneGo(typing.at, timeStamp)) return false;
  if (key === "Tab") return false;
  typing.at = timeStamp;
  if (!stray) silence().then(giveBack);
  if (key === "Backspace") stray = stray.slice(0, -1);
  else if (key === "Enter") stray += "\n";
  else if ([...key].length === 1) stray += key;
  return true;
}

function giveBack() {
  const words = stray.trim();
  stray = "";
  if (!words) return;
  const why = "These words came after the field that they were typed in had gone from the page.";
  if (galley) layAside({ article: Number(galley.dataset.article), fields: [["words", words]], why });
  toast(`The field that you were typing in has gone. What came after it was: “${words}”`);
}
