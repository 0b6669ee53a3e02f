// What the server would not take, and has no form on the page that says it: listed above the text, with what it says and why, until its
// person has chosen.
import { byId, make, say } from "./dom.js";
import { galley } from "./galley.js";
import { aside, onOutbox, takeOut, tryAgain } from "./outbox.js";
import { isHere, pump } from "./send.js";

/** @typedef {import("./outbox.js").Entry} Entry */

/** Whether a change is listed on this page. @param {Entry} entry */
export const isListed = (entry) => Boolean(galley && entry.why && isHere(entry));

const unread = ["version", "seen", "key", "start", "end", "revision"]; // fields that nobody chose or wrote

const names = { url: "Address", published_on: "Published on", archived_url: "Archived at", accessed_on: "Looked at on" };

/** What the fields' names are called. @param {string} name */
const nameOf = (name) => /** @type {Record<string, string>} */ (names)[name] ?? name[0].toUpperCase() + name.slice(1).replaceAll("_", " ");

const kinds = /** @type {[RegExp, string][]} */ ([
  [/^\/articles\/\d+\/claims$/, "A claim"], [/\/citations/, "A source"], [/\/span$/, "Other words"], [/\/delete$/, "To be deleted"],
]);

/** @param {Entry} entry */
function titleOf({ url, claim, words }) {
  const kind = kinds.find(([address]) => address.test(url))?.[1];
  const about = [claim && `Claim ${claim}`, kind].filter(Boolean).join(": ") || "What you typed";
  return words ? `${about}: “${words}”` : about;
}

/** What a change says, and of the claim that it was to make. @param {Entry} entry */
const saidIn = ({ fields, then }) => [...new Map([...fields, ...(then ?? [])])].filter(([name, value]) => value && !unread.includes(name));

/** @param {Entry} entry */
function rowOf(entry) {
  const said = make("dl");
  for (const [name, value] of saidIn(entry)) said.append(make("dt", {}, nameOf(name)), make("dd", { dir: "auto" }, value));
  const title = titleOf(entry);
  const again = button("Try again", title, () => {
    tryAgain(entry);
    pump();
  });
  const discard = button("Discard", title, () => takeOut(entry.id));
  const actions = make("div", { class: "actions" }, ...(entry.url ? [again] : []), discard);
  return make("li", {}, make("b", { dir: "auto" }, title), make("p", {}, entry.why ?? ""), ...(said.childElementCount ? [said] : []), actions);
}

/** @param {string} text @param {string} title @param {() => void} press */
function button(text, title, press) {
  const made = make("button", { class: "btn", type: "button" }, text, make("span", { class: "vh" }, ` ${title}`));
  made.addEventListener("click", ({ detail }) => {
    if (detail > 1) return; // the second click of two is on what has come under the pointer
    press();
    byId("not-saved")?.querySelector("button")?.focus();
  });
  return made;
}

/** What is listed now, by what names it. */
let listed = "";

function show() {
  const entries = aside().filter(isListed);
  const now = entries.map(({ id }) => id).join();
  if (now === listed) return;
  listed = now;
  byId("not-saved")?.remove();
  if (!entries.length) return;
  const heading = make("h2", { id: "not-saved-h" }, entries.length === 1 ? "Not saved: 1 change" : `Not saved: ${entries.length} changes`);
  byId("banner")?.after(make("section", { id: "not-saved", class: "not-saved", "aria-labelledby": "not-saved-h" }, heading, make("ul", {}, ...entries.map(rowOf))));
  say(heading.textContent);
}

if (galley) onOutbox(show);
