// The desk's word on the group that stands open: chosen, sent, and on to the next one.
import { closeGroup, deciding, isShownOtherwise, leaveDeciding, nextRow, openRow, openRowOf, place, rowsOf, showAnew, tellOpen } from "./compare.js";
import { dropSent, goOnFrom, isSaidBy, keepDraft, placeOf, sayAfter } from "./drafts.js";
import { byId, freshKey, make, say } from "./dom.js";
import { swapIn } from "./fragments.js";
import { ask } from "./send.js";
import { signInAgain } from "./signin.js";
import { leaveFor, wordsFollow } from "./stray.js";
import { toast } from "./toast.js";
import { isWriting, silence } from "./typing.js";
import { sayWhose } from "./whose.js";

const silent = "The server does not answer. What you typed is still here; try again in a moment.";
const noReason = "The server could not save this, and did not say why. What you typed is still here; try again in a moment.";

/** @returns {HTMLFormElement | null} */
const form = () => deciding()?.querySelector("form.decide") ?? null;

/** Chooses what the desk takes, in the group that stands open. @param {string} selector of a radio */
function choose(selector) {
  const radio = /** @type {HTMLInputElement | null} */ (form()?.querySelector(`[name="take"]${selector}`) ?? null);
  if (!radio) return missing("There is no such reading in this group.");
  radio.checked = true;
  radio.focus();
  keepDraft(/** @type {HTMLFormElement} */ (radio.form));
  return undefined;
}

/** What a key was to choose is not there: what is pressed after it is not about anything else. @param {string} why */
function missing(why) {
  toast(why);
  wordsFollow();
}

/** Opens the group of a row unless it stands open. Says whether one does. @param {HTMLElement | null} row */
async function opened(row) {
  if (row && row !== openRow()) return openRowOf(row);
  if (!deciding()) noneAtHand();
  return deciding() !== null;
}

function noneAtHand() {
  say("Go to a group first: j.");
  wordsFollow();
}

/** Takes the reading of a lane, counted from 1. @param {HTMLElement | null} row @param {string} lane */
export async function takeReading(row, lane) {
  if (await opened(row)) choose(`[data-take="${lane}"]`);
}

/** Takes the reading that most hold. @param {HTMLElement | null} row */
export async function takeSuggested(row) {
  if (!(await opened(row))) return;
  const button = /** @type {HTMLElement | null} */ (deciding()?.querySelector("[data-suggested]") ?? null);
  if (button) choose(`[value="${button.dataset.suggested}"]`);
  else missing("Nothing is suggested here.");
}

/** Takes nothing: it is no claim, for a reason. @param {HTMLElement | null} row */
export async function takeNone(row) {
  if (!(await opened(row))) return;
  choose('[value="none"]');
  focusReason();
}

/** Goes to the reason for what the desk takes. @param {HTMLElement | null} row */
export async function writeReason(row) {
  if (await opened(row)) focusReason();
}

function focusReason() {
  const field = /** @type {HTMLElement | null} */ (form()?.elements.namedItem("reason") ?? null);
  if (field) field.focus();
  else wordsFollow();
}

/** Departs from the reading that is taken. @param {HTMLElement | null} row */
export async function editOtherwise(row) {
  if (!(await opened(row))) return;
  const more = /** @type {HTMLDetailsElement | null} */ (form()?.querySelector("details.otherwise") ?? null);
  if (!more) return wordsFollow();
  more.open = true;
  more.querySelector("select")?.focus();
}

/** Decides as chosen; where nothing is chosen yet, that comes first. */
export function decideNow() {
  const now = form();
  if (now?.querySelector('[name="take"]:checked')) now.requestSubmit();
  else /** @type {HTMLElement | null} */ (now?.querySelector('[name="take"]') ?? null)?.focus();
}

/** The forms that wait for an answer, whatever has been typed in them since. @type {Set<HTMLFormElement>} */
const unanswered = new Set();

/** Whether a form waits for an answer. */
export const isSending = () => unanswered.size > 0;

/** @param {HTMLFormElement} sent */
async function send(sent) {
  unanswered.add(sent);
  sent.dataset.sent = "1";
  const said = new URLSearchParams(/** @type {any} */ (new FormData(sent)));
  const answer = await post(sent.action, said);
  delete sent.dataset.sent;
  unanswered.delete(sent);
  if (!answer) return complain(sent, silent);
  const pieces = rowsOf(answer.html);
  if (!answer.ok) return refused(sent, pieces, answer.status === 409);
  const change = { url: placeOf(sent), form: sent.id, fields: /** @type {[string, string][]} */ ([...said]) };
  const isAll = dropSent(change) && isSaidBy(sent, change);
  if (!isAll) writeOn(sent, change, answer.headers.get("Stet-Decision") ?? "");
  if (!sent.isConnected) return letStand(pieces);
  return isAll ? arrived(sent, pieces, answer.headers.get("Stet-Next")) : goOn(sent, pieces);
}

/** What is written in a form since it was sent, and from now on, is written on what it has come to. @param {HTMLFormElement} sent @param {import("./outbox.js").Change} change @param {string} standing */
function writeOn(sent, change, standing) {
  goOnFrom(change, standing);
  const fresh = { version: standing, key: freshKey() };
  for (const [name, value] of Object.entries(fresh)) /** @type {HTMLInputElement} */ (sent.elements.namedItem(name)).value = value;
}

/** @param {string} url @param {URLSearchParams} body @returns {Promise<import("./send.js").Reply | null>} */
async function post(url, body) {
  const reply = await ask(url, body);
  if (reply?.status !== 401) return reply;
  return (await signInAgain()) ? post(url, body) : null;
}

