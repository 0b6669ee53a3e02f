// The session ended in mid-edit: signing in again in a dialog, with everything that was typed left as it stands.
import { byId, make } from "./dom.js";
import { focusAgain, focusKey } from "./focus.js";
import { parse } from "./fragments.js";
import { isWriting, silence } from "./typing.js";

const dialog = /** @type {HTMLDialogElement} */ (byId("sign-in-again")); // no page has one before somebody is signed in
const form = /** @type {HTMLFormElement} */ (dialog?.querySelector("form"));

const first = byId("again-step")?.cloneNode(true); // name and password; a second factor's code may be asked for after them

/** @type {((signedIn: boolean) => void)[]} */
let asking = [];

/** Where somebody was writing when the dialog came up. @type {import("./focus.js").FocusKey | null} */
let hands = null;

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
  silence().then(ask);
  return new Promise((resolve) => asking.push(resolve));
}

function ask() {
  if (!asking.length || dialog.open) return;
  hands = isWriting() ? focusKey() : null;
  dialog.showModal();
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
  if (response?.status !== 204) return askOn(await response?.text().catch(() => ""));
  const person = response.headers.get("Stet-Person");
  if (person && person !== document.body.dataset.person) return location.reload();
  settle(true);
  dialog.close();
  if (hands) takeUp();
});

/** Chromium gives the field that was written in the focus again, but not the caret: nothing that is typed would come. */
function takeUp() {
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  focusAgain(document.body, /** @type {import("./focus.js").FocusKey} */ (hands));
}

/** The server asks for more, or for the same once more, and says why. @param {string} [html] */
function askOn(html) {
  const pieces = html ? parse(html) : [];
  const problem = pieces.find((piece) => piece.id === "problem");
  const step = pieces.find((piece) => piece.id === "again-step");
  form.querySelector(".problem")?.remove();
  if (step) byId("again-step")?.replaceWith(step);
  if (problem || !step) form.prepend(make("p", { class: "problem", role: "alert" }, problem?.textContent ?? "The server does not answer. Try again in a moment."));
  /** @type {HTMLElement | null} */ (form.querySelector('[type="password"], [name="code"]'))?.focus();
}

dialog?.addEventListener("close", () => {
  if (first) byId("again-step")?.replaceWith(first.cloneNode(true));
  form.querySelector(".problem")?.remove();
  settle(false);
});
