// Talks to the server: reads fragments, and sends changes one after the other, however often that takes.
import { claimIsMade } from "./ahead.js";
import { byId, openCard } from "./dom.js";
import { dropSent, leaveConflict, rebaseDrafts } from "./drafts.js";
import { parse, swapIn } from "./fragments.js";
import { galley } from "./galley.js";
import { adopt, bringForward, countTry, keyOf, nextOut, post, rebase, takeOut, versionSeen, waiting } from "./outbox.js";
import { signInAgain } from "./signin.js";
import { tab } from "./tabs.js";

/** @typedef {import("./outbox.js").Change} Change */
/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {{ok: boolean, status: number, headers: Headers, html: string}} Reply of the server, all of it */
/** @typedef {{ok: boolean, status: number, claim: number | null, html: string, entry: Entry}} Answer */

const attempts = 3; // of a change that the server fails at, before a person hears of it
const longestWait = 10_000; // milliseconds between attempts

/** @type {string | null} the id of the entry on its way; "" before anything may go out */
let sending = "";
let finished = 0; // how many entries the server has answered
let starting = Promise.resolve();
let pumping = Promise.resolve();
/** @type {number | undefined} */
let timer;
/** @type {Map<string, ((answer: Answer) => void)[]>} */
const answered = new Map();
/** @type {Set<(answer: Answer) => void>} */
const refusals = new Set();

/**
 * Why nothing goes out at present, and since when; null while it does.
 * @type {{why: "silent" | "busy" | "signed out", since: Date} | null}
 */
export let heldUp = null;

/** Calls back with every change that the server refused, which is then gone unless it is put aside. @param {(answer: Answer) => void} watch */
export const onRefusal = (watch) => refusals.add(watch);

/**
 * Sends a change, now or when the server is back. Settles when the server has answered, with what it said.
 * @param {Change} change @returns {Promise<Answer>}
 */
export function send(change) {
  const entry = shelve(change);
  return new Promise((resolve) => {
    answered.set(entry.id, [...(answered.get(entry.id) ?? []), resolve]);
    pump();
  });
}

/** The claim that waits to be made under a key, once it is; null if it is refused, or does not wait. @param {string} key @returns {Promise<number | null>} */
export function answerTo(key) {
  const entry = waiting().find((one) => keyOf(one) === key);
  if (!entry) return Promise.resolve(null);
  return new Promise((resolve) => {
    answered.set(entry.id, [...(answered.get(entry.id) ?? []), ({ ok, claim }) => resolve(ok ? claim : null)]);
  });
}

/** Keeps a change for the next page to send. @param {Change} change */
export const shelve = (change) => post({ article: articleHere(), ...change }, sending);

const articleHere = () => Number(galley?.dataset.article) || undefined;

/** Whether a change is on its way, and cannot be withdrawn. @param {Entry} entry */
export const isSending = ({ id }) => sending === id;

/** Whether a change was made on the article of this page. @param {Entry} entry */
export const isHere = ({ article }) => article === articleHere();

/**
 * Takes over what closed tabs have left, and begins to send; what was refused where nobody could look at it, where they can. Gives the
 * tabs that are open.
 */
export function start() {
  const adopted = adopt();
  starting = adopted.then(() => {
    sending = null;
    bringForward(isHere);
    return pump();
  });
  return adopted;
}

/** Sends what waits, from the first on. Settles when all is sent or nothing goes out at present. */
export function pump() {
  if (sending === null) pumping = pumpAll();
  return idle();
}

async function pumpAll() {
  clearTimeout(timer);
  for (let entry = nextOut(); entry; entry = nextOut()) {
    sending = entry.id;
    try {
      if (!(await attempt(entry))) return retryLater(entry);
    } finally {
      sending = null; // at once: whoever pumps meanwhile would send the next one too
    }
  }
}

/** Settles when nothing is on its way any more: what is read then tells of every change made here. */
export const idle = () => (sending === "" && nextOut() ? starting : pumping);

/** A silent server is asked again by and by; a person who will not sign in is not. @param {Entry} entry */
function retryLater(entry) {
  if (heldUp && heldUp.why !== "signed out") timer = setTimeout(pump, Math.min(1000 * 2 ** entry.tries, longestWait));
}

/** @param {Entry} entry @param {"silent" | "busy" | "signed out"} why */
function hold(entry, why) {
  heldUp = { why, since: heldUp?.since ?? new Date() };
  countTry(entry);
  return false;
}

/** Sends one entry; false if it has to be tried again later. @param {Entry} entry */
async function attempt(entry) {
  const reply = await ask(entry.url, new URLSearchParams(entry.fields));
  if (reply?.status === 401) return (await signInAgain()) || hold(entry, "signed out");
  if (!reply) return hold(entry, "silent");
  if (mayPass(reply, entry)) return hold(entry, "busy");
  heldUp = null;
  finish(entry, reply);
  return true;
}

/**
 * Whether trying again may help: a server that is busy or away, or one that has only begun to fail.
 * @param {Reply} reply
 * @param {Entry} entry
 */
function mayPass({ status }, { tries }) {
  return [429, 502, 503, 504].includes(status) || (status >= 500 && tries < attempts);
}

