// Short messages at the foot of the page. They go by themselves, but never from under a pointer or the focus.
import { byId, make } from "./dom.js";
import { onSwap } from "./fragments.js";
import { changesMade, onOutbox, waiting } from "./outbox.js";

const stay = 8000; // milliseconds

/** @type {number | undefined} */
let timer;

/** Shows a message. @param {string} message */
export function toast(message) {
  byId("toast")?.remove();
  byId("toasts")?.append(make("div", { id: "toast", class: "toast" }, message));
  leaveLater();
}

function leaveLater() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const shown = byId("toast");
    if (shown?.matches(":hover, :focus-within")) leaveLater();
    else shown?.remove();
  }, stay);
}

/** How many changes had been made when the one that the message is of was; -1 where more have been since. */
let before = 0;

/** What takes back the latest change goes with the next one: it would take back that. */
function dropUndo() {
  if (changesMade() !== before) byId("toast")?.querySelector('form[action$="/undo"]')?.remove();
}

onOutbox(dropUndo);
onSwap((pieces) => {
  if (!pieces.some((piece) => piece.id === "toast")) return;
  before = waiting().length ? -1 : changesMade();
  dropUndo();
  leaveLater();
});

if (byId("toast")) leaveLater();
