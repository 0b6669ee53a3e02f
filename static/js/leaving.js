// Forms that leave their page: what they say is kept until the server says that it has taken them.
import { freshKey, make } from "./dom.js";
import { draftAt, leaveWith } from "./drafts.js";
import { keep, keptNames } from "./memory.js";

const arrival = "stet-arrived-"; // begins the cookies in which the server says which forms it has taken

/** The drafts of forms that the server has taken go, unless more was written since. */
export function dropArrived() {
  const arrived = document.cookie.split("; ").filter((one) => one.startsWith(arrival)).map((one) => one.slice(arrival.length).split("=")[0]);
  for (const name of arrived.length ? keptNames("draft") : []) {
    if (arrived.includes(draftAt(name)?.sent ?? "")) keep(name, null);
  }
  for (const sent of arrived) document.cookie = `${arrival}${sent}=; Path=/; Max-Age=0`;
}

/** Gives forms that leave the page a key, by which the server says that it has taken them. */
export function watchLeavingForms() {
  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    const form = /** @type {HTMLFormElement} */ (target);
    if (defaultPrevented || !form.matches("form[data-draft][id]")) return;
    const key = freshKey();
    form.querySelector("[name=arrival]")?.remove();
    form.append(make("input", { type: "hidden", name: "arrival", value: key }));
    leaveWith(form, key);
  });
}
