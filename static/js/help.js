// The list of keys, over whatever page one is on.
import { byId } from "./dom.js";

const dialog = /** @type {HTMLDialogElement | null} */ (byId("help"));

export function help() {
  if (dialog) dialog.showModal();
  else location.assign("/help");
}

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest('a[href$="/help"]');
  if (!link || !dialog || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  help();
});
