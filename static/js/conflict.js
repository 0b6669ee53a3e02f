// A claim changed elsewhere while somebody was writing: the card shows both readings, and forms to keep one or edit both.
// What was written stays kept in this browser until one of them is chosen.
import { select } from "./cards.js";
import { byId } from "./dom.js";
import { dropInConflict } from "./drafts.js";
import { onSubmitted } from "./forms.js";
import { bringForward, takeOut } from "./outbox.js";
import { answering, shown } from "./refused.js";
import { load, pump } from "./send.js";

/** The claim in conflict around an element. @param {EventTarget | null} target */
const claimAround = (target) => Number(/** @type {Element} */ (target).closest(".card.is-conflict")?.getAttribute("data-claim"));

/** Somebody has chosen, and the server has it: the other reading is kept no longer. @param {number} claim */
function chosen(claim) {
  const entry = shown.get(claim);
  if (entry) takeOut(entry);
  shown.delete(claim);
  answering.delete(claim);
  dropInConflict(claim);
  showSaved(claim);
}

document.addEventListener("click", (event) => {
  const claim = claimAround(event.target);
  if (!claim || !(/** @type {Element} */ (event.target).closest("[data-open]"))) return;
  event.preventDefault();
  chosen(claim);
}, { capture: true });

document.addEventListener("submit", ({ target }) => {
  const claim = claimAround(target);
  if (claim) answering.add(claim);
}, { capture: true });

// The answer to a choice redraws what the claim touches; the card is no longer in conflict either. A choice that is refused leaves
// all as it was.
onSubmitted((_, { ok, claim }) => {
  if (!claim || !answering.has(claim)) return;
  if (ok) chosen(claim);
  else answering.delete(claim);
});

/** Shows a claim as it is saved, and then what else of it was refused. @param {number} claim */
async function showSaved(claim) {
  await load(`/claims/${claim}/card?open=1`);
  select(claim, { focus: true });
  bringForward((entry) => entry.claim === claim);
  pump();
}
