// Forms sent without leaving the page, and card forms that save themselves: choices at once, writing after a pause.
import { adoptDrafts, draftedIn, dropDraft, fill, keepDraft, restoreDrafts } from "./drafts.js";
import { freshKey } from "./dom.js";
import { onSwap } from "./fragments.js";
import { dropArrived } from "./leaving.js";
import { aside, keyOf, waiting } from "./outbox.js";
import { clearProblem, shown } from "./refused.js";
import { changedFields, learn } from "./said.js";
import { idle, send, shelve } from "./send.js";
import { isCopy } from "./tabs.js";
import { toast } from "./toast.js";

const pause = 800; // milliseconds without a key before writing is saved

/** @type {Map<HTMLFormElement, number>} */
const pausing = new Map();
/** @type {Set<(form: HTMLFormElement, answer: import("./send.js").Answer) => void>} */
const watchers = new Set();

/**
 * Calls back when a form that a person submitted was answered.
 * @param {(form: HTMLFormElement, answer: import("./send.js").Answer) => void} watch
 */
export const onSubmitted = (watch) => watchers.add(watch);

/** @param {HTMLFormElement} form @param {HTMLElement | null} [button] @returns {[string, string][]} */
const fieldsOf = (form, button) => [...new FormData(form, button ?? undefined)].map(([name, value]) => [name, String(value)]);

/**
 * What is to be saved of a form: of a claim the fields that were changed, of a source all, since it is replaced whole.
 * @param {HTMLFormElement} form
 */
function unsavedOf(form) {
  const changed = changedFields(form);
  const always = fieldsOf(form).filter(([name]) => name === "version" || !form.matches(".card-form"));
  return changed.length ? [...new Map([...always, ...changed])] : [];
}

/** In a conflict nothing is saved before somebody says so. @param {HTMLFormElement} form */
const savesItself = (form) => "autosave" in form.dataset && !form.closest(".is-conflict");

/** @param {Element | null} element @returns {HTMLFormElement | null} */
const savingForm = (element) => {
  const form = /** @type {any} */ (element)?.form;
  return form && savesItself(form) ? form : null;
};

/** @param {HTMLFormElement} form */
const claimOf = (form) => Number(form.closest("[data-claim]")?.getAttribute("data-claim")) || undefined;

/** Saves what a card's form says, unless the server has that already. @param {HTMLFormElement} form */
export async function saveForm(form) {
  clearTimeout(pausing.get(form));
  pausing.delete(form);
  const fields = unsavedOf(form);
  if (!fields.length) return dropDraft(form);
  const unlearn = learn(form, fields);
  clearProblem(form);
  const { ok } = await send(changeOf(form, fields));
  if (!ok) unlearn();
  else if (form.isConnected && !changedFields(form).length) dropDraft(form); // else that is the draft of the form that stands in its place
}

/** @type {Set<() => void>} */
const pauses = new Set();

/** Has what waits for a pause elsewhere sent with what waits in forms. @param {() => void} save */
export const onFlush = (save) => pauses.add(save);

/** Saves at once everything that waits for a pause, and settles when the server has it or is silent. */
export function flush() {
  for (const form of pausing.keys()) saveForm(form);
  for (const save of pauses) save();
  return idle();
}

/**
 * An address that is half written is not worth a complaint yet: it is saved when it is whole, or left.
 * @param {HTMLFormElement} form
 */
function saveSoon(form) {
  clearTimeout(pausing.get(form));
  pausing.set(form, setTimeout(() => form.checkValidity() && saveForm(form), pause));
}

/** @param {HTMLFormElement} form @param {[string, string][]} fields @returns {import("./outbox.js").Change} */
const changeOf = (form, fields) => ({
  url: new URL(form.action).pathname,
  fields,
  form: form.id,
  claim: claimOf(form),
  instead: form.closest(".is-conflict") ? shown.get(claimOf(form)) : undefined,
});

/** Sends a form as a person submits it, unless it is on its way. @param {HTMLFormElement} form @param {HTMLElement | null} [button] */
export async function submitForm(form, button) {
  if (form.dataset.sent) return;
  const sent = (form.dataset.sent = freshKey());
  clearProblem(form);
  const answer = await send(changeOf(form, fieldsOf(form, button)));
  if (form.dataset.sent === sent) delete form.dataset.sent;
  for (const watch of watchers) watch(form, answer);
}

