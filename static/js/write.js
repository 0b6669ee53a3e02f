// Going straight to the note or to a new source of a claim, opening its card on the way. Who types on before the field is
// there types into it all the same.
import { addWritten } from "./adding.js";
import { adoptAhead, begin, end, forget, keepAhead, keptAhead } from "./ahead.js";
import { open } from "./cards.js";
import { addToNote, after } from "./claims.js";
import { currentClaim, hasGoneOn, now, onCurrent } from "./current.js";
import { byId } from "./dom.js";
import { makeRoom } from "./forms.js";
import { onSwap } from "./fragments.js";
import { galley } from "./galley.js";
import { layAside, onOutbox, saidOfMade, sayOfMade } from "./outbox.js";
import { answerTo, heldUp } from "./send.js";
import { wordsFollow } from "./stray.js";
import { toast } from "./toast.js";
import { characterOf, isWriting, silence } from "./typing.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** @typedef {import("./ahead.js").Ahead} Ahead */
/** @typedef {import("./claims.js").Making} Making */

/** @typedef {Ahead & {left?: boolean}} Typing left: its person has said all, and keys are commands again */

/** What is typed for a field that is still on its way; null where none is. @type {Typing | null} */
let ahead = null;

const articleHere = () => Number(galley?.dataset.article);

/** Goes to the note of a claim, or of one that is being made. @param {number | Making} claim */
export const startNote = (claim) => start("note", claim);

/** Goes to a new source of a claim, or of one that is being made. @param {number | Making} claim */
export const startSource = (claim) => start("source", claim);

/** @param {"note" | "source"} what @param {number | Making} claim */
function start(what, claim) {
  const article = articleHere();
  const [typed, comes] = typeof claim === "number" ? [begin({ what, article, claim }), claim] : [begin({ what, article, claim: null, key: claim.key }), claim.made];
  return goTo(typed, comes).finally(() => end(typed));
}

/** @param {Typing} typed @param {number | null | Promise<number | null>} claim */
async function goTo(typed, claim) {
  ahead = typed;
  const begun = performance.now();
  typed.claim = await claim;
  if (typed.text && !landed.has(typed.id)) keepAhead(typed);
  const isOpen = Boolean(typed.claim) && currentClaim() === typed.claim && (await open(typed.claim));
  const field = typed.claim ? fieldOf(typed) : null;
  if (!field && !typed.left) await silence(begun); // else the rest of the words would be commands
  const isLatest = ahead === typed;
  if (isLatest) ahead = null;
  if (field) return land(typed, field, isLatest && !isWriting() && currentClaim() === typed.claim);
  if (!typed.text || (await saysWithoutCard(typed))) return;
  if (typed.claim && !isOpen) tellOfKept(typed);
  else giveBack(typed);
}

/** @param {Ahead} typed */
const tellOfKept = ({ claim, text }) => toast(`What you typed is kept until the card of claim ${claim} is opened: “${text}”`);

/**
 * Its person has said all: a note of a claim that is still being made is said of that then, whatever they turn to meanwhile.
 * @param {Typing} typed
 */
function leave(typed) {
  typed.left = true;
  if (typed.what !== "note" || !typed.key || !typed.text) return;
  if (!sayOfMade(typed.key, "note", after(saidOfMade(typed.key, "note"), typed.text))) return;
  forget(typed);
  typed.text = "";
}

/** What follows is for a field after this one, which is not there either. @param {Typing} typed */
function leaveForMore(typed) {
  leave(typed);
  wordsFollow();
}

/** Saves a note where its person has turned to something else. Says whether it did. @param {Typing} typed */
async function saysWithoutCard(typed) {
  const { id, what, claim, text } = typed;
  if (what !== "note" || !claim || landed.has(id) || saying.has(id)) return landed.has(id);
  saying.add(id);
  const isSaid = await addToNote(claim, text);
  saying.delete(id);
  if (isSaid) landed.add(id);
  if (isSaid) forget(typed);
  else putInKept(); // its card may have been opened meanwhile
  return landed.has(id);
}

/** The claim was refused, or is gone, or is somebody else's. @param {Ahead} typed */
function giveBack(typed) {
  const why = "The claim that this was typed for is not there, or its card has no field for it.";
  if (layAside({ article: typed.article, fields: [[typed.what, typed.text]], why })) forget(typed);
  toast("Not saved. What you typed stands above the text.");
}

/** The field that something is for, once its card is open. @param {Ahead} typed @returns {Field | null | undefined} */
function fieldOf({ what, claim }) {
  if (what === "note") return /** @type {Field | null} */ (byId(`note-${claim}`));
  const adding = /** @type {HTMLDetailsElement | null} */ (byId(`cite-add-${claim}`));
  if (adding) adding.open = true;
  return adding?.querySelector('[name="url"]');
}