/**
 * Goes on to the next group: the one that the page leads to, for which keys may have been pressed already. Where the desk leads to another,
 * the page is not as the desk any more.
 * @param {HTMLFormElement} sent @param {HTMLElement[]} pieces @param {string | null} elsewhere
 */
function arrived(sent, pieces, elsewhere) {
  if (elsewhere) return leaveFor(elsewhere);
  const decided = openRow();
  const decides = sent.matches(".decide");
  const leads = (decides ? nextRow() : null) ?? decided;
  const next = pieces.find(({ id }) => id === "deciding");
  keepListed(pieces);
  swapIn(pieces.filter((piece) => piece !== next));
  if (!next || (decides && leads === decided)) wordsFollow();
  if (!next) return closeGroup();
  const { group = "" } = next.dataset;
  if (group !== leads?.dataset.group || isShownOtherwise(next)) return showAnew(group);
  place(next);
  return say(`Saved. ${next.previousElementSibling?.textContent.replace(/\s+/g, " ")}`);
}

/** Another group has been opened since, and stands under somebody's hands. @param {HTMLElement[]} pieces */
function letStand(pieces) {
  keepListed(pieces);
  swapIn(pieces.filter(({ id }) => id !== "deciding"));
  tellOpen();
  say("Saved.");
}

/**
 * More was written since: it stays at hand, in the form that changes what has just been decided.
 * @param {HTMLFormElement} sent @param {HTMLElement[]} pieces
 */
async function goOn(sent, pieces) {
  keepListed(pieces);
  swapIn(pieces.filter(({ id }) => id !== "deciding"));
  sent.dataset.sent = "1"; // what it says is not left behind
  const isOpen = await openRowOf(openRow());
  delete sent.dataset.sent;
  say("Saved, but not what you wrote since.");
  if (!isOpen) return; // another group has been opened since
  sayAfter(form(), sent);
  waitUntilSeen();
  if (!isWriting()) focusReason();
}

/** What is accepted as agreed is what the page listed: its rows say nothing of what came since. @param {HTMLElement[]} pieces */
function keepListed(pieces) {
  const listed = /** @type {HTMLInputElement | null | undefined} */ (byId("agreed")?.querySelector('[name="claims_seen"]'));
  const now = pieces.find(({ id }) => id === "agreed")?.querySelector('[name="claims_seen"]');
  if (listed && now) /** @type {HTMLInputElement} */ (now).value = listed.value;
}

/** What was typed is shown again with what is wrong. @param {HTMLFormElement} sent @param {HTMLElement[]} pieces @param {boolean} isOver something of somebody else's */
function refused(sent, pieces, isOver) {
  const again = pieces.find(({ id }) => id === "deciding");
  const problem = (again ?? { querySelector: () => pieces.find(({ id }) => id === "problem") }).querySelector("#problem");
  if (!again || !problem || !sent.isConnected) return complain(sent, problem?.textContent ?? noReason);
  if (!byId(`g${again.dataset.group}`)) return leaveBy(sent);
  swapIn(pieces.filter((piece) => piece !== again));
  wordsFollow();
  place(again);
  const now = form();
  if (now) sayAfter(now, sent);
  if (isOver) waitUntilSeen();
  const field = /** @type {HTMLElement | null | undefined} */ (now?.querySelector('[aria-invalid="true"]') ?? now?.querySelector('[name="take"]'));
  silence().then(() => !isWriting() && field?.isConnected && field.focus()); // else on, in the same field
}

/** What stands now is seen before it is changed: a second press, meant for the form of before, does nothing. */
async function waitUntilSeen() {
  const button = /** @type {HTMLButtonElement | null | undefined} */ (form()?.querySelector('button[type="submit"]'));
  if (!button) return;
  button.disabled = true;
  await silence(performance.now());
  button.disabled = false;
}

/** The group is known by another claim now: its page shows it, and what was typed. @param {HTMLFormElement} sent */
async function leaveBy(sent) {
  wordsFollow();
  await silence();
  sayWhose(sent, "action");
  sent.submit();
}

/** @param {HTMLFormElement} sent @param {string} message */
function complain(sent, message) {
  if (!sent.isConnected) return toast(`The group that you left is not decided: ${message}`);
  wordsFollow();
  byId("problem")?.remove();
  return sent.prepend(make("p", { id: "problem", class: "problem", role: "alert" }, message));
}

/** @type {Promise<unknown>} */
let sending = Promise.resolve();

/** Settles when what was sent is answered, and that is shown. */
export const answered = () => sending;

/** What stands open is decided and reopened without leaving the page. @param {SubmitEvent} event */
function submit(event) {
  const sent = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || !sent.closest("#deciding")) return;
  event.preventDefault();
  if (unanswered.has(sent) || "sent" in sent.dataset || sent.querySelector('[type="submit"]:disabled')) return;
  if (isWriting()) leaveDeciding(); // what is pressed from now on is for what comes
  const sends = send(sent);
  sends.catch(reportError);
  sending = Promise.allSettled([sending, sends]);
}

/** @param {MouseEvent} event */
function press({ target }) {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("[data-suggested], [data-take-words]"));
  if (button?.dataset.suggested) choose(`[value="${button.dataset.suggested}"]`);
  else if (button) takeWords();
}

/** The words that are selected in the text, to be what the desk takes. */
function takeWords() {
  const selected = getSelection();
  const field = /** @type {HTMLTextAreaElement | null} */ (byId("decide-words"));
  if (!field) return;
  if (!selected?.toString().trim() || !byId("staff")?.contains(selected.anchorNode)) return say("Select words in the text first.");
  field.value = selected.toString().trim();
  field.focus();
  keepDraft(/** @type {HTMLFormElement} */ (field.form));
}

if (byId("group-table")) {
  document.addEventListener("submit", submit);
  document.addEventListener("click", press);
}
