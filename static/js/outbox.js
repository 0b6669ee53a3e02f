// Changes on their way to the server, in order, kept in this browser until the server has them. One that the server would not
// take waits aside, where its person has not seen that yet.
import { freshKey } from "./dom.js";
import { keep, keptName, keptNames, recall } from "./memory.js";
import { otherTabs, renameTab, tab } from "./tabs.js";

/**
 * @typedef {object} Change
 * @property {string} url
 * @property {[string, string][]} fields
 * @property {number} [claim] the claim it is about
 * @property {string} [form] the id of the form it was written in
 * @property {number} [article] the article of the page it was made on
 * @property {string} [instead] the id of the refused entry that it is sent in place of
 * @property {{start: number, end: number}} [span] the span it marks, to be shown while it waits
 * @property {string} [words] the words of that
 * @property {[string, string][]} [then] what is to be said of the claim that it makes
 */
/** @typedef {Change & {id: string, why?: string}} Refused why: what the server said that would not take it, where that is to be read in a list */
/** @typedef {Refused & {tab: string, at: string, tries: number, aside?: boolean}} Entry tab: the one it was made in */

/** @type {Entry[]} */
let entries = recall(keptName("outbox", tab)) ?? [];

const inherited = new Set(entries.map(({ id }) => id)); // from an earlier page of this tab, or of the one it is a duplicate of

/** Whether what waits outlives this page: a browser's storage can be full, or forbidden. */
export let isKept = true;

/** @type {Set<() => void>} */
const watchers = new Set();

/** Calls back whenever something comes in or goes out. @param {() => void} watch */
export const onOutbox = (watch) => watchers.add(watch);

function changed() {
  isKept = keep(keptName("outbox", tab), entries.length ? entries : null);
  for (const watch of watchers) watch();
}

let made = 0;

/** How many changes have been made on this page, undoing left out. */
export const changesMade = () => made;

/** All that waits to be sent, oldest first. */
export const waiting = () => entries.filter((entry) => !entry.aside);

/** All that the server would not take, and that nobody has looked at since, oldest first. */
export const aside = () => entries.filter((entry) => entry.aside);

/** The next to be sent. */
export const nextOut = () => entries.find((entry) => !entry.aside);

/**
 * Adds a change. A change that follows another to the same address joins it, unless that one is being sent already.
 * @param {Change} change @param {string | null} sending the id of the entry on its way
 * @returns {Entry}
 */
export function post(change, sending) {
  if (!change.url.endsWith("/undo")) made++;
  const last = waiting().findLast((entry) => entry.claim === change.claim);
  const mine = last?.tab === tab && last.id !== sending;
  const joins = last && mine && change.claim && last.url === change.url && isRepeatable(change);
  if (joins) Object.assign(last, { fields: joined(last.fields, change.fields), span: change.span, words: change.words });
  const entry = joins ? last : { ...change, id: freshKey(), tab, at: new Date().toISOString(), tries: 0 };
  if (!joins) entries.push(entry);
  changed();
  return entry;
}

/** A change that sets values may be said once for twice; one that adds or removes may not. @param {Change} change */
const isRepeatable = ({ url }) => /^\/claims\/\d+(\/span|\/citations\/\d+)?$/.test(url);

/**
 * Later fields win, but the version stays that which the first change saw.
 * @param {[string, string][]} old
 * @param {[string, string][]} fields
 */
function joined(old, fields) {
  const all = new Map([...old, ...fields]);
  const version = new Map(old).get("version");
  if (version !== undefined) all.set("version", version);
  return [...all];
}

/** The key under which a change is made once however often it is sent. @param {Change} change */
export const keyOf = ({ fields }) => new Map(fields).get("key");

/**
 * Notes what is to be said of a claim that waits to be made under a key, once it is. Says whether one waits.
 * @param {string} key @param {string} name @param {string} value
 */
export function sayOfMade(key, name, value) {
  const entry = waiting().find((one) => keyOf(one) === key);
  if (!entry) return false;
  entry.then = [...new Map([...(entry.then ?? []), [name, value]])];
  changed();
  return true;
}

