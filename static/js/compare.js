// The groups of a comparison: one at a time stands open under its row, and shines in the text. With scripts off every one of
// these links leads to a page that shows the same.
import { draftedIn, draftsBeside, keepAllIn, moveDraft, placeOf, restoreDrafts } from "./drafts.js";
import { byId, say } from "./dom.js";
import { focusAgain, focusKey } from "./focus.js";
import { parse } from "./fragments.js";
import { ask } from "./send.js";
import { signInAgain } from "./signin.js";
import { leaveFor, loseKeys, wordsFollow } from "./stray.js";
import { toast } from "./toast.js";
import { coming, isWriting } from "./typing.js";

const table = byId("group-table");

/** The rows, in order. @returns {HTMLElement[]} */
export const rows = () => (table ? [...table.querySelectorAll("tr.group")] : []).map((row) => /** @type {HTMLElement} */ (row));

/** What stands open under its row. */
export const deciding = () => byId("deciding");

/** The row of the group that stands open. */
export const openRow = () => rowOf(deciding()?.dataset.group ?? "");

/** @param {string} group @returns {HTMLElement | null} */
const rowOf = (group) => byId(`g${group}`);

/** @param {HTMLElement | null | undefined} row @returns {HTMLAnchorElement | null} */
const linkOf = (row) => row?.querySelector(".group-open") ?? null;

/** The row that keys act on: where the focus is, else the one that stands open. @type {HTMLElement | null} */
let here = null;

/** The row that keys act on. */
export function currentRow() {
  const focused = document.activeElement?.closest("tr.group");
  return /** @type {HTMLElement | null} */ (focused) ?? openRow() ?? (here?.isConnected ? here : null);
}

/** Goes to a row without opening it. @param {HTMLElement} row */
export function goTo(row) {
  here = row;
  linkOf(row)?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  shine(row.dataset.group ?? "");
  say(row.innerText.replace(/\s+/g, " "));
}

/**
 * The elements of an answer. Rows come in a table, since a parser drops them elsewhere.
 * @param {string} html
 */
export const rowsOf = (html) => parse(html).flatMap((piece) => (piece instanceof HTMLTableElement ? [...piece.rows] : [piece]));

/** Asked for last: an answer to an earlier press comes too late. */
let asked = 0;

/** The group that is being opened; "" where none is. */
let awaited = "";

let letGo = new AbortController(); // of what was asked for last

/** @type {Promise<unknown>} */
let opening = Promise.resolve();

/** Whether a group is being opened. */
export const isOpening = () => awaited !== "";

/** Settles when no group is being opened any more. */
export const opened = () => opening;

/** Opens a group by its address. @param {string} address @returns {Promise<boolean>} whether it stands open now */
export function openGroup(address) {
  const opens = fetchGroup(address);
  opening = opens;
  return opens;
}

/** @param {string} address @returns {Promise<boolean>} */
async function fetchGroup(address) {
  forgetAsked();
  const mine = asked;
  awaited = new URL(address, location.href).searchParams.get("group") ?? "";
  const reply = await ask(address, undefined, letGo.signal);
  if (mine !== asked) return false;
  awaited = "";
  if (reply?.status === 401) return (await signInAgain()) ? fetchGroup(address) : notOpened();
  if (!reply || reply.status === 429 || reply.status >= 500) return notOpened("The group could not be opened: the server does not answer. Try again in a moment.");
  const piece = reply.ok ? rowsOf(reply.html).find(({ id }) => id === "deciding") : undefined;
  if (!isSafe()) return notOpened();
  if (piece && isShownOtherwise(piece)) {
    showAnew(piece.dataset.group ?? "");
    return false;
  }
  const isOpen = piece !== undefined && place(piece);
  if (!isOpen) leaveFor(address);
  return isOpen;
}

/** @param {string} [why] */
function notOpened(why) {
  if (why) toast(why);
  wordsFollow();
  return false;
}

