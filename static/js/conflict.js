// A claim changed elsewhere while somebody was writing: the card shows both readings, and forms to keep one or edit both.
// What was written stays kept in this browser until one of them is chosen.
import { select } from "./cards.js";
import { byId } from "./dom.js";
import { dropDraft } from "./drafts.js";
import { onSubmitted } from "./forms.js";
import { bringForward, takeOut } from "./outbox.js";
import { load, pump } from "./send.js";

/** The card in conflict around an element. @param {EventTarget | null} target @returns {HTMLElement | null} */
const cardAround = (target) => /** @type {Element} */ (target).closest(".card.is-conflict");

/** Somebody has chosen: where the other reading was kept, it is no longer. @param {HTMLElement} card */
function choose(card) {
  const { draft, entry } = JSON.parse(card.dataset.kept ?? "{}");
  delete card.dataset.kept;
  if (draft) dropDraft(draft);
  if (entry) takeOut(entry);
}

document.addEventListener("click", (event) => {
  const card = cardAround(event.target);
  if (!card || !(/** @type {Element} */ (event.target).closest("[data-open]"))) return;
  event.preventDefault();
  choose(card);
  showSaved(Number(card.dataset.claim));
}, { capture: true });

document.addEventListener("submit", ({ target }) => {
  const card = cardAround(target);
  if (card) choose(card);
}, { capture: true });

// The answer to a choice redraws what the claim touches; the card is no longer in conflict either.
onSubmitted((_, { ok, claim }) => {
  if (ok && claim && byId(`card-${claim}`)?.classList.contains("is-conflict")) showSaved(claim);
});

/** Shows a claim as it is saved, and then what else of it was refused. @param {number} claim */
async function showSaved(claim) {
  await load(`/claims/${claim}/card?open=1`);
  select(claim, { focus: true });
  bringForward((entry) => entry.claim === claim);
  pump();
}
