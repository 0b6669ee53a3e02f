// A claim changed elsewhere while somebody was writing: the card shows both readings, and forms to keep one or edit both.
// What was written stays kept in this browser until one of them is chosen.
import { select } from "./cards.js";
import { byId } from "./dom.js";
import { dropDraft } from "./drafts.js";
import { onSubmitted } from "./forms.js";
import { load } from "./send.js";

/** The claim in conflict around an element. @param {EventTarget | null} target */
const claimAround = (target) => /** @type {Element} */ (target).closest(".card.is-conflict")?.getAttribute("data-claim");

document.addEventListener("click", (event) => {
  const claim = claimAround(event.target);
  if (!claim || !(/** @type {Element} */ (event.target).closest("[data-open]"))) return;
  event.preventDefault();
  dropDraft(`form-${claim}`);
  showSaved(Number(claim));
}, { capture: true });

document.addEventListener("submit", ({ target }) => {
  const claim = claimAround(target);
  if (claim) dropDraft(`form-${claim}`);
}, { capture: true });

// The answer to a choice redraws what the claim touches; the card is no longer in conflict either.
onSubmitted((_, { ok, claim }) => {
  if (ok && claim && byId(`card-${claim}`)?.classList.contains("is-conflict")) showSaved(claim);
});

/** @param {number} claim */
async function showSaved(claim) {
  await load(`/claims/${claim}/card?open=1`);
  select(claim, { focus: true });
}
