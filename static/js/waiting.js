// Says what has not reached the server: the banner under the bar, the card's own line, the words marked meanwhile.
import { byId, clock, icon, make } from "./dom.js";
import { onSwap } from "./fragments.js";
import { galley } from "./galley.js";
import { onOutbox, waiting } from "./outbox.js";
import { paint } from "./paint.js";
import { heldUp, pump } from "./send.js";

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
  if (galley) paint("waiting", here.flatMap((entry) => entry.span ?? []));
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
  const count = waiting().length;
  banner.hidden = !heldUp || !count;
  if (banner.hidden || !heldUp) return;
  const told = reasons[heldUp.why](clock(heldUp.since));
  const changes = make("b", {}, count === 1 ? "1 change" : `${count} changes`);
  const again = make("button", { class: "btn", type: "button" }, heldUp.why === "signed out" ? "Sign in" : "Try now");
  again.addEventListener("click", pump);
  const rest = ` ${count === 1 ? "waits" : "wait"} in this browser.`;
  banner.replaceChildren(icon("offline"), make("span", {}, told, changes, rest), again);
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
