// Pasting an article: what is copied from a page or a word processor goes to the server as it was copied, beside the plain text
// that is seen. As soon as that is changed by hand, it is what counts.
import { byId, say } from "./dom.js";

const text = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#import #text"));
const rich = /** @type {HTMLTextAreaElement | null} */ (document.querySelector("#import #html"));

/** Whether HTML says more than its text. @param {string} html */
const tellsMore = (html) => /<(h[1-6]|li|blockquote|a\s[^>]*href|p|table|figcaption)\b/i.test(html);

/** @param {string} html "" for what was typed */
function keep(html) {
  if (!rich) return;
  rich.value = html;
  rich.disabled = html === "";
  byId("rich")?.toggleAttribute("hidden", html === "");
}

/** @param {ClipboardEvent} event */
function paste(event) {
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!text || text.value.trim() || !tellsMore(html)) return;
  event.preventDefault();
  text.value = event.clipboardData?.getData("text/plain") ?? "";
  text.dispatchEvent(new Event("input", { bubbles: true }));
  keep(html);
  rich?.dispatchEvent(new Event("input", { bubbles: true }));
  say("Pasted with its headings, lists and links.");
}

text?.addEventListener("paste", paste);
text?.addEventListener("input", () => keep(""));
document.querySelector("[data-plain-paste]")?.addEventListener("click", () => {
  keep("");
  text?.focus();
});

/** What stands in the page, or came back to it. */
const asItStands = () => keep(rich?.value.trim() ?? "");
rich?.form?.addEventListener("restored", asItStands);
asItStands();