/** @param {Typing} typed @param {Field} field @param {boolean} isFree whether the focus may go there */
function land(typed, field, isFree) {
  if (typed.what === "source" && field.form) makeRoom(field.form);
  if (isFree) field.focus();
  putIn(typed, field);
  if (isFree && typed.left) field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  else if (typed.left && typed.what === "source" && typed.claim) addWritten(typed.claim);
}

/** What stands in its field, or is said, by id. @type {Set<string>} */
const landed = new Set();

/** What is being said of its claim, by id. @type {Set<string>} */
const saying = new Set();

/** Puts what is typed into its field, which has room for one source at a time. @param {Ahead} typed @param {Field} field */
function putIn(typed, field) {
  if (saying.has(typed.id)) return;
  if (!typed.text || landed.has(typed.id)) return forget(typed);
  const isSource = typed.what === "source" && field.value.trim() && field.form;
  if (isSource && typed.claim) addWritten(typed.claim);
  if (isSource && !makeRoom(field.form) && !setAside(typed, field.form)) return;
  landed.add(typed.id);
  field.setRangeText(typed.what === "note" ? after(field.value, typed.text) : typed.text, 0, field.value.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  forget(typed);
}

/** A source that is but begun makes room for the next one, and is listed. Says whether it did. @param {Ahead} typed @param {HTMLFormElement} form */
function setAside({ article, claim }, form) {
  const begun = /** @type {[string, string][]} */ ([...new FormData(form)].filter(([name, value]) => value && !["key", "version"].includes(name)));
  const isListed = layAside({ article, claim: claim ?? undefined, fields: begun, why: "It was begun as a source, and another was written there." });
  if (isListed) form.reset();
  return isListed;
}

/** Takes a key for the field that is on its way. Says whether it did. @param {KeyboardEvent} event */
export function typeAhead(event) {
  const { key, ctrlKey, altKey, metaKey } = event;
  const character = characterOf(event);
  if (ahead === null || ahead.left || (!character && (ctrlKey || altKey || metaKey))) return false;
  const isWhole = key === "Escape" || (key === "Enter" && ahead.what === "source"); // an address has one line
  if (key === "Tab") leaveForMore(ahead);
  else if (isWhole) leave(ahead);
  else if (key === "Backspace") ahead.text = ahead.text.slice(0, -1);
  else if (key === "Enter") ahead.text += "\n";
  else if (character) ahead.text += character;
  else return false;
  if (!ahead.left || ahead.text) keepAhead(ahead);
  return true;
}

// Who turns to something else by the pointer has left, too: the keys that follow are about that.
document.addEventListener("pointerdown", ({ target }) => {
  const turns = /** @type {Element} */ (target).closest("mark, .card, a, button, summary, input, textarea, select");
  if (ahead && !ahead.left && (ahead.text || turns)) leave(ahead);
});

onCurrent((next) => {
  if (ahead && !ahead.left && next.kind === "span" && next.from === "selection") leave(ahead);
});

/** Goes on with what was typed on this article in pages that were closed before its field was there. @param {Set<string>} others the open tabs */
export async function takeOverAhead(others) {
  const from = now();
  adoptAhead(others, articleHere());
  for (const kept of keptHere()) {
    const claim = kept.claim ?? (await answerTo(kept.key ?? ""));
    const typed = { ...kept, claim };
    if (!claim) giveBack(typed);
    else if (isWriting() || hasGoneOn(from, claim)) await sayAside(typed);
    else if (await open(claim)) fieldOf(typed) ? putInKept() : giveBack(typed);
  }
}

/** Its person has turned to something else: a note is said of its claim, and a source waits for the card. @param {Ahead} typed */
async function sayAside(typed) {
  if (!(await saysWithoutCard(typed))) tellOfKept(typed);
}

const keptHere = () => keptAhead().filter(({ article, id }) => article === articleHere() && id !== ahead?.id);

function putInKept() {
  for (const typed of keptHere()) {
    const field = typed.claim ? fieldOf(typed) : null;
    const isUnderHands = typed.what === "source" && field === document.activeElement;
    if (field && !isUnderHands && !field.closest(".is-conflict")) putIn(typed, field);
  }
}

onSwap(putInKept);

/** @type {Ahead | null} what it is told of that the server is silent */
let told = null;

/** A server that is silent opens nothing: keys are commands again, unless somebody is writing. @param {Ahead} typed */
async function tellOfSilence(typed) {
  told = typed;
  await silence();
  if (told === typed) told = null;
  if (!heldUp || ahead !== typed) return;
  if (!typed.text) ahead = null;
  if (!typed.text && typed.left) return;
  if (!typed.text) toast("There is no field to write in while the server does not answer. Keys are commands again.");
  else if (keepAhead(typed)) toast(`What you type waits in this browser for its claim: “${typed.text}”`);
  else toast(`What you type waits for its claim in this page alone, since the browser’s storage is full: “${typed.text}”`);
}

onOutbox(() => {
  if (heldUp && ahead && told !== ahead) tellOfSilence(ahead);
});
