// What the server would not take, and has no form on the page that says it: listed above the text, with what it says and why, until its
// person has chosen.
import { keptAhead } from "./ahead.js";
import { mayWrite } from "./claims.js";
import { isOfComparison, isOfNoGroup } from "./compare.js";
import { byId, make, say } from "./dom.js";
import { draftsBeside, isBeneath, typedIn } from "./drafts.js";
import { onSwap } from "./fragments.js";
import { articleOfPage, galley } from "./galley.js";
import { marksOf } from "./marks.js";
import { keep } from "./memory.js";
import { aside, onOutbox, takeOut, tryAgain, waiting } from "./outbox.js";
import { isHere, pump, shelve } from "./send.js";
import { coming } from "./typing.js";
import { tellInBar } from "./unsaved.js";

/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {import("./drafts.js").Left} Left */
/** @typedef {import("./outbox.js").Refused} Refused */
/** @typedef {{refused: Refused, again: () => void, discard: () => void}} Row */

/** Whether a change is listed on this page: on a comparison only words that had no field there, or on its article. @param {Entry} entry */
export const isListed = (entry) => Boolean(entry.why && (galley ? isHere(entry) : isOfComparison && !entry.url && entry.article === articleOfPage()));

const unread = ["take", "start", "end", "revision", "shown"]; // fields that nobody wrote, beside those beneath
const choices = ["verdict", "rating", "kind", "stance", "primary"]; // nor is anything typed in these

const names = {
  url: "Address", primary: "Primary or secondary", locator: "Where in it", published_on: "Published on", archived_url: "Archived copy", accessed_on: "Seen on",
};

/** What the fields' names are called. @param {string} name */
const nameOf = (name) => /** @type {Record<string, string>} */ (names)[name] ?? name[0].toUpperCase() + name.slice(1).replaceAll("_", " ");

const kinds = /** @type {[RegExp, string][]} */ ([
  [/^\/articles\/\d+\/claims$/, "A claim"], [/\/citations/, "A source"], [/\/span$/, "Other words"], [/\/delete$/, "To be deleted"],
]);

/** @param {Refused} refused */
function titleOf({ url, claim, words }) {
  const kind = kinds.find(([address]) => address.test(url))?.[1];
  const about = [claim && `Claim ${claim}`, kind].filter(Boolean).join(": ") || "What you typed";
  return words ? `${about}: “${words}”` : about;
}

/** What a change says, and of the claim that it was to make. @param {Refused} refused */
const saidIn = ({ fields, then }) => [...new Map([...fields, ...(then ?? [])])].filter(([name, value]) => value && isWritten(name));

/** Whether a field says what somebody chose or wrote. @param {string} name */
const isWritten = (name) => !isBeneath(name) && !unread.includes(name);

/** The drafts of forms that are not on this page. */
const besides = () => draftsBeside([...waiting(), ...aside()]);

/** What was begun on this page and never sent: by quoting, or on the card, open or closed, of a claim. @returns {"quote" | number | undefined} */
export function begun() {
  const isBegun = (/** @type {Left} */ draft) => draft.page === location.pathname && draft.claim && isTyped(draft);
  const [form] = typedIn(document);
  const card = /** @type {HTMLElement | null | undefined} */ (form?.closest("#cards [data-claim]"));
  const ahead = keptAhead().find(({ article, claim }) => claim && article === articleOfPage());
  return Number(card?.dataset.claim) || (form && "quote") || besides().find(isBegun)?.claim || ahead?.claim || undefined;
}

/** @returns {Row[]} */
const rows = () => [
  ...aside().filter(isListed).map((entry) => ({ refused: entry, again: () => tryAgain(entry.id), discard: () => takeOut(entry.id) })),
  ...besides().flatMap((draft) => {
    const why = whyNot(draft);
    const url = galley ? draft.url : ""; // else there is nothing that it could be said of again
    return why ? { refused: { ...draft, url, why }, again: () => sendDraft(draft), discard: () => drop(draft) } : [];
  }),
];

