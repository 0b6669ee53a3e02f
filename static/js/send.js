// Talks to the server: reads fragments, and sends changes one after the other, however often that takes.
import { byId, openCard } from "./dom.js";
import { dropDraft } from "./drafts.js";
import { swap } from "./fragments.js";
import { galley } from "./galley.js";
import { countTry, nextOut, post, rebase, takeOut } from "./outbox.js";
import { signInAgain } from "./signin.js";

/** @typedef {import("./outbox.js").Change} Change */
/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {{ok: boolean, status: number, claim: number | null, html: string, entry: Entry}} Answer */

const attempts = 3; // of a change that the server fails at, before a person hears of it
const longestWait = 10_000; // milliseconds between attempts

/** @type {string | null} the id of the entry on its way */
let sending = null;
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

/** Calls back with every change that the server refused. @param {(answer: Answer) => void} watch */
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

/** Keeps a change for the next page to send. @param {Change} change */
export const shelve = (change) => post({ article: articleHere(), ...change }, sending);

const articleHere = () => Number(galley?.dataset.article) || undefined;

/** Sends what waits, from the first on. Settles when all is sent or nothing goes out at present. */
export function pump() {
  if (!sending) pumping = pumpAll();
  return pumping;
}

async function pumpAll() {
  clearTimeout(timer);
  for (let entry = nextOut(); entry; entry = nextOut()) {
    sending = entry.id;
    const goOn = await attempt(entry);
    sending = null;
    if (!goOn) return retryLater(entry);
  }
}

/** Settles when nothing is on its way any more: what is read then tells of every change made here. */
export const idle = () => pumping;

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
  const response = await ask(entry.url, new URLSearchParams(entry.fields));
  if (response?.status === 401) return (await signInAgain()) || hold(entry, "signed out");
  if (!response) return hold(entry, "silent");
  if (mayPass(response, entry)) return hold(entry, "busy");
  heldUp = null;
  finish(entry, response, await response.text());
  return true;
}

/**
 * Whether trying again may help: a server that is busy or away, or one that has only begun to fail.
 * @param {Response} response
 * @param {Entry} entry
 */
function mayPass({ status }, { tries }) {
  return [429, 502, 503, 504].includes(status) || (status >= 500 && tries < attempts);
}

/** @param {Entry} entry @param {Response} response @param {string} html */
function finish(entry, response, html) {
  const claim = Number(response.headers.get("Stet-Claim")) || entry.claim || null;
  const answer = { ok: response.ok, status: response.status, claim, html, entry };
  const version = response.headers.get("ETag")?.replace(/^W\/|"/g, "");
  takeOut(entry.id);
  if (response.ok) {
    if (entry.article === articleHere()) swap(html);
    if (claim && version) setVersion(claim, version);
  } else {
    for (const watch of refusals) watch(answer);
  }
  const asking = answered.get(entry.id);
  answered.delete(entry.id);
  if (asking) for (const resolve of asking) resolve(answer);
  else if (response.ok) tidyUp(entry, claim);
}

/**
 * A change that an earlier page left behind has arrived: nobody waits to go on with its claim.
 * @param {Entry} entry
 * @param {number | null} claim
 */
function tidyUp({ form }, claim) {
  if (form) dropDraft(form);
  if (byId(`card-${claim}`)?.classList.contains("is-open")) load(`/claims/${claim}/card`);
}

/** Every form of a claim's card names the version it is made on. @param {number} claim @param {string} version */
function setVersion(claim, version) {
  rebase(claim, version);
  const card = byId(`card-${claim}`);
  if (!card) return;
  card.dataset.version = version;
  for (const input of card.querySelectorAll('input[name="version"]')) /** @type {HTMLInputElement} */ (input).value = version;
}

/**
 * Reads fragments and puts them in place. Says whether that worked.
 * @param {string} url @param {() => boolean} [stillWanted] asked when the answer is there
 * @returns {Promise<boolean>}
 */
export async function load(url, stillWanted = () => true) {
  await idle();
  const response = await ask(url);
  if (response?.status === 401) return (await signInAgain()) && load(url, stillWanted);
  if (!response?.ok) return false;
  const html = await response.text();
  if (stillWanted()) swap(html);
  return true;
}

/**
 * Asks the server for fragments, or sends a form for them.
 * @param {string} url @param {URLSearchParams} [body] @returns {Promise<Response | null>} null without an answer
 */
export async function ask(url, body) {
  const open = openCard();
  const headers = new Headers({ "Stet-Fragments": "1", "Stet-Person": document.body.dataset.person ?? "" });
  if (open) headers.set("Stet-Open", open.dataset.claim ?? "");
  const revision = document.getElementById("galley")?.dataset.revision;
  if (revision) headers.set("Stet-Revision", revision);
  try {
    return await fetch(url, { method: body ? "POST" : "GET", headers, body, redirect: "error" });
  } catch {
    return null;
  }
}

addEventListener("online", pump);
document.addEventListener("visibilitychange", () => document.hidden || pump());
