// The article bar’s word of what is not saved: the banner and the list that tell of it stand above the text, which is often scrolled past them.
import { byId, icon, make } from "./dom.js";

/** How many changes each of them tells of. */
const told = { "not-saved": 0, banner: 0 };

/** @param {keyof typeof told} where @param {number} count */
export function tellInBar(where, count) {
  told[where] = count;
  const all = told["not-saved"] + told.banner;
  if (!all) return byId("unsaved")?.remove();
  const word = byId("unsaved") ?? made();
  word.querySelector("b")?.replaceChildren(String(all));
}

function made() {
  const word = make("button", { id: "unsaved", class: "btn unsaved", type: "button" }, icon("offline"), make("span", {}, "Not saved: ", make("b")));
  word.addEventListener("click", lead);
  document.querySelector(".bar--bench .bar-tools")?.before(word);
  return word;
}

function lead() {
  scrollTo({ top: 0 });
  document.querySelector("#not-saved button, #banner .btn")?.focus({ preventScroll: true });
}
