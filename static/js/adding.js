// The source that is being added to a claim: it goes out when its card is left, as everything else on the card does, and
// until then the card says that it is not added yet.
import { byId } from "./dom.js";
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
const hasAddress = (form) => /** @type {HTMLInputElement} */ (form.elements.namedItem("url")).value.trim() !== "";

/** Adds the source that is written on a claim's card, if one is, and settles when the server has answered or is silent. @param {number} claim */
export async function addWritten(claim) {
  const form = formOf(claim);
  if (!form || !isWritten(form)) return;
  if (!hasAddress(form)) return toast(`The source of claim ${claim} has no address, so it is not added yet. What you typed is kept on its card.`);
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
    if (hasAddress(form) && form.checkValidity() && !("sent" in form.dataset)) shelveForm(form);
  }
});

document.addEventListener("input", ({ target }) => {
  if (/** @type {any} */ (target).form?.id.startsWith("cite-new-")) tell();
});
onSubmitted(tell);
onSwap(tell);
tell();
