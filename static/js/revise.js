// A correction that was begun and left comes back to its form. Where the page shows what another text would change, such as the one that
// has just been fetched, the form says which of the two stands in it, and has the other at hand.
import { byId, make } from "./dom.js";
import { fillIn, replacedIn } from "./drafts.js";

const form = /** @type {HTMLFormElement} */ (byId("revise"));
const plan = /** @type {HTMLElement} */ (byId("plan"));

/** @typedef {[string, string][]} Values by the fields' names */

const said = make("span");
const turn = make("button", { class: "btn", type: "button" });

/** What the form says while what was begun stands in it, and while what the page came with does. */
const begun = ["What stands below is a correction that you began and did not save, not the text that this page was to show.", "Show that text"];
const came = ["What stands below is the text that this page came with. Once it is changed or saved, the correction that you began is gone.", "Back to my correction"];

/** The values of the one that is not shown. @type {Values} */
let other = [];

/** @param {boolean} isBegun whether what was begun is shown */
function tell(isBegun) {
  const [what, way] = isBegun ? begun : came;
  said.textContent = what;
  turn.textContent = way;
  plan.hidden = isBegun; // it tells of the other
}

function exchange() {
  const shown = /** @type {Values} */ ([...new FormData(form)]);
  fillIn(form, { url: "", fields: other });
  other = shown;
  tell(!plan.hidden);
}

function offer() {
  const values = replacedIn(form);
  if (!values) return;
  other = values;
  tell(true);
  form.before(make("p", { id: "begun", class: "banner", role: "status" }, said, turn));
}

if (form && plan) {
  turn.addEventListener("click", exchange);
  form.addEventListener("restored", offer);
  offer();
}
