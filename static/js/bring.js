// Several files at once, and files that hold several articles: sent one after the other, each article told of as soon as it is
// done. Without scripts the same form answers with a page that grows.
import { byId, say } from "./dom.js";
import { parse } from "./fragments.js";
import { toast } from "./toast.js";

const lists = /\.(json|jsonl|ndjson|csv|zip)$/i;

/** @type {AbortController | null} */
let running = null;

/** @param {string} id */
const need = (id) => /** @type {HTMLElement} */ (byId(id));

/** @param {File[]} files */
const isMany = (files) => files.length > 1 || files.some(({ name }) => lists.test(name));

/** @param {HTMLFormElement} form */
const fileField = (form) => /** @type {HTMLInputElement} */ (form.querySelector('[type="file"]'));

/** @param {HTMLFormElement} form @returns {File[]} */
const filesOf = (form) => [...(fileField(form).files ?? [])];

/** @param {File[]} some @param {File[]} others */
const isSame = (some, others) => some.length === others.length && some.every((file, i) => file === others[i]);

/** @typedef {{articles: number, kept: number, failed: number}} Tally */

/** @param {HTMLFormElement} form @param {File[]} files */
async function run(form, files) {
  running = new AbortController();
  need("run").hidden = false;
  need("run-list").replaceChildren();
  need("run-cancel").hidden = false;
  /** @type {Tally} */
  const tally = { articles: 0, kept: 0, failed: 0 };
  for (const [at, file] of files.entries()) {
    if (running.signal.aborted) break;
    tell(`File ${at + 1} of ${files.length}: ${file.name}`, at, files.length);
    await send(form, file, tally, running.signal);
  }
  finish(files.length, tally, running.signal.aborted);
}

/** @param {number} files @param {Tally} tally @param {boolean} stopped */
function finish(files, tally, stopped) {
  running = null;
  need("run-cancel").hidden = true;
  const said = `${stopped ? "Cancelled. " : ""}${tally.kept} imported${tally.articles > tally.kept ? `, ${tally.articles - tally.kept} not: see below` : ""}.`;
  tell(said, files, files);
  say(said);
}

/** @param {string} text @param {number} at @param {number} of */
function tell(text, at, of) {
  need("run-state").textContent = text;
  Object.assign(need("run-bar"), { max: of, value: at });
}

/** @param {HTMLFormElement} form @param {File} file @param {Tally} tally @param {AbortSignal} signal */
async function send(form, file, tally, signal) {
  const body = new FormData();
  body.append("format", String(new FormData(form).get("format") ?? ""));
  body.append("file", file);
  try {
    const response = await fetch("/imports", { method: "POST", headers: { "Stet-Fragments": "1", "Stet-Person": document.body.dataset.person ?? "" }, body, signal });
    if (response.headers.get("Content-Type") !== "application/x-ndjson") return refuse(file, tally, await response.text());
    await readLines(response, tally);
  } catch {
    if (!signal.aborted) refuse(file, tally, "");
  }
}

/** @param {Response} response @param {Tally} tally */
async function readLines(response, tally) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + decoder.decode(value, { stream: !done })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line) add(JSON.parse(line), tally);
    if (done) return;
  }
}

/** @param {{outcome: string, html: string}} told @param {Tally} tally */
function add({ outcome, html }, tally) {
  tally.articles += 1;
  if (outcome === "imported") tally.kept += 1;
  need("run-list").append(...parse(html));
}

/** What the server would not take as a whole. @param {File} file @param {Tally} tally @param {string} html */
function refuse(file, tally, html) {
  tally.articles += 1;
  const item = document.createElement("li");
  item.className = "run-item run--not";
  const problem = html && parse(html).find(({ id }) => id === "problem")?.textContent;
  item.textContent = `${file.name}: ${problem || "The server does not answer. Try this file again in a moment."}`;
  need("run-list").append(item);
}

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-bring]")) return;
  const files = filesOf(form);
  if (running) {
    event.preventDefault();
    return toast("The files before are still coming in. Import these once that is done.");
  }
  if (!isMany(files)) return;
  event.preventDefault();
  run(form, files).then(() => {
    if (isSame(filesOf(form), files)) fileField(form).value = ""; // else others have been chosen since
  });
});

byId("run-cancel")?.addEventListener("click", () => running?.abort());
