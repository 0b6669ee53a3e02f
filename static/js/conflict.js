// A claim changed elsewhere while somebody was writing: the card shows both readings, and forms to keep one or edit both.
// What was written stays kept in this browser until one of them is chosen.
import { select } from "./cards.js";
import { hasGoneOn, now } from "./current.js";
import { byId, openCard } from "./dom.js";
import { dropInConflict, noteChosen } from "./drafts.js";
import { onSubmitted } from "./forms.js";
import { bringForward, takeOut, waiting } from "./outbox.js";
import { answering, shown } from "./refused.js";
import { isSending, load, pump } from "./send.js";
import { toast } from "./toast.js";

/** The claim in conflict around an element. @param {EventTarget | null} target */
const claimAround = (target) => Number(/** @type {Element} */ (target).closest(".card.is-conflict")?.getAttribute("data-claim"));

/** Somebody has chosen, and the page shows that: the other reading is kept no longer. @param {number} claim */
function chosen(claim) {
  const entry = shown.get(claim);
  if (entry) takeOut(entry);
  shown.delete(claim);
  answering.delete(claim);
}

/** What was at hand when a reading was chosen, by claim. @type {Map<number, import("./current.js").Current>} */
const chosenFrom = new Map();

/** Takes the saved reading, and withdraws the choice of another that waits. @param {number} claim */
async function takeSaved(claim) {
  chosenFrom.set(claim, now());
  const refused = shown.get(claim);
  const choice = refused && waiting().find(({ instead }) => instead === refused);
  if (choice && isSending(choice)) return toast("What you chose before is on its way. Once that is saved, the claim can be changed again.");
  if (choice) takeOut(choice.id);
  answering.delete(claim);
  if (!(await showSaved(claim))) return toast("The server does not answer, so the saved one cannot be shown. Yours is not sent; choose again in a moment.");
  dropInConflict(claim);
  chosen(claim);
  goOn(claim);
}

document.addEventListener("click", (event) => {
  const claim = claimAround(event.target);
  if (!claim || !(/** @type {Element} */ (event.target).closest("[data-open]"))) return;
  event.preventDefault();
  takeSaved(claim);
}, { capture: true });

document.addEventListener("submit", ({ target }) => {
  const claim = claimAround(target);
  if (!claim) return;
  answering.add(claim);
  chosenFrom.set(claim, now());
  const both = /** @type {HTMLFormElement | null} */ (byId(`form-${claim}`));
  if (both) noteChosen(both);
}, { capture: true });

// The answer to a choice redraws what the claim touches; the card is no longer in conflict either. A choice that is refused leaves
// all as it was.
onSubmitted(async (_, { ok, claim }) => {
  if (!claim || !answering.has(claim)) return;
  if (!ok) return answering.delete(claim);
  chosen(claim);
  await showSaved(claim);
  goOn(claim);
});

/** Shows a claim as it is saved, closed where its person has turned to something else since. Says whether that worked. @param {number} claim */
async function showSaved(claim) {
  const from = chosenFrom.get(claim) ?? now();
  chosenFrom.delete(claim);
  const stays = () => !hasGoneOn(from, claim) && (!openCard() || openCard().dataset.claim === String(claim));
  if (!stays()) return load(`/claims/${claim}/card`);
  const isThere = await load(`/claims/${claim}/card?open=1`, stays);
  if (isThere && !stays()) return load(`/claims/${claim}/card`);
  if (isThere) select(claim, { focus: true });
  return isThere;
}

/** Shows what else of a claim was refused. @param {number} claim */
function goOn(claim) {
  bringForward((entry) => entry.claim === claim);
  pump();
}
