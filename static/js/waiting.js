// Says what is not saved: the banner under the bar, the card's own line, the words marked meanwhile.
import { close, select } from "./cards.js";
import { hasGoneOn, now } from "./current.js";
import { byId, clock, icon, make } from "./dom.js";
import { onSwap } from "./fragments.js";
import { galley } from "./galley.js";
import { isListed } from "./notsaved.js";
import { aside, bringForward, isKept, onOutbox, spanOn, waiting } from "./outbox.js";
import { paint } from "./paint.js";
import { heldUp, isHere, pump } from "./send.js";
import { tellInBar } from "./unsaved.js";

const grace = 400; // milliseconds before a change that is on its way is worth a word

/** @type {number | undefined} */
let timer;

function show() {
  clearTimeout(timer);
  if (!waiting().length) return showAll();
  timer = setTimeout(showAll, heldUp ? 0 : grace);
}

function showAll() {
  showBanner();
  showCards();
  const here = waiting().filter((entry) => String(entry.article) === galley?.dataset.article);
  if (galley) paint("waiting", here.flatMap((entry) => spanOn(entry, galley.dataset.revision) ?? []));
}

/** Why changes wait, by the time since when they do. */
const reasons = {
  silent: (/** @type {string} */ since) => `No answer from the server since ${since} UTC. Keep working: `,
  busy: (/** @type {string} */ since) => `The desk cannot save just now, since ${since} UTC. Keep working: `,
  "signed out": () => "You are signed out. ",
};

function showBanner() {
  const banner = byId("banner");
  if (!banner) return;
  const held = heldUp ? waiting() : [];
  const all = held.length ? held : aside().filter((entry) => !isListed(entry));
  banner.hidden = !all.length;
  banner.replaceChildren(...(held.length ? ofWaiting() : ofAside(all)));
  tellInBar("banner", all.length);
}

/** @param {number} count */
const changes = (count) => make("b", {}, count === 1 ? "1 change" : `${count} changes`);

/** What the banner says of changes that do not go out. */
function ofWaiting() {
  const count = waiting().length;
  const told = reasons[heldUp.why](clock(heldUp.since));
  const again = make("button", { class: "btn", type: "button" }, heldUp.why === "signed out" ? "Sign in" : "Try now");
  again.addEventListener("click", pump);
  const where = isKept ? "in this browser." : "in this page alone, since the browser’s storage is full: leave it open.";
  return [icon("offline"), make("span", {}, told, changes(count), ` ${count === 1 ? "waits" : "wait"} ${where}`), again];
}

/** What the banner says of changes that the server would not take. @param {import("./outbox.js").Entry[]} refused */
function ofAside([first, ...others]) {
  if (!first) return [];
  const count = others.length + 1;
  const about = first.claim ? `to claim ${first.claim} of article ${first.article}` : `to article ${first.article}`;
  const said = ` ${about}${others.length ? " and others" : ""} ${count === 1 ? "is" : "are"} not saved: the desk did not take ${others.length ? "them" : "it"}.`;
  const where = isKept ? "" : " It is kept in this page alone, since the browser’s storage is full: leave it open.";
  return [icon("conflict"), make("span", {}, changes(count), said, where), wayTo(first)];
}

/** The way to where a refused change is looked at. @param {import("./outbox.js").Entry} entry */
function wayTo(entry) {
  const { article, claim } = entry;
  if (!isHere(entry)) return make("a", { class: "btn", href: `/articles/${article}${claim ? `?claim=${claim}#claim-${claim}` : ""}` }, "Look at it");
  const look = make("button", { class: "btn", type: "button" }, "Look at it");
  look.addEventListener("click", async () => {
    if (!(await close())) return;
    const from = now();
    bringForward(isHere);
    await pump();
    if (claim && !hasGoneOn(from, claim)) select(claim, { focus: true });
  });
  return look;
}

function showCards() {
  const unsent = new Map(waiting().map((entry) => [entry.claim, entry]));
  for (const card of document.querySelectorAll("#cards .card")) {
    const { claim } = /** @type {HTMLElement} */ (card).dataset;
    const entry = unsent.get(Number(claim));
    card.classList.toggle("is-unsent", Boolean(entry && heldUp));
    if (entry) showState(`state-${claim}`, entry);
  }
}

/** @param {string} id @param {import("./outbox.js").Entry} entry */
function showState(id, entry) {
  const state = byId(id);
  if (!state) return;
  state.className = heldUp ? "state state--warn" : "state state--saving";
  if (heldUp) state.replaceChildren(icon("offline"), `Not sent. Kept in this browser since ${clock(new Date(entry.at))} UTC.`);
  else state.replaceChildren("Saving");
}

onOutbox(show);
onSwap(() => waiting().length && show());
