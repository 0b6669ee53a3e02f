// What can be done to claims. Each sends one change; the server's answer redraws what it touched.
import { addWritten } from "./adding.js";
import { isTypedAhead } from "./ahead.js";
import { cardOf, openClaim, select } from "./cards.js";
import { now, setCurrent } from "./current.js";
import { byId, freshKey, say } from "./dom.js";
import { flush, saveForm } from "./forms.js";
import { parse } from "./fragments.js";
import { galley, isIntact, shownOf, textOf } from "./galley.js";
import { claimBeside, marksOf, spanOfClaim } from "./marks.js";
import { changesMade, sayOfMade, spanOn, waiting } from "./outbox.js";
import { ask, heldUp, idle, send, shelve } from "./send.js";
import { toast } from "./toast.js";
import { coming, isWriting } from "./typing.js";

/** @typedef {import("./galley.js").Span} Span */

/** Whether the person may mark and judge here. */
export const mayWrite = () => Boolean(galley) && !("readonly" in galley.dataset);

/** Whether a claim is the person's own to change, and no conflict stands open on it; if not, that is said. @param {number} claim */
export function isMine(claim) {
  const { mine, reviewer } = cardOf(claim)?.dataset ?? { mine: "1" };
  if (!mine) toast(`Claim ${claim} is ${reviewer}’s: you can read it, and mark the words yourself.`);
  const contested = cardOf(claim)?.matches(".is-conflict");
  if (contested) toast(`Claim ${claim} was changed elsewhere: choose one of the two on its card first.`);
  return Boolean(mine) && !contested;
}

/** @typedef {{span: Span, key: string, made: Promise<number | null>}} Making what a claim is being made of: under a key, and what comes of it */

/** @type {Making | null} */
let making = null;

/**
 * Marks a span as a claim, once however often the key is pressed. What comes of it is its number once the server has it; null if
 * it was refused.
 * @param {Span} span @param {string} [verdict] @returns {Making}
 */
export function create(span, verdict = "unchecked") {
  if (isBeingMade(span)) {
    const again = /** @type {Making} */ (making);
    if (verdict !== "unchecked") sayOf(again, "verdict", verdict);
    return again;
  }
  const key = freshKey();
  const mine = { span, key, made: make(span, verdict, key) };
  making = mine;
  mine.made.finally(() => making === mine && (making = null));
  return mine;
}

/** @param {Span} span */
const isBeingMade = (span) => making?.span.start === span.start && making.span.end === span.end;

/** @param {Making} of @param {"verdict" | "rating"} name @param {string} value */
async function sayOf({ key, made }, name, value) {
  if (sayOfMade(key, name, value)) return;
  const claim = await made;
  if (claim) await setValue(claim, name, value);
}

/**
 * Gives a value to the claim that is being made of a span, if one is, once the server has it.
 * @param {Span} span @param {"rating"} name @param {string} value
 */
export async function setValueOfMade(span, name, value) {
  if (isBeingMade(span)) await sayOf(/** @type {Making} */ (making), name, value);
}

/** Whether the page shows a span's words as the article has them; if not, that is said. @param {Span} span */
export function isAsWritten(span) {
  const isSo = isIntact(span);
  if (!isSo) toast("The words on this page are no longer those of the article (is it being translated?). Reload the page, then mark.");
  return isSo;
}

/** A span as the server reads it. @param {Span} span @returns {[string, string][]} */
const fieldsOf = (span) => [["start", String(span.start)], ["end", String(span.end)], ["revision", galley.dataset.revision], ["shown", shownOf(span)]];

/** @param {Span} span @param {string} verdict @param {string} key */
async function make(span, verdict, key) {
  if (!isAsWritten(span)) return null;
  setCurrent({ kind: "span", span, from: "cursor" }); // the browser's own selection does not outlive the swap
  getSelection()?.removeAllRanges();
  const here = now();
  const before = openClaim();
  if (before) addWritten(before); // its card closes for that of the claim that is made
  flush();
  const { ok, claim } = await send({
    url: `/articles/${galley.dataset.article}/claims`,
    fields: [...fieldsOf(span), ["verdict", verdict], ["key", key]],
    span,
    words: textOf(span),
  });
  if (!ok || !claim) return null;
  if (now() === here) select(claim, { focus: !document.activeElement?.closest("#cards") });
  say(`Claim ${claim}, ${verdict}.`);
  return claim;
}

/**
 * Sets one value of a claim: through its form where that is open, so that nothing written there is left behind.
 * @param {number} claim
 * @param {"verdict" | "rating"} name
 * @param {string} value
 */