/** What is to be said already of a claim that waits to be made under a key. @param {string} key @param {string} name */
export const saidOfMade = (key, name) => new Map(waiting().find((one) => keyOf(one) === key)?.then ?? []).get(name) ?? "";

/** The span that a change marks in the text of a revision, if it does. @param {Change} change @param {string | undefined} revision */
export const spanOn = ({ span, fields }, revision) => (new Map(fields).get("revision") === revision ? span : undefined);

/** Takes an entry out: the server has it, or a person has decided on it. @param {string} id */
export function takeOut(id) {
  entries = entries.filter((entry) => entry.id !== id);
  changed();
}

/**
 * Puts an entry aside, which the server would not take, with what it would not take before of the same form, if that sets the same values.
 * @param {Entry} entry @param {string} [why] what it said, where that is to be read in a list
 */
export function putAside(entry, why) {
  const before = isRepeatable(entry) && aside().find((old) => entry.form && old.form === entry.form && old.url === entry.url && old.tab === entry.tab && versionSeen(old) === versionSeen(entry));
  if (before) entry.fields = joined(before.fields, entry.fields);
  entries = entries.filter((old) => old !== before && old.id !== entry.instead);
  Object.assign(entry, { aside: true, why });
  changed();
}

/** Keeps words aside that there is no place for any more. @param {Pick<Change, "article" | "fields"> & {why: string}} left */
export function layAside(left) {
  entries.push({ ...left, url: "", id: freshKey(), tab, at: new Date().toISOString(), tries: 0, aside: true });
  changed();
  return isKept;
}

/**
 * Has entries that were put aside sent again, where they are about to be looked at. Those that are listed wait for their person's word.
 * @param {(entry: Entry) => boolean} which
 */
export function bringForward(which) {
  for (const entry of aside().filter((one) => !one.why && which(one))) delete entry.aside;
  changed();
}

/** Has a listed entry sent again, as it was written. @param {string} id */
export function tryAgain(id) {
  const entry = entries.find((one) => one.id === id);
  delete entry?.aside;
  delete entry?.why;
  changed();
}

/** Counts a failed attempt. @param {Entry} entry */
export function countTry(entry) {
  entry.tries++;
  changed();
}

/** The version of its claim that a change was made on. @param {Change} change */
export const versionSeen = ({ fields }) => new Map(fields).get("version");

/**
 * What waits for a claim was made on top of what has just been saved: it goes on from there. What another tab has left was not, nor
 * what was refused before, or written before the claim was changed elsewhere.
 * @param {Entry} saved
 * @param {string} version the claim's now
 * @param {(seen: string | undefined) => boolean} isNext whether it came of one that was seen by that change alone
 */
export function rebase(saved, version, isNext) {
  for (const entry of entries) {
    if (entry.aside || entry.claim !== saved.claim || entry.tab !== saved.tab || !isNext(versionSeen(entry))) continue;
    entry.fields = entry.fields.map(([name, value]) => [name, name === "version" ? version : value]);
  }
  changed();
}

/** Takes over what closed tabs have left. Gives the tabs that are open. */
export async function adopt() {
  const others = await otherTabs();
  if (others.has(tab)) {
    renameTab();
    entries = entries.filter(({ id }) => !inherited.has(id)).map((entry) => ({ ...entry, tab }));
  }
  const left = keptNames("outbox").filter((name) => !others.has(ownerOf(name)) && ownerOf(name) !== tab);
  for (const name of left) entries.push(...(recall(name) ?? []).map((/** @type {Entry} */ entry) => ({ tab: ownerOf(name), ...entry })));
  changed();
  if (isKept) for (const name of left) keep(name, null);
  return others;
}

// A page that the browser had put away comes back: one that came after it has gone on with what waited here.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  entries = recall(keptName("outbox", tab)) ?? [];
  changed();
});

/** @param {string} name */
const ownerOf = (name) => name.slice(keptName("outbox", "").length);