/** Who writes on in the group that stands open stays there. @param {Event} event */
function staysWithWriting({ target }) {
  const open = deciding();
  if (!awaited || awaited === open?.dataset.group || !open?.contains(/** @type {Node} */ (target))) return;
  forgetAsked();
  loseKeys();
}

/** What was asked for is not wanted any more. */
function forgetAsked() {
  asked += 1;
  awaited = "";
  letGo.abort();
  letGo = new AbortController();
}

/** Opens the group of a row. @param {HTMLElement} row */
export const openRowOf = (row) => openGroup(addressOf(row));

/** Where the group of a row stands open. @param {HTMLElement | null} row */
export const addressOf = (row) => linkOf(row)?.href ?? location.href;

/** Whether a group is not as its row shows it any more: what is pressed, by the numbers of the page's lanes too, is about what is shown. @param {HTMLElement} piece */
export function isShownOtherwise({ dataset: { group, shows } }) {
  const row = rowOf(group ?? "");
  return row !== null && row.dataset.shows !== shows;
}

/** Leaves for the page as it is now, with a group open. @param {string} group */
export function showAnew(group) {
  toast("The groups have changed since the page came, so that is loaded again.");
  const address = new URL(location.href);
  address.searchParams.set("group", group);
  address.hash = `g${group}`;
  leaveFor(address.href);
}

/** The row of the group that comes next once the open one is decided, as the page shows it: one that waits for the desk's word. */
export function nextRow() {
  const all = rows();
  const at = all.indexOf(/** @type {HTMLElement} */ (openRow()));
  return [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))].find(({ dataset }) => "undecided" in dataset);
}

/** Every row tells whether its group stands open: one that has been drawn anew may say what was so before. */
export function tellOpen() {
  for (const row of rows()) {
    row.classList.toggle("is-current", row === openRow());
    linkOf(row)?.setAttribute("aria-expanded", String(row === openRow()));
  }
}

/** The group that has come under the hands. */
export const newGroup = coming();

/** Puts an open group under its row. False where the page has no such row. @param {HTMLElement} piece */
export function place(piece) {
  const row = rowOf(piece.dataset.group ?? "");
  if (!row) return false;
  if (row !== openRow()) newGroup.comes();
  const hands = handsOn(piece.dataset.group);
  deciding()?.remove();
  history.replaceState(null, "", linkOf(row)?.href);
  row.after(piece);
  tellOpen();
  here = row;
  bringBackTo(piece);
  if (hands) focusAgain(piece, hands);
  else if (!isWriting()) linkOf(row)?.focus({ preventScroll: true });
  piece.scrollIntoView({ block: "nearest" });
  row.scrollIntoView({ block: "nearest" });
  shine(piece.dataset.group ?? "");
  return true;
}

/** Where somebody is writing for a group that stands open, if they are. @param {string} [group] */
function handsOn(group) {
  const open = deciding();
  return open?.dataset.group === group && isWriting() && open?.contains(document.activeElement) ? focusKey() : null;
}

/** What was written for a group stands there again. @param {HTMLElement} piece */
function bringBackTo(piece) {
  const forms = draftedIn([piece]);
  forms.forEach(followGroup);
  restoreDrafts(forms);
  unfold(piece);
}

/** What was written for a group goes on where that goes by another claim now. @param {HTMLFormElement} form */
function followGroup(form) {
  const claims = claimsIn(new FormData(form).get("claims_seen"));
  for (const left of draftsBeside([])) {
    const group = left.form.match(/^decide-(\d+)$/)?.[1];
    const was = claimsIn(new Map(left.fields).get("claims_seen"));
    if (group && left.url === placeOf(form) && !rowOf(group) && was.some((claim) => claims.includes(claim))) moveDraft(left, form);
  }
}