/** Why a draft has no form on this page and will have none, though it was written here. @param {Left} draft */
function whyNot(draft) {
  const { claim, page, refused } = draft;
  if (page !== location.pathname) return null;
  if (!galley) return isTyped(draft) && isOfNoGroup(draft) ? "The group of claims that this was written for is not there any more." : null;
  if (refused) return refused;
  if (!isTyped(draft)) return null;
  if (!mayWrite()) return "It was never sent, and what is on this page cannot be changed now.";
  if (claim && !marksOf(claim).length) return `It was never sent, and claim ${claim} is not on this page any more.`;
  return draft.chosen && !isContested(claim) ? "It was written where two readings of the claim stood side by side, and never sent." : null;
}

/** Whether anything is typed in a draft, beyond what its form came with. @param {Left} draft */
function isTyped({ fields, chosen: before }) {
  const cameWith = new Map(before);
  return fields.some(([name, value]) => value.trim() && cameWith.get(name) !== value && isWritten(name) && !choices.includes(name));
}

/** Whether a claim is in conflict, or is about to be. @param {number} [claim] */
const isContested = (claim) => [...waiting(), ...aside()].some((entry) => entry.claim === claim);

/** @param {Left} draft */
function sendDraft({ id, url, fields, claim, form }) {
  keep(id, null);
  shelve({ url, fields, claim, form });
}

/** @param {Left} draft */
function drop({ id }) {
  keep(id, null);
  listNotSaved();
}

/** @param {Row} row */
function rowOf({ refused, again, discard }) {
  const said = make("dl");
  for (const [name, value] of saidIn(refused)) said.append(make("dt", {}, nameOf(name)), make("dd", { dir: "auto" }, value));
  const title = titleOf(refused);
  const trying = button("Try again", title, () => {
    again();
    pump();
  });
  const actions = make("div", { class: "actions" }, ...(refused.url ? [trying] : []), button("Discard", title, discard));
  return make("li", {}, make("b", { dir: "auto" }, title), make("p", {}, refused.why ?? ""), ...(said.childElementCount ? [said] : []), actions);
}

/** The row that comes under the hands where one is dealt with. */
const nextRow = coming();

/** A key that is held, or pressed again before anybody can have seen what comes next, is meant for the row before. @param {KeyboardEvent} event */
function pressOnce(event) {
  if (["Enter", " "].includes(event.key) && (event.repeat || nextRow.isTooSoon())) event.preventDefault();
}

/** @param {string} text @param {string} title @param {() => void} press */
function button(text, title, press) {
  const made = make("button", { class: "btn", type: "button" }, text, make("span", { class: "vh" }, ` ${title}`));
  made.addEventListener("click", ({ detail }) => {
    if (detail > 1) return; // the second click of two is on what has come under the pointer
    press();
    nextRow.comes();
    byId("not-saved")?.querySelector("button")?.focus();
  });
  made.addEventListener("keydown", pressOnce);
  made.addEventListener("keyup", pressOnce); // by which a space presses
  return made;
}

/** What is listed now, and what that says. */
let listed = "";

/** Lists what is not saved, as that is now. */
export function listNotSaved() {
  const all = rows();
  const now = JSON.stringify(all);
  if (now === listed) return;
  listed = now;
  byId("not-saved")?.remove();
  tellInBar("not-saved", all.length);
  if (!all.length) return;
  const heading = make("h2", { id: "not-saved-h" }, all.length === 1 ? "Not saved: 1 change" : `Not saved: ${all.length} changes`);
  byId("banner")?.after(make("section", { id: "not-saved", class: "not-saved", "aria-labelledby": "not-saved-h" }, heading, make("ul", {}, ...all.map(rowOf))));
  say(heading.textContent);
}

if (galley || isOfComparison) {
  onOutbox(listNotSaved);
  onSwap(listNotSaved);
}
