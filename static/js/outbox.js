// Changes on their way to the server, in order, kept in this browser until the server has them.
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
 * @property {{start: number, end: number}} [span] the span it marks, to be shown while it waits
 */
/** @typedef {Change & {id: string, at: string, tries: number}} Entry */

/** @type {Entry[]} */
let entries = recall(keptName("outbox", tab)) ?? [];

/** @type {Set<() => void>} */
const watchers = new Set();

/** Calls back whenever something comes in or goes out. @param {() => void} watch */
export const onOutbox = (watch) => watchers.add(watch);

function changed() {
  keep(keptName("outbox", tab), entries.length ? entries : null);
  for (const watch of watchers) watch();
}

/** All that waits, oldest first. */
export const waiting = () => entries;

/** The next to be sent. */
export const nextOut = () => entries[0];

/**
 * Adds a change. A change that follows another to the same address joins it, unless that one is being sent already.
 * @param {Change} change @param {string | null} sending the id of the entry on its way
 * @returns {Entry}
 */
export function post(change, sending) {
  const last = entries.findLast((entry) => entry.claim === change.claim);
  const joins = last && change.claim && last.url === change.url && last.id !== sending && isRepeatable(change);
  if (joins) last.fields = joined(last.fields, change.fields);
  const entry = joins ? last : { ...change, id: freshKey(), at: new Date().toISOString(), tries: 0 };
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

/** Takes an entry out: the server has it, or a person has to decide. @param {string} id */
export function takeOut(id) {
  entries = entries.filter((entry) => entry.id !== id);
  changed();
}

/** Counts a failed attempt. @param {Entry} entry */
export function countTry(entry) {
  entry.tries++;
  changed();
}

/**
 * What waits for a claim was made on top of what has just been saved: it goes on from there.
 * @param {number} claim
 * @param {string} version
 */
export function rebase(claim, version) {
  for (const entry of entries) {
    if (entry.claim === claim) entry.fields = entry.fields.map(([name, value]) => [name, name === "version" ? version : value]);
  }
  changed();
}

/** Takes over what closed tabs have left. */
export async function adopt() {
  const others = await otherTabs();
  if (others.has(tab)) {
    renameTab();
    entries = [];
  }
  for (const name of keptNames("outbox")) {
    const owner = name.slice(keptName("outbox", "").length);
    if (owner === tab || others.has(owner)) continue;
    entries.push(...(recall(name) ?? []));
    keep(name, null);
  }
  changed();
}
