// A form that leaves the page says whose page it is: somebody else may have signed in in this browser since, and nothing of one
// person's is kept as another's.
const { person } = document.body.dataset;

/** @param {HTMLFormElement} form @param {HTMLElement | null} button @returns {[HTMLElement, string]} what names the address, and how */
const addressed = (form, button) => (button?.hasAttribute("formaction") ? [button, "formaction"] : [form, "action"]);

export function sayWhosePageIsLeft() {
  document.addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
    const form = /** @type {HTMLFormElement} */ (target);
    if (defaultPrevented || !person || form.method !== "post") return;
    const [element, name] = addressed(form, submitter);
    const address = new URL(element.getAttribute(name) ?? "", location.href);
    if (address.pathname === "/sign-out") return;
    address.searchParams.set("page_of", person);
    element.setAttribute(name, address.pathname + address.search);
  });
}
