// The shortcuts of a comparison. They act on the row that has the focus, or on the group that stands open.
import { currentRow, deciding, goTo, isOpening, leaveDeciding, leaveGroup, newGroup, opened, openRow, openRowOf, rows } from "./compare.js";
import { answered, decideNow, editOtherwise, isSending, takeNone, takeReading, takeSuggested, writeReason } from "./decide.js";
import { byId, say } from "./dom.js";
import { addStray, giveBack, stillMeant, wordsFollow } from "./stray.js";
import { toast } from "./toast.js";
import { isWriting } from "./typing.js";

/** The next or previous group; with one open, that one opens in its place. @param {1 | -1} by */
function go(by) {
  const all = rows();
  const at = all.indexOf(/** @type {HTMLElement} */ (currentRow()));
  const row = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
  if (!row) return say(by > 0 ? "This is the last group of the page." : "This is the first group of the page.");
  return deciding() ? openRowOf(row) : goTo(row);
}

function enter() {
  const row = currentRow();
  if (row && row === openRow()) return decideNow();
  return row ? openRowOf(row) : undefined;
}

function filter() {
  /** @type {HTMLElement | null} */ (document.querySelector("#shows [aria-current], #shows a"))?.focus();
}

/** @type {Record<string, () => unknown>} */
const commands = {
  j: () => go(1),
  k: () => go(-1),
  a: () => takeSuggested(currentRow()),
  x: () => takeNone(currentRow()),
  e: () => editOtherwise(currentRow()),
  r: () => writeReason(currentRow()),
  f: filter,
  Escape: () => deciding() && leaveGroup(),
  Enter: enter,
  ...Object.fromEntries(["1", "2", "3", "4", "5", "6", "7", "8"].map((lane) => [lane, () => takeReading(currentRow(), lane)])),
};

/** The command before, while it is not done: fast fingers press the next key meanwhile. @type {Promise<unknown>} */
let before = Promise.resolve();

let waiting = 0; // keys that were pressed and have no effect yet

/** Those of them whose turn has not come. @type {Set<{key: string}>} */
const queue = new Set();

/** Settles when nothing is on its way: what a key means is then what one sees. */
const settled = () => Promise.all([answered(), opened()]);

/** @param {() => unknown} command @param {string} key by which it was given, and which is of words where what it was pressed for is not there */
function inTurn(command, key) {
  const isMeant = stillMeant();
  const pressed = { key };
  const run = () => queue.delete(pressed) && (isMeant() ? command() : addStray(key));
  queue.add(pressed);
  waiting++;
  before = before.then(settled).then(run).then(settled).catch(stop).finally(() => waiting--);
}

/** A fault of ours: what was pressed after it means nothing. @param {unknown} error */
function stop(error) {
  wordsFollow();
  reportError(error);
}

// What waits on a page that is left is of words.
addEventListener("pagehide", () => {
  for (const { key } of queue) addStray(key);
  queue.clear();
  giveBack();
});

/** What a key does once its turn comes: where the one before has led to a field it is of its words. @param {string} name @param {string} key */
function strike(name, key) {
  const field = /** @type {HTMLTextAreaElement | HTMLSelectElement} */ (document.activeElement);
  if (!isWriting() || !field.closest("#deciding")) return commands[name]?.();
  if (key === "Escape") return leaveDeciding();
  if (field instanceof HTMLSelectElement) return pick(field, key);
  if (key === "Enter" && field.localName !== "textarea") return field.form?.requestSubmit();
  const [start, end] = [field.selectionStart - (key === "Backspace" && field.selectionStart === field.selectionEnd ? 1 : 0), field.selectionEnd];
  const words = key === "Enter" ? "\n" : [...key].length === 1 ? key : "";
  if (words || key === "Backspace") field.setRangeText(words, Math.max(0, start), end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Chooses the first of a list that begins with a letter, as the browser would. @param {HTMLSelectElement} list @param {string} key */
function pick(list, key) {
  const option = [...list.options].find(({ text }) => text.toLowerCase().startsWith(key.toLowerCase()));
  if (!option) return;
  option.selected = true;
  list.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Enter is the browser's own on what can be pressed, but for the row of a group. @param {Element} target */
const isTheirs = (target) => !target.matches(".group-open") && target.closest("a[href], button, summary, input") !== null;

/** Whether the last press was one that opens a group or decides on it: by Enter, its row, or the button. */
let hasGone = false;

/** Whether such a press is made once more, with nothing done in the group between. */
let isAgain = false;

const decides = "#deciding form.decide [type=submit]";
const opens = "a.group-open, .word a";

document.addEventListener(
  "pointerdown",
  ({ target }) => {
    const goes = /** @type {Element} */ (target).closest(`${decides}, ${opens}`) !== null;
    isAgain = hasGone && goes;
    hasGone = goes || (hasGone && !deciding()?.contains(/** @type {Node} */ (target)));
  },
  { capture: true },
);
document.addEventListener(
  "keydown",
  ({ key, repeat }) => {
    isAgain = key === "Enter" && (repeat || hasGone);
    hasGone = key === "Enter";
  },
  { capture: true },
);
document.addEventListener(
  "click",
  (event) => {
    const isPointed = event.detail > 0 && /** @type {Element} */ (event.target).closest(decides) !== null;
    if (!isPointed || !isAgain || !newGroup.isTooSoon()) return;
    event.preventDefault();
    lookFirst();
  },
  { capture: true },
);

const lookFirst = () => toast("This group has only just come under your hands. Look at it, then press again.");

/**
 * What a key does on this page; nothing where it compares nothing.
 * @param {string} key
 * @param {KeyboardEvent} event
 */
export function compareKeys(key, event) {
  if (!byId("group-table")) return undefined;
  const target = /** @type {Element} */ (event.target);
  const isBusy = waiting > 0 || isSending() || isOpening();
  if (isAgain && (isBusy || event.repeat)) return () => {}; // out of impatience
  if (isAgain && newGroup.isTooSoon()) return lookFirst;
  if (isBusy && key === "Tab") return wordsFollow;
  if (key === "Enter" && isTheirs(target) && !(isBusy && target.matches("#deciding input"))) return undefined;
  const isWordOrCommand = [...event.key].length === 1 || event.key === "Backspace" || key in commands;
  if (isBusy && isWordOrCommand) return () => inTurn(() => strike(key, event.key), event.key);
  return commands[key] && (() => inTurn(commands[key], event.key));
}