export async function setValue(claim, name, value) {
  if (!isMine(claim)) return;
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById(`form-${claim}`));
  const field = form?.elements.namedItem(name);
  if (form && field instanceof RadioNodeList) {
    field.value = value;
    return saveForm(form);
  }
  const { ok } = await send({ url: `/claims/${claim}`, fields: [[name, value], ["version", versionOf(claim)]], claim });
  if (ok) say(`Claim ${claim}: ${name} ${value}.`);
}

/** Words after others, a space between them. @param {string} before @param {string} words */
export const after = (before, words) => (before && !/\s$/.test(before) ? `${before} ${words}` : before + words);

/**
 * Adds to the note of a claim whose card is not open. False where that is opened, or the server does not say what the note is.
 * @param {number} claim @param {string} words
 */
export async function addToNote(claim, words) {
  await idle();
  const reply = waiting().some((entry) => entry.claim === claim) ? null : await ask(`/claims/${claim}/card?open=1`);
  const card = reply?.ok ? parse(reply.html).find(({ id }) => id === `card-${claim}`) : undefined;
  const note = /** @type {HTMLTextAreaElement | null | undefined} */ (card?.querySelector(`#note-${claim}`));
  if (!card || !note || byId(`note-${claim}`)) return false; // where the card has been opened meanwhile it goes into its field
  send({ url: `/claims/${claim}`, form: `form-${claim}`, fields: [["note", after(note.value, words)], ["version", card.dataset.version ?? ""]], claim });
  return true;
}

/** Gives a claim another span. @param {number} claim @param {Span} span */
export async function respan(claim, span) {
  if (!isMine(claim) || !isAsWritten(span)) return;
  flush();
  await send(respanning(claim, span));
}

/** Leaves another span of a claim to the next page to send. @param {number} claim @param {Span} span */
export const shelveSpan = (claim, span) => isMine(claim) && shelve(respanning(claim, span));

/** @param {number} claim @param {Span} span @returns {import("./outbox.js").Change} */
const respanning = (claim, span) => ({
  url: `/claims/${claim}/span`,
  fields: [...fieldsOf(span), ["version", versionOf(claim)]],
  claim,
  span,
  words: textOf(span),
});

/** The span that a claim is to have once all is saved that waits; null where the claim is not on this page. @param {number} claim */
export function spanToBe(claim) {
  const entry = waiting().findLast((one) => one.claim === claim && one.span);
  return (entry && spanOn(entry, galley.dataset.revision)) ?? spanOfClaim(claim);
}

/** The claim that comes under the hands where one is deleted. */
export const nextClaim = coming();

/** Deletes a claim; the toast that answers has the undo. @param {number} claim */
export async function remove(claim) {
  if (!isMine(claim)) return;
  const next = claimBeside(claim, 1) ?? claimBeside(claim, -1);
  flush();
  const { ok } = await send({ url: `/claims/${claim}/delete`, fields: [["version", versionOf(claim)]], claim });
  if (!ok || next === undefined || now().kind !== "none" || isWriting()) return;
  select(next, { focus: true }); // to go on from there
  nextClaim.comes();
}

/** Whether an undo is on its way. */
let isUndoing = false;

/** Takes back this person's latest change to the article that the page shows: once, however often that is asked for until it is done. */
export async function undo() {
  if (isUndoing) return toast("The undo before is still on its way.");
  isUndoing = true;
  return takeBack().finally(() => (isUndoing = false));
}

/** Takes the latest change back once the server has it, not before, and no later one. */
async function takeBack() {
  if (isTypedAhead()) return toast("Not undone: what you typed before is still on its way to its claim. Undo again once that is saved.");
  const here = now();
  const flushed = flush();
  const made = changesMade();
  await flushed;
  while (waiting().length && !heldUp) await idle();
  if (waiting().length) return toast("Your latest changes wait in this browser. They can be undone as soon as they are saved.");
  if (changesMade() !== made) return toast("Not undone: you have changed something else before the change was saved. Undo takes back your latest.");
  const { ok, claim } = await send({
    url: `/articles/${galley.dataset.article}/undo`,
    fields: [["version", galley.dataset.version], ["key", freshKey()]],
  });
  if (ok) showUndone(claim, here);
}

/**
 * Goes to where something was taken back, unless it is gone by that, or its person has turned to something else, or begun to write.
 * @param {number | null} claim @param {import("./current.js").Current} here what was at hand when they asked for it
 */
export function showUndone(claim, here) {
  if (now() === here && claim && marksOf(claim).length && !isWriting() && !document.activeElement?.closest("#cards")) select(claim, { focus: true });
}

/** The versions of claims whose cards this page came without, but for those that were never changed. @type {Record<string, string>} */
const versions = JSON.parse(byId("versions")?.textContent ?? "{}");

/** The version of a claim that this page shows. @param {number} claim */
const versionOf = (claim) => cardOf(claim)?.dataset.version ?? versions[claim] ?? "1";

