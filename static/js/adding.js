// The source that is being added to a claim: it goes out when its card is left, as everything else on the card does, and
// until then the card says that it is not added yet.
import { byId } from "./dom.js";
import { keepDraft } from "./drafts.js";
import { onSubmitted, shelveForm, submitForm } from "./forms.js";
import { onSwap } from "./fragments.js";
import { idle } from "./send.js";
import { toast } from "./toast.js";

/** @param {number} claim */
const formOf = (claim) => /** @type {HTMLFormElement | null} */ (byId(`cite-new-${claim}`));

/** What is typed in a form's fields; what is only chosen there was chosen for one. @param {HTMLFormElement} form */
const isWritten = (form) => [...form.querySelectorAll("input:not([type=radio], [type=hidden]), textarea")].some(
  (field) => /** @type {HTMLInputElement} */ (field).value.trim(),
);

/** @param {HTMLFormElement} form */
const addressOf = (form) => /** @type {HTMLInputElement} */ (form.elements.namedItem("url")).value.trim();

/** An address, or the name of a work; one word may be the beginning of either. @param {string} address */
const isWhole = (address) => /[\s./]|[^\x00-\x7F]/.test(address);

/** Adds the source that is written on a claim's card, if one is, and settles when the server has answered or is silent. @param {number} claim */
export async function addWritten(claim) {
  const form = formOf(claim);
  if (!form || !isWritten(form)) return;
  const address = addressOf(form);
  if (!isWhole(address) && !keepDraft(form)) return; // there is no room for it: see leave in cards.js
  if (!address) return toast(`The source of claim ${claim} has no address, so it is not added yet. What you typed is kept on its card.`);
  if (!isWhole(address)) return toast(`“${address}” is not added yet: it may be but begun. It is kept on the card of claim ${claim}; Enter adds it as it is.`);
  submitForm(form);
  tell();
  await idle();
}

/** Says on each open card whether a source is written there that nobody has sent. */
function tell() {
  for (const said of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#cards .unadded"))) {
    const form = formOf(Number(said.id.slice("unadded-".length)));
    said.hidden = !form || "sent" in form.dataset || !isWritten(form);
  }
}

// A page that is left with a whole source on it leaves that to the next one.
addEventListener("pagehide", () => {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('#cards form[id^="cite-new-"]'))) {
    if (isWhole(addressOf(form)) && form.checkValidity() && !("sent" in form.dataset)) shelveForm(form);
  }
});

/** @type {Record<string, string>} */
const stances = { verified: "supports", disputed: "refutes", unproven: "context", unchecked: "context" };

// A new source does to the claim what its verdict says, until something is written there.
document.addEventListener("change", ({ target }) => {
  const { name, value, form } = /** @type {HTMLInputElement} */ (target);
  const adding = name === "verdict" && form?.id.startsWith("form-") ? formOf(Number(form.id.slice("form-".length))) : null;
  const stance = adding?.elements.namedItem("stance");
  if (adding && !isWritten(adding) && stance instanceof RadioNodeList) stance.value = stances[value];
});

document.addEventListener("input", ({ target }) => {
  if (/** @type {any} */ (target).form?.id.startsWith("cite-new-")) tell();
});
onSubmitted(tell);
onSwap(tell);
tell();