// What is typed on the answer to a form is typed on the comparison: the address of the answer is nobody's to come back to.
if (table && openRow() && !location.pathname.endsWith("/compare")) history.replaceState(null, "", addressOf(openRow()));

/** Whether this page is a comparison. */
export const isOfComparison = location.pathname.endsWith("/compare");

/** Whether a draft was written for a group that is not in the comparison any more. One that is narrowed, or goes on elsewhere, cannot tell. @param {import("./drafts.js").Left} left */
export function isOfNoGroup({ form, fields }) {
  const group = form.match(/^decide-(\d+)$/)?.[1];
  const isNarrowed = [...new URLSearchParams(location.search).keys()].some((name) => !["group", "done", "matrix"].includes(name));
  const goesOn = document.querySelector('a[href*="from="]') !== null;
  return Boolean(group) && !isNarrowed && !goesOn && ![group, ...claimsIn(new Map(fields).get("claims_seen"))].some((claim) => rowOf(claim ?? ""));
}

/** The claims in what a form has seen: each with its version. @param {FormDataEntryValue | null | undefined} seen */
const claimsIn = (seen) => String(seen ?? "").split(" ").map((one) => one.split("-")[0]).filter(Boolean);

/** Nothing that came back, or was decided, stays folded away. @param {HTMLElement} piece */
function unfold(piece) {
  const more = /** @type {HTMLDetailsElement | null} */ (piece.querySelector("details.otherwise"));
  const fields = /** @type {NodeListOf<HTMLInputElement> | undefined} */ (more?.querySelectorAll("select, textarea"));
  if (more && fields && Array.from(fields).some(({ value }) => value.trim())) more.open = true;
}

/** Whether what is typed for the group that stands open is kept; says so where it is not. */
function isSafe() {
  const open = deciding();
  const isKept = !open || keepAllIn(open);
  if (!isKept) toast("The browser’s storage is full, and what you typed for this group is not saved: the group stays open.");
  return isKept;
}

/** Closes the group that stands open, unless what is typed there would be gone. */
export const leaveGroup = () => isSafe() && closeGroup();

/** Out of a field of the group that stands open, to its row. */
export const leaveDeciding = () => linkOf(openRow())?.focus();

/** Closes the group that stands open; the focus goes to its row. */
export function closeGroup() {
  const row = openRow();
  forgetAsked();
  deciding()?.remove();
  tellOpen();
  if (row) goTo(row);
  const address = new URL(location.href);
  address.searchParams.delete("group");
  address.hash = "";
  history.replaceState(null, "", address);
}

/** Lights a group's words, and brings them into sight where the text has a window of its own. @param {string} group */
function shine(group) {
  const score = byId("score");
  for (const lit of document.querySelectorAll("#staff .is-group")) lit.classList.remove("is-group");
  const words = [...document.querySelectorAll(`#staff mark[data-groups~="${CSS.escape(group)}"], #at-${CSS.escape(group)}`)];
  for (const word of words) word.classList.add("is-group");
  if (!score || !words.length || score.scrollHeight <= score.clientHeight) return;
  const [at, box] = [words[0].getBoundingClientRect(), score.getBoundingClientRect()];
  if (at.top < box.top || at.bottom > box.bottom - 40) score.scrollTop += at.top - box.top - box.height / 3;
}

/** @param {MouseEvent} event */
function press(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (event.target).closest("a"));
  if (!link?.matches("a.group-open, .word a, a.ref, [data-open-group], [data-close-group]")) return;
  event.preventDefault();
  const closes = link.matches('[data-close-group], [aria-expanded="true"]');
  if (closes) leaveGroup();
  else openGroup(link.href);
}

/** A text on the page to be shown has its group in sight. */
function start() {
  const open = deciding();
  if (!open) return;
  shine(open.dataset.group ?? "");
  bringBackTo(open);
}

if (table) {
  document.addEventListener("click", press);
  document.addEventListener("input", staysWithWriting);
  start();
}
