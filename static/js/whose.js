// Whose page it is: somebody else may have signed in in this browser since, or nobody is any more. A form that leaves the page says so,
// for nothing of one person's is kept as another's; and a page that the browser had put away is not shown to others.
const { person = "" } = document.body.dataset;
const lastShown = "stet.person"; // names whose page came last from the server
const signOuts = ["/sign-out", "/you/sign-out-everywhere"];

/** @param {HTMLFormElement} form @param {HTMLElement | null} button @returns {[HTMLElement, string]} what names the address, and how */
const addressed = (form, button) => (button?.hasAttribute("formaction") ? [button, "formaction"] : [form, "action"]);

export function sayWhosePageIsLeft() {
  document.addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
    const form = /** @type {HTMLFormElement} */ (target);
    if (defaultPrevented || !person || form.method !== "post") return;
    const [element, name] = addressed(form, submitter);
    const { pathname } = addressIn(element, name);
    if (signOuts.includes(pathname)) remember(""); // the next page may be left before its scripts are there
    if (pathname !== "/sign-out") sayWhose(element, name);
  });
}

/** @param {HTMLElement} element @param {string} name */
const addressIn = (element, name) => new URL(element.getAttribute(name) ?? "", location.href);

/** Has an address say whose page a form is sent from. @param {HTMLElement} element @param {string} name of the attribute that holds it */
export function sayWhose(element, name) {
  const address = addressIn(element, name);
  address.searchParams.set("page_of", person);
  element.setAttribute(name, address.pathname + address.search);
}

/** @param {string} who @returns {boolean} whether they are remembered: without storage nobody's page can be told from another's */
function remember(who) {
  try {
    localStorage.setItem(lastShown, who);
    return true;
  } catch {
    return false;
  }
}

/** Has a page that the browser had put away asked for anew where it is not of whoever is here now. */
export function hideFromOthers() {
  if (!remember(person)) return;
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || localStorage.getItem(lastShown) === person) return;
    document.body.hidden = true;
    location.reload();
  });
}
