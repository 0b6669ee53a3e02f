// Forms sent without leaving the page, and card forms that save themselves: choices at once, writing after a pause.
import { dropDraft, keepDraft, restoreDrafts } from "./drafts.js";
import { onSwap } from "./fragments.js";
import { clearProblem } from "./refused.js";
import { idle, send, shelve } from "./send.js";

const pause = 800; // milliseconds without a key before writing is saved

/** @type {Map<HTMLFormElement, number>} */
const pausing = new Map();
/** @type {WeakMap<HTMLFormElement, string>} what the server has, or is about to have */
const saved = new WeakMap();
/** @type {Set<(form: HTMLFormElement, answer: import("./send.js").Answer) => void>} */
const watchers = new Set();

/**
 * Calls back when a form that a person submitted was answered.
 * @param {(form: HTMLFormElement, answer: import("./send.js").Answer) => void} watch
 */
export const onSubmitted = (watch) => watchers.add(watch);

/** @param {HTMLFormElement} form @param {HTMLElement | null} [button] @returns {[string, string][]} */
const fieldsOf = (form, button) => [...new FormData(form, button ?? undefined)].map(([name, value]) => [name, String(value)]);

/** What a form says, whatever version it says it of. @param {HTMLFormElement} form */
const contentOf = (form) => JSON.stringify(fieldsOf(form).filter(([name]) => name !== "version"));

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
  const content = contentOf(form);
  if (content === saved.get(form)) return;
  saved.set(form, content);
  clearProblem(form);
  const { ok } = await send(changeOf(form));
  if (!ok) saved.delete(form);
  else if (contentOf(form) === content) dropDraft(form.id);
}

/** Saves at once everything that waits for a pause, and settles when the server has it or is silent. */
export function flush() {
  for (const form of pausing.keys()) saveForm(form);
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

/** @param {HTMLFormElement} form @param {HTMLElement | null} [button] @returns {import("./outbox.js").Change} */
const changeOf = (form, button) => ({
  url: new URL(form.action).pathname,
  fields: fieldsOf(form, button),
  form: form.id,
  claim: claimOf(form),
});

/** Sends a form that a person submitted. @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function submit(form, button) {
  if (form.dataset.sent) return;
  form.dataset.sent = "1";
  clearProblem(form);
  const answer = await send(changeOf(form, button));
  delete form.dataset.sent;
  if (answer.ok) dropDraft(form.id);
  for (const watch of watchers) watch(form, answer);
}

/** @param {HTMLFormElement} form */
const staysHere = (form) => form.method === "post" && form.enctype !== "multipart/form-data" && !("plain" in form.dataset);

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || !document.getElementById("galley") || !staysHere(form)) return;
  event.preventDefault();
  if (savesItself(form)) saveForm(form);
  else submit(form, event.submitter);
});

document.addEventListener("focusin", ({ target }) => {
  const form = savingForm(/** @type {Element} */ (target));
  if (form && !saved.has(form)) saved.set(form, contentOf(form));
});

document.addEventListener("input", ({ target }) => {
  const field = /** @type {any} */ (target);
  if (field.form) keepDraft(field.form);
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

// A page that is left within the pause leaves the change to the next one.
addEventListener("pagehide", () => {
  for (const form of pausing.keys()) shelve(changeOf(form));
  pausing.clear();
});

/**
 * Writing that was left unsaved comes back with its form, and is saved on the version it was written on.
 * @param {ParentNode[]} roots
 */
function bringBack(roots) {
  for (const form of restoreDrafts(roots)) if (savesItself(form)) saveSoon(form);
}

onSwap(bringBack);
bringBack([document]);
