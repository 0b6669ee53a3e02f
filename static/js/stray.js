// Words that have no field, since that has gone from under the hands or cannot be opened: they are no commands, and are not lost. Of a
// field that has gone that holds until whoever typed has turned to something else.
import { articleOfPage } from "./galley.js";
import { layAside } from "./outbox.js";
import { toast } from "./toast.js";
import { characterOf, silence } from "./typing.js";

/** Where somebody typed last and did not leave. @type {Element | null} */
let field = null;

const nowhere = document.createElement("input");

let stray = "";

let losses = 0; // how often keys that wait have lost what they were pressed for

/** Keys that were pressed before and wait for their turn have lost what they were pressed for. */
export const loseKeys = () => (losses += 1);

/** What tells, of keys pressed now, whether what they were pressed for is still there. @returns {() => boolean} */
export function stillMeant() {
  const before = losses;
  return () => losses === before;
}

/** What keys were pressed for is not to be had: those that wait, and what is typed on in one go, are words. */
export function wordsFollow() {
  loseKeys();
  field = nowhere;
  silence().then(() => field === nowhere && (field = null));
}

/** Somebody types in a field, or leaves it by the key. @param {KeyboardEvent} event */
export function typesIn({ key, target, ctrlKey, metaKey }) {
  const isWords = key === "Enter" && /** @type {Element} */ (target).localName === "textarea" && !ctrlKey && !metaKey;
  field = ["Escape", "Tab", "Enter"].includes(key) && !isWords ? null : /** @type {Element} */ (target);
}

/** Words were given back, and the Enter that ends them is still to come. */
let isUnended = false;

/** Leaves the page for another, under nobody's hands. @param {string} address */
export async function leaveFor(address) {
  wordsFollow();
  await silence();
  const to = new URL(address, location.href);
  const isHere = to.pathname + to.search === location.pathname + location.search;
  if (!isHere) return location.assign(to);
  history.replaceState(null, "", to);
  return location.reload();
}

document.addEventListener("pointerdown", () => {
  field = null;
  isUnended = false;
  loseKeys();
});

/** Takes a key that is still of the words of a field that has gone. Says whether it did. @param {KeyboardEvent} event */
export function takeStray(event) {
  const { key, ctrlKey, altKey, metaKey } = event;
  const isEnd = isUnended && key === "Enter";
  isUnended = false;
  if (isEnd) return true;
  if (!field || field.checkVisibility() || (!characterOf(event) && (ctrlKey || altKey || metaKey))) return false;
  if (key === "Escape" || key === "Tab") field = null;
  return key === "Escape" || addStray(key);
}

/** Keeps a key that has no field, to be given back with the others once nobody types. Says whether it is of words. @param {string} key */
export function addStray(key) {
  if ([...key].length > 1 && !["Backspace", "Delete", "Enter"].includes(key)) return false;
  if (!stray) setTimeout(() => silence().then(giveBack)); // all that waited are strays by then
  if (key === "Backspace") stray = stray.slice(0, -1);
  else if (key === "Enter") stray += "\n";
  else if (key !== "Delete") stray += key;
  return true;
}

addEventListener("pagehide", giveBack);

/** Gives back the words that have no field: lists them, and says so. */
export function giveBack() {
  const words = stray.trim();
  const isMore = words.length > 1; // than a key pressed in vain
  isUnended = isMore && !stray.endsWith("\n");
  stray = "";
  if (!words) return;
  const why = "There was no field for these words on the page, or no longer.";
  const article = articleOfPage();
  if (article && isMore) layAside({ article, fields: [["words", words]], why });
  toast(`There is no field for what you type: “${words}”. ${field && field !== nowhere ? "Escape gives the keys back." : "Keys are commands again."}`);
}
