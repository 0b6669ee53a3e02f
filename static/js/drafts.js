// Half-written text is kept in this browser until the server has it: a closed tab, a crash or an ended session loses none.
import { byId } from "./dom.js";
import { keep, keptName, keptNames, recall } from "./memory.js";
import { tab } from "./tabs.js";

/** @typedef {{to: string, fields: [string, string][]}} Draft to: where the form is sent, as a form's id may return elsewhere */

const kept = "#cards form[id], form#by-quote, form[data-draft][id]";
const never = '[type="password"], [type="file"], [type="hidden"]:not([name="version"], [name="claims_seen"], [name="key"])';
const unsaid = ["version", "claims_seen", "key"]; // kept with what was written, and nothing that anybody wrote

/** @param {string} id */
const nameOf = (id) => keptName("draft", tab, id);

/** What the draft of a form goes by that stands in a conflict: nobody has said yet that it is to be saved. @param {string} id */
export const inConflict = (id) => `both-${id}`;

/** @param {HTMLFormElement} form */
const idOf = (form) => (form.closest(".is-conflict") ? inConflict(form.id) : form.id);

/** @param {HTMLFormElement} form */
const addressOf = (form) => new URL(form.action).pathname;

/** Fields worth keeping. @param {HTMLFormElement} form @returns {any[]} */
const fieldsOf = (form) => [...form.elements].filter((field) => /** @type {any} */ (field).name && !field.matches(never));

/** Keeps what a form says now. False where there is no room for it. @param {HTMLFormElement} form */
export function keepDraft(form) {
  if (!form.matches(kept)) return true;
  const isSaid = (/** @type {any} */ field) => field.type !== "radio" && field.type !== "checkbox" ? true : field.checked;
  return keep(nameOf(idOf(form)), {
    to: addressOf(form),
    fields: fieldsOf(form).filter(isSaid).map((field) => [field.name, field.value]),
  });
}

/** Keeps what a change says for its form, which is not here, unless that has a draft. @param {import("./outbox.js").Change} change */
export function keepAsDraft({ url, form, fields }) {
  if (form && !draftOf(form)) keep(nameOf(form), { to: url, fields });
}

/** The server has it, or nobody wants it. @param {string} id */
export const dropDraft = (id) => keep(nameOf(id), null);

/** The server has what a form said when it was sent: its draft goes, unless more was written since. @param {import("./outbox.js").Change} change */
export function dropSent({ url, form, fields }) {
  const draft = form && draftOf(form);
  const sent = new Map(fields);
  if (draft && draft.to === url && draft.fields.every(([name, value]) => unsaid.includes(name) || sent.get(name) === value)) dropDraft(form);
}

/** @param {string} id @returns {Draft | null} */
const draftOf = (id) => recall(nameOf(id));

/** Whether all that a change says is kept as the draft of its form. @param {import("./outbox.js").Change} change */
export function isDrafted({ url, form, fields }) {
  const draft = form ? draftOf(form) : null;
  const values = new Map(draft?.fields);
  return draft?.to === url && fields.every(([name, value]) => unsaid.includes(name) || values.get(name) === value);
}

/**
 * Takes over what tabs have left that are no longer open, where this one has nothing of the form. Gives the forms that are here.
 * @param {Set<string>} others the open ones @returns {HTMLFormElement[]}
 */
export function adoptDrafts(others) {
  const adopted = [];
  for (const name of keptNames("draft")) {
    const [owner, id] = name.slice(keptName("draft", "").length).split(".");
    if (!id || owner === tab || others.has(owner) || draftOf(id)) continue;
    if (!keep(nameOf(id), recall(name))) continue; // there is no room: it stays where it is
    keep(name, null);
    adopted.push(byId(id));
  }
  return /** @type {HTMLFormElement[]} */ (adopted.filter((form) => form && !form.closest(".is-conflict")));
}

/** The forms within parts of the page whose drafts are kept. @param {ParentNode[]} roots @returns {HTMLFormElement[]} */
export const draftedIn = (roots) => roots.flatMap((root) => /** @type {HTMLFormElement[]} */ ([...root.querySelectorAll(kept)]));

/** Brings back what was left in forms that have just come. Gives those that changed by it. @param {HTMLFormElement[]} forms */
export const restoreDrafts = (forms) => forms.filter(restore);

/** @param {HTMLFormElement} form */
function restore(form) {
  const draft = draftOf(idOf(form));
  if (!draft || draft.to !== addressOf(form)) return false;
  const values = new Map(draft.fields);
  const stale = fieldsOf(form).filter((field) => !unsaid.includes(field.name) && differs(field, values));
  if (!stale.length) dropDraft(idOf(form));
  for (const field of fieldsOf(form)) if (stale.length) fill(field, values);
  form.closest("details")?.toggleAttribute("open", stale.length > 0 || form.closest("details")?.open);
  return stale.length > 0;
}

/** Whether a draft says anything of a field: of a box that is not ticked by saying nothing. @param {any} field @param {Map<string, string>} values */
const isTold = (field, values) => field.type === "checkbox" || values.has(field.name);

/** @param {any} field @param {Map<string, string>} values */
function differs(field, values) {
  if (!isTold(field, values)) return false;
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== (values.get(field.name) === field.value);
  return field.value !== values.get(field.name);
}

/** Has a field say what a draft says of it. @param {any} field @param {Map<string, string>} values */
export function fill(field, values) {
  if (!isTold(field, values)) return;
  if (field.type === "radio" || field.type === "checkbox") field.checked = values.get(field.name) === field.value;
  else field.value = values.get(field.name);
}

/**
 * A form that leaves the page is known to have arrived when a page comes up that is neither the form again nor the
 * sign-in. Until then its draft is kept.
 */
export function watchLeavingForms() {
  const pending = keptName("leaving");
  const left = recall(pending);
  if (left && !byId(left) && location.pathname !== "/sign-in") {
    dropDraft(left);
    keep(pending, null);
  }
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    const form = /** @type {HTMLFormElement} */ (target);
    if (!defaultPrevented && form.matches("form[data-draft][id]")) keep(pending, form.id);
  });
}
