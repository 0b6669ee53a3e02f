// Handing a review in: what waits to be saved goes first, and where claims are unchecked the server asks, naming them.
import { addWritten } from "./adding.js";
import { open, openClaim } from "./cards.js";
import { now } from "./current.js";
import { byId } from "./dom.js";
import { flush } from "./forms.js";
import { parse } from "./fragments.js";
import { begun } from "./notsaved.js";
import { aside, nextOut } from "./outbox.js";
import { ask, isHere } from "./send.js";
import { signInAgain } from "./signin.js";
import { leaveFor } from "./stray.js";
import { toast } from "./toast.js";
import { comesUp, isWriting, silence } from "./typing.js";

/** @param {HTMLFormElement} form */
async function submitReview(form) {
  const from = now();
  const before = openClaim();
  if (before) await addWritten(before);
  await flush();
  if (nextOut()) return toast("Some of your changes have not reached the server yet. Submit when they have.");
  if (aside().some(isHere)) return toast("A change of yours to this article is not saved. Look at it, then submit.");
  const left = begun();
  if (left) return lookAt(left, from);
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const reply = await ask(form.action, body);
  if (reply?.status === 401) return (await signInAgain()) && submitReview(form);
  if (!reply) return toast("The server does not answer. Try again in a moment.");
  if (reply.status === 204) return leaveFor(`${location.pathname}?done=submitted`);
  const [piece] = parse(reply.html);
  if (piece instanceof HTMLDialogElement) askFirst(piece);
  else toast(piece?.textContent ?? "The review could not be submitted. Try again in a moment.");
}

/** What is but begun is not handed in with the rest. @param {"quote" | number} left @param {import("./current.js").Current} from what was at hand */
function lookAt(left, from) {
  const where = left === "quote" ? "to mark by quoting" : `to write on claim ${left}`;
  toast(`What you began ${where} is not saved: finish it or take it out, then submit.`);
  if (isWriting() || (now() !== from && now().kind !== "none")) return;
  if (left === "quote") showQuoting();
  else open(left);
}

function showQuoting() {
  const form = byId("by-quote");
  const folded = form?.closest("details");
  if (folded) folded.open = true;
  /** @type {HTMLElement | null | undefined} */ (form?.querySelector("textarea, input:not([type=hidden])"))?.focus();
}

/** @param {HTMLDialogElement} dialog */
async function askFirst(dialog) {
  await silence();
  byId(dialog.id)?.remove();
  document.body.append(dialog);
  dialog.addEventListener("click", ({ target }) => /** @type {Element} */ (target).closest("li a") && dialog.close());
  comesUp(dialog);
  dialog.showModal();
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || !form.matches("form[data-submit-review]")) return;
  event.preventDefault();
  submitReview(form);
});
