// Looking an article over by keyboard: on and back from block to block, keeping each or setting it aside.
import { byId } from "./dom.js";

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-look]"));
const boxes = /** @type {HTMLInputElement[]} */ ([...(byId("bits")?.querySelectorAll('[type="checkbox"]') ?? [])]);

function recount() {
  const aside = boxes.filter((box) => !box.checked).length;
  const told = byId("aside-count");
  if (told) told.textContent = `${aside} ${aside === 1 ? "block" : "blocks"} set aside.`;
}

/** @param {1 | -1} by */
function go(by) {
  const at = boxes.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
  const box = at < 0 ? boxes[0] : boxes[at + by];
  box?.focus();
  box?.closest("li")?.scrollIntoView({ block: "nearest" });
}

function turn() {
  const box = document.activeElement;
  if (box instanceof HTMLInputElement && boxes.includes(box)) box.click();
}

/** @type {Record<string, () => void>} */
const commands = { j: () => go(1), k: () => go(-1), x: turn, Enter: turn };

/** @param {KeyboardEvent} event */
function press(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing && !document.querySelector("dialog[open]");
  const typing = target.matches('textarea, select, input:not([type="checkbox"])');
  const elsewhere = event.key === "Enter" && !boxes.includes(/** @type {HTMLInputElement} */ (target));
  const run = commands[event.key];
  if (!plain || typing || elsewhere || !run) return;
  event.preventDefault();
  run();
}

if (form) {
  form.addEventListener("change", recount);
  form.addEventListener("restored", recount);
  document.addEventListener("keydown", press);
  recount();
}
