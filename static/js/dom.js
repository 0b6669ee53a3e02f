// Small helpers for every module: finding, making, saying.

/** @param {string} id @returns {HTMLElement | null} */
export const byId = (id) => document.getElementById(id);

/**
 * The card that stands open: the selected one of two, in the moment in which one closes.
 * @returns {HTMLElement | null}
 */
export const openCard = () => document.querySelector("#cards .card.is-open.is-selected") ?? document.querySelector("#cards .card.is-open");

/**
 * Makes an element. Text stays text: nothing here is parsed.
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const sprite = new URL("../icons.svg", import.meta.url).pathname;

/** An icon of the sprite. @param {string} name */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

/** Says something to a reader of the screen, and to nobody else. @param {string} text */
export function say(text) {
  const said = byId("said");
  if (said) said.textContent = said.textContent === text ? `${text} ` : text;
}

/** True where the cards stand in the margin, false where they are a sheet at the foot. */
export const wide = matchMedia("(min-width: 64rem)");

/** The time as the desk tells it: hours and minutes, UTC. @param {Date} [at] */
export const clock = (at = new Date()) => at.toISOString().slice(11, 16);

/** A name that is never used twice. Works without a secure context, where crypto.randomUUID does not exist. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

/** Runs a piece of work once in the next frame, however often it is asked for. @param {() => void} work */
export function oncePerFrame(work) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}
