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
    unkept.delete(name);
    return true;
  } catch {
    unkept.add(name);
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
