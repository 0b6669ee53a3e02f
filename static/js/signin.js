// The session ended in mid-edit: signing in again in a dialog, with everything that was typed left as it stands.
import { byId, make } from "./dom.js";
import { parse } from "./fragments.js";

const dialog = /** @type {HTMLDialogElement} */ (byId("sign-in-again")); // no page has one before somebody is signed in
const form = /** @type {HTMLFormElement} */ (dialog?.querySelector("form"));

/** @type {((signedIn: boolean) => void)[]} */
let asking = [];

/**
 * Asks for the password. True when the same person is signed in again; false when they would rather not now. Somebody
 * else gets their own page.
 * @returns {Promise<boolean>}
 */
export function signInAgain() {
  if (!dialog) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    return new Promise(() => {});
  }
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => asking.push(resolve));
}

/** @param {boolean} signedIn */
function settle(signedIn) {
  const waiting = asking;
  asking = [];
  for (const resolve of waiting) resolve(signedIn);
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const response = await fetch("/sign-in", { method: "POST", headers: { "Stet-Fragments": "1" }, body }).catch(() => null);
  if (!response?.ok) return complain(await response?.text());
  const person = response.headers.get("Stet-Person");
  if (person && person !== document.body.dataset.person) return location.reload();
  form.reset();
  settle(true);
  dialog.close();
});

/** @param {string} [html] */
function complain(html) {
  const problem = html && parse(html).find((piece) => piece.id === "problem");
  form.querySelector(".problem")?.remove();
  const said = problem ? problem.textContent : "The server does not answer. Try again in a moment.";
  form.prepend(make("p", { class: "problem", role: "alert" }, said));
  /** @type {HTMLElement | null} */ (form.querySelector('[type="password"]'))?.focus();
}

dialog?.addEventListener("close", () => settle(false));
