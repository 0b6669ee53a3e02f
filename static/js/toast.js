// Short messages at the foot of the page. They go by themselves, but never from under a pointer or the focus.
import { byId, make } from "./dom.js";
import { onSwap } from "./fragments.js";

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

onSwap((pieces) => {
  if (pieces.some((piece) => piece.id === "toast")) leaveLater();
});

if (byId("toast")) leaveLater();
