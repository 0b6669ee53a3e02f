// Which tab this is, and which others are open. Each tab sends its own changes; those of a tab that was closed before it
// could are taken over by the next one.
import { freshKey } from "./dom.js";

const channel = new BroadcastChannel("stet.tabs");
const patience = 400; // milliseconds that another tab has to answer

/** This tab's name. It outlives a reload, so that a tab finds its own changes again. */
export let tab = storedTab();

function storedTab() {
  try {
    return (sessionStorage.stetTab ??= freshKey());
  } catch {
    return freshKey();
  }
}

channel.addEventListener("message", ({ data }) => {
  if (data.ask) channel.postMessage({ here: tab });
});

/** The names of the other tabs that are open now. @returns {Promise<Set<string>>} */
export function otherTabs() {
  const others = new Set();
  const listen = (/** @type {MessageEvent} */ { data }) => data.here && others.add(data.here);
  channel.addEventListener("message", listen);
  channel.postMessage({ ask: true });
  return new Promise((resolve) => {
    setTimeout(() => {
      channel.removeEventListener("message", listen);
      resolve(others);
    }, patience);
  });
}

/** Whether this tab began as a duplicate of another, whose words are not its own. */
export let isCopy = false;

/** A duplicated tab carries its original's name: it takes a new one. */
export function renameTab() {
  tab = freshKey();
  isCopy = true;
  try {
    sessionStorage.stetTab = tab;
  } catch {
    // kept for this page alone
  }
}
