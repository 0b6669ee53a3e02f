// What is typed for a note or a source whose field is still on its way: kept in this browser until it stands in the field.
import { freshKey } from "./dom.js";
import { keep, keptName, keptNames, recall } from "./memory.js";
import { tab } from "./tabs.js";

/**
 * @typedef {object} Ahead
 * @property {string} id
 * @property {"note" | "source"} what
 * @property {number} article
 * @property {number | null} claim null while it is being made
 * @property {string} [key] under which it is being made
 * @property {string} text
 */

/** @type {Set<Ahead>} */
const underWay = new Set();

/** @param {Omit<Ahead, "id" | "text">} about @returns {Ahead} */
export function begin(about) {
  const ahead = { ...about, id: freshKey(), text: "" };
  underWay.add(ahead);
  return ahead;
}

/** It is in its field, or said of its claim, or is kept until that can be. @param {Ahead} ahead */
export const end = (ahead) => underWay.delete(ahead);

/** Whether anything that was typed is still to come to its field. */
export const isTypedAhead = () => [...underWay].some(({ text }) => text);

/** @param {Ahead} ahead */
const nameOf = ({ id }) => keptName("ahead", tab, id);

/** Keeps what is typed by now. False where there is no room for it. @param {Ahead} ahead */
export const keepAhead = (ahead) => keep(nameOf(ahead), ahead.text ? ahead : null);

/** It stands in its field. @param {Ahead} ahead */
export const forget = (ahead) => keep(nameOf(ahead), null);

/** What is kept of this tab. @returns {Ahead[]} */
export const keptAhead = () => keptNames("ahead", tab).map(recall);

/** A claim is made: what was typed for it is, whichever tab that was in, of that claim now. @param {string | undefined} key @param {number} claim */
export function claimIsMade(key, claim) {
  for (const name of key ? keptNames("ahead") : []) {
    const kept = recall(name);
    if (kept?.key === key) keep(name, { ...kept, claim });
  }
}

/** Takes over what tabs have left on an article that are no longer open. @param {Set<string>} others the open ones @param {number} article */
export function adoptAhead(others, article) {
  for (const name of keptNames("ahead")) {
    const [owner, id] = name.slice(keptName("ahead", "").length).split(".");
    const left = recall(name);
    if (!id || left?.article !== article || owner === tab || others.has(owner)) continue;
    if (keepAhead(left)) keep(name, null);
  }
}