/** @param {Entry} entry @param {Reply} reply */
function finish(entry, { ok, status, headers, html }) {
  finished++;
  const claim = Number(headers.get("Stet-Claim")) || entry.claim || null;
  const answer = { ok, status, claim, html, entry };
  if (ok) {
    takeOut(entry.id);
    if (entry.instead) takeOut(entry.instead);
    dropSent(entry);
    if (entry.instead && claim) leaveConflict(claim, versionIn(headers));
    if (claim) claimIsMade(keyOf(entry), claim);
    if (entry.then && claim) goOn(entry, claim); // before its card comes, which says what is on its way
    settle(answer, headers);
  } else {
    for (const watch of refusals) watch(answer);
    if (!entry.aside) takeOut(entry.id);
  }
  const asking = answered.get(entry.id);
  answered.delete(entry.id);
  if (asking) for (const resolve of asking) resolve(answer);
  else if (ok && claim) renew(claim); // an earlier page left it behind: nobody waits to go on with its claim
}

/** Sends what was said of a claim while it was being made. @param {Entry} made @param {number} claim */
function goOn({ then, article }, claim) {
  post({ url: `/claims/${claim}`, form: `form-${claim}`, fields: [...(then ?? []), ["version", "1"]], claim, article }, sending);
}

/** The version of its claim that a change has come to; "" where it is of none. @param {Headers} headers */
const versionIn = (headers) => headers.get("ETag")?.replace(/^W\/|"/g, "") ?? "";

/** Shows what a change has come to, and with it what its person has done to the article. @param {Answer} answer @param {Headers} headers */
function settle({ html, claim, entry }, headers) {
  const version = versionIn(headers);
  const ofArticle = headers.get("Stet-Article-Version");
  if (isHere(entry)) takeIn(parse(html));
  if (isHere(entry) && galley && ofArticle) galley.dataset.version = ofArticle;
  if (claim && version) setVersion(entry, claim, version, headers.has("Stet-Stood"));
}

/** What a change has touched; a card that has been opened since it was sent is fetched anew rather than closed. @param {HTMLElement[]} pieces */
function takeIn(pieces) {
  const wouldClose = pieces.filter((piece) => piece.matches(".card:not(.is-open, [data-gone])") && byId(piece.id)?.matches(".is-open"));
  swapIn(pieces.filter((piece) => !wouldClose.includes(piece)));
  for (const { dataset } of wouldClose) renew(Number(dataset.claim));
}

/**
 * Every form of a claim's card names the version it is made on: the one just saved, where what the card shows lacks that change
 * alone. Else the card is fetched anew.
 * @param {Entry} saved @param {number} claim @param {string} version @param {boolean} stood before the change came, and more was changed
 */
function setVersion(saved, claim, version, stood) {
  /** @param {string | undefined} seen */
  const isNext = (seen) => !stood && (seen === versionSeen(saved) || Number(seen) + 1 === Number(version));
  rebaseDrafts(saved, version, isNext);
  rebase(saved, version, isNext);
  const card = byId(`card-${claim}`);
  if (!card || card.dataset.version === version) return;
  if (saved.tab !== tab || !isNext(card.dataset.version)) return renew(claim);
  card.dataset.version = version;
  for (const input of card.querySelectorAll('input[name="version"]')) /** @type {HTMLInputElement} */ (input).value = version;
}

/** Fetches a card anew where it stands open; one that is closed is whole in every answer. @param {number} claim */
function renew(claim) {
  const standsOpen = () => byId(`card-${claim}`)?.classList.contains("is-open") ?? false;
  if (standsOpen()) load(`/claims/${claim}/card?open=1`, standsOpen);
}

/** Reads what tells of every change made here: again where one has come to the server meanwhile. @template T @param {() => Promise<T>} read @returns {Promise<T>} */
export async function upToDate(read) {
  await idle();
  const before = finished;
  const told = await read();
  return finished === before ? told : upToDate(read);
}

/** Reads the cards of claims, closed, and leaves alone what has been opened meanwhile. @param {number[]} claims */
export const loadCards = (claims) =>
  load(`/articles/${galley.dataset.article}/cards?ids=${claims.join(",")}`, undefined, ({ id }) => !byId(id)?.matches(".is-open"));

/**
 * Reads fragments and puts them in place. Says whether that worked.
 * @param {string} url @param {() => boolean} [stillWanted] asked when the answer is there, and then of each piece @param {(piece: HTMLElement) => boolean} [isWanted]
 * @returns {Promise<boolean>}
 */
export async function load(url, stillWanted = () => true, isWanted = () => true) {
  const reply = await upToDate(() => ask(url));
  if (reply?.status === 401) return (await signInAgain()) && load(url, stillWanted, isWanted);
  if (!reply?.ok) return false;
  if (stillWanted()) swapIn(parse(reply.html).filter(isWanted));
  return true;
}

/**
 * Asks the server for fragments, or sends a form for them.
 * @param {string} url @param {URLSearchParams} [body] @param {AbortSignal} [signal] that the answer is not wanted any more
 * @returns {Promise<Reply | null>} null without a whole answer
 */
export async function ask(url, body, signal) {
  const open = openCard();
  const headers = new Headers({ "Stet-Fragments": "1", "Stet-Person": document.body.dataset.person ?? "" });
  if (open) headers.set("Stet-Open", open.dataset.claim ?? "");
  if (galley) headers.set("Stet-Article-Version", galley.dataset.version);
  const revision = document.getElementById("galley")?.dataset.revision;
  if (revision) headers.set("Stet-Revision", revision);
  try {
    const response = await fetch(url, { method: body ? "POST" : "GET", headers, body, signal, redirect: "error" });
    if (response.status < 500 && !response.headers.has("Stet")) return null; // somebody else answers in the desk's place
    return { ok: response.ok, status: response.status, headers: response.headers, html: await response.text() };
  } catch {
    return null;
  }
}

addEventListener("online", pump);
addEventListener("pageshow", pump);
document.addEventListener("visibilitychange", () => document.hidden || pump());
