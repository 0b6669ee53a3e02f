// Offers known sources while an address is typed: the combobox pattern of ARIA 1.2, with a list for a popup.
import { make, say } from "./dom.js";
import { comesUp } from "./typing.js";

/** @typedef {{url: string, title: string, publisher: string, published_on: string, uses: number}} Source */

const pause = 150; // milliseconds without a key before the server is asked

/** @type {{field: HTMLInputElement, list: HTMLElement, sources: Source[], at: number} | null} */
let offer = null;
/** @type {number | undefined} */
let timer;

/** @param {HTMLInputElement} field */
async function ask(field) {
  const words = field.value.trim();
  if (words.length < 2) return close();
  const headers = { Accept: "application/json", "Stet-Person": document.body.dataset.person ?? "" };
  const answer = await fetch(`/sources?q=${encodeURIComponent(words)}`, { headers }).catch(() => null);
  /** @type {Source[]} */
  const sources = answer?.ok ? await answer.json().catch(() => []) : [];
  if (field.value.trim() !== words || document.activeElement !== field) return;
  close();
  if (sources.length) show(field, sources);
}

/** @param {HTMLInputElement} field @param {Source[]} sources */
function show(field, sources) {
  const id = `sources-for-${field.id || field.form?.id}`;
  const list = make("ul", { class: "suggestions", role: "listbox", id, "aria-label": "Known sources" });
  list.append(...sources.map((source, i) => option(source, `${id}-${i}`)));
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", id);
  field.setAttribute("aria-expanded", "true");
  offer = { field, list, sources, at: -1 };
  comesUp(list); // over what stands below
  say(sources.length === 1 ? "1 known source. Arrow down to take it." : `${sources.length} known sources. Arrow down to choose.`);
}

/** @param {Source} source @param {string} id */
function option({ title, url, publisher, uses }, id) {
  const about = [publisher, url, uses === 1 ? "used once" : `used ${uses} times`].filter(Boolean).join(" · ");
  return make("li", { role: "option", id, "aria-selected": "false" }, make("b", {}, title || url), make("span", {}, about));
}

function close() {
  if (!offer) return;
  offer.list.remove();
  offer.field.setAttribute("aria-expanded", "false");
  offer.field.removeAttribute("aria-controls");
  offer.field.removeAttribute("aria-activedescendant");
  offer = null;
}

/** @param {number} by */
function move(by) {
  if (!offer) return;
  const count = offer.sources.length;
  choose((offer.at + by + (offer.at < 0 && by < 0 ? 1 : 0) + count) % count);
  offer.list.children[offer.at].scrollIntoView({ block: "nearest" });
}

/** @param {number} at -1 for none */
function choose(at) {
  if (!offer) return;
  offer.at = at;
  for (const [i, item] of [...offer.list.children].entries()) item.setAttribute("aria-selected", String(i === at));
  const chosen = offer.list.children[at];
  if (chosen) offer.field.setAttribute("aria-activedescendant", chosen.id);
  else offer.field.removeAttribute("aria-activedescendant");
}

/** What the source taken before has filled in, by the field. @type {WeakMap<HTMLInputElement, string>} */
const filled = new WeakMap();

/** Takes a source over: its address, and what is known of it where nobody has written anything. @param {number} at */
function take(at) {
  if (!offer) return;
  const { field, sources } = offer;
  const { url, title, publisher, published_on } = sources[at];
  close();
  field.value = url;
  for (const [name, value] of Object.entries({ title, publisher, published_on })) {
    const other = /** @type {HTMLInputElement | null | undefined} */ (field.form?.elements.namedItem(name));
    if (!other || (other.value && other.value !== filled.get(other))) continue;
    other.value = value;
    filled.set(other, value);
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
  clearTimeout(timer);
}

/** @type {Record<string, () => void>} */
const keys = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => take(offer?.at ?? 0),
  Escape: close,
};

document.addEventListener("input", ({ target }) => {
  if (!(/** @type {Element} */ (target).matches("input[data-suggest]"))) return;
  choose(-1); // what was chosen was for other words
  clearTimeout(timer);
  timer = setTimeout(ask, pause, target);
});

document.addEventListener("keydown", (event) => {
  if (!offer || event.target !== offer.field || event.isComposing || !(event.key in keys)) return;
  if (offer.at < 0 && (event.key === "Enter" || event.key === "Escape")) return close(); // nothing is chosen: the key is the field's
  event.preventDefault();
  event.stopImmediatePropagation();
  keys[event.key]();
}, { capture: true });

/** @param {Event} event */
const optionAt = ({ target }) => /** @type {Element} */ (target).closest(".suggestions li");

let isMeant = false; // the press that is under way: it began on a list that could be seen

document.addEventListener("pointerdown", () => (isMeant = Boolean(offer) && !("unseen" in (offer?.list.dataset ?? {}))));

document.addEventListener("mousedown", (event) => {
  if (optionAt(event)) event.preventDefault(); // the focus stays in the field
});

document.addEventListener("click", (event) => {
  const chosen = optionAt(event);
  if (chosen && offer && isMeant) take([...offer.list.children].indexOf(chosen));
});

document.addEventListener("focusout", ({ target }) => {
  if (target === offer?.field) close();
});
