// What this browser keeps for a person between pages: unsent changes and half-written text, under their own names, so that
// two people at one machine never send each other's.

const person = document.body.dataset.person ?? "";

/** The name of a kept thing. @param {...string} parts */
export const keptName = (...parts) => ["stet", person, ...parts].join(".");

/** Reads what is kept under a name; null where nothing is, or nothing readable. @param {string} name */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** The names of what could not be kept as it is now. @type {Set<string>} */
const unkept = new Set();

/** Whoever leaves the page is asked first. @param {Event} event */
const askFirst = (event) => event.preventDefault();

/** What is in this page alone is lost where it is left. @param {string} name @param {boolean} isHere whether what goes by the name is */
function noteUnkept(name, isHere) {
  unkept[isHere ? "add" : "delete"](name);
  if (unkept.size) addEventListener("beforeunload", askFirst);
  else removeEventListener("beforeunload", askFirst);
}

/** What goes by a name leaves the page for the server. @param {string} name */
export const goesOut = (name) => noteUnkept(name, false);

/** Whether there was no room for what was to be kept last under a name. @param {string} name */
export const isUnkept = (name) => unkept.has(name);

/**
 * Keeps a value; null forgets it. Says whether that worked: storage can be full or forbidden.
 * @param {string} name
 * @param {unknown} value
 */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
    noteUnkept(name, false);
    return true;
  } catch {
    noteUnkept(name, value !== null);
    return false;
  }
}

/** The names that begin with these parts. @param {...string} parts */
export function keptNames(...parts) {
  const beginning = `${keptName(...parts)}.`;
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(beginning));
  } catch {
    return [];
  }
}