/** @param {HTMLFormElement} form */
const keyField = (form) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem("key"));

/** Whether a form still says what was sent of it by a change. @param {HTMLFormElement} form @param {import("./outbox.js").Change} change */
export const isAsSent = (form, change) => keyField(form)?.value === keyOf(change);

/** Empties a form that is on its way for the next of its kind. Says whether it is. @param {HTMLFormElement} form */
export function makeRoom(form) {
  if (!("sent" in form.dataset)) return false;
  form.reset();
  const key = keyField(form);
  if (key) key.value = freshKey();
  delete form.dataset.sent;
  return true;
}

/** What is written in a form that is on its way is sent for itself. @param {HTMLFormElement} form */
function beginAnew(form) {
  const key = keyField(form);
  if (key && waiting().some((entry) => entry.form === form.id && isAsSent(form, entry))) key.value = freshKey();
  delete form.dataset.sent;
}

/** @param {HTMLFormElement} form */
const staysHere = (form) => form.method === "post" && form.enctype !== "multipart/form-data" && !("plain" in form.dataset);

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || !document.getElementById("galley") || !staysHere(form)) return;
  event.preventDefault();
  if (savesItself(form)) saveForm(form);
  else submitForm(form, event.submitter);
});

let warned = false;

/** What is typed now is nowhere but in the page. */
function warnOnce() {
  if (!warned) toast("The browser’s storage is full: what you type is in this page alone until it is saved. Leave the page open.");
  warned = true;
}

document.addEventListener("input", ({ target }) => {
  const field = /** @type {any} */ (target);
  if (field.form) beginAnew(field.form);
  if (field.form && !keepDraft(field.form)) warnOnce();
  const form = savingForm(field);
  if (form) saveSoon(form);
});

document.addEventListener("change", ({ target }) => {
  const form = savingForm(/** @type {Element} */ (target));
  if (form) saveForm(form);
});

document.addEventListener("focusout", ({ target }) => {
  const form = savingForm(/** @type {Element} */ (target));
  if (form && pausing.has(form)) saveForm(form);
});

/** Leaves what a form says to the next page. @param {HTMLFormElement} form */
export function shelveForm(form, fields = fieldsOf(form)) {
  if (fields.length) shelve(changeOf(form, fields));
}

// A page that is left within the pause leaves the change to the next one.
addEventListener("pagehide", () => {
  for (const form of pausing.keys()) shelveForm(form, unsavedOf(form));
  pausing.clear();
});

/**
 * Writing that was left unsaved comes back with its form, and is saved on the version it was written on.
 * @param {HTMLFormElement[]} forms that have just come
 */
function bringBack(forms) {
  for (const entry of waiting()) showWaiting(forms.find(({ id }) => id === entry.form), entry);
  const back = restoreDrafts(forms);
  for (const form of back) if (savesItself(form)) saveSoon(form);
  return back;
}

/** What another tab is writing is that tab's. @param {HTMLFormElement} form */
function giveBack(form) {
  clearTimeout(pausing.get(form));
  pausing.delete(form);
  form.reset();
}

/**
 * A card's form says what is on its way of it, so that another choice is one.
 * @param {HTMLFormElement | undefined} form @param {import("./outbox.js").Entry} entry
 */
function showWaiting(form, { url, fields }) {
  if (!form || !savesItself(form) || new URL(form.action).pathname !== url) return;
  const said = new Map(fields.filter(([name]) => name !== "version"));
  for (const field of /** @type {any} */ (form.elements)) if (said.has(field.name)) fill(field, said);
  learn(form, [...said]);
}

/** Brings back what closed tabs have left half written here. @param {Set<string>} others the tabs that are open */
export function takeOverDrafts(others) {
  if (isCopy) backAtFirst.forEach(giveBack);
  bringBack(adoptDrafts(others, [...waiting(), ...aside()]));
}

dropArrived();
onSwap((pieces) => bringBack(draftedIn(pieces)));
const backAtFirst = bringBack(draftedIn([document]));
