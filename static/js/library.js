// The library and the import forms: a file dropped on a form is taken in, an order chosen is an order shown.

/** @param {HTMLFormElement} form */
function takeDrops(form) {
  const file = /** @type {HTMLInputElement | null} */ (form.querySelector('input[type="file"]'));
  if (!file) return;
  let depth = 0; // dragenter and dragleave come for every element inside, too
  const over = (/** @type {number} */ by) => {
    depth = Math.max(0, depth + by);
    form.classList.toggle("is-over", depth > 0);
  };
  form.addEventListener("dragenter", () => over(1));
  form.addEventListener("dragleave", () => over(-1));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(-depth);
    if (!event.dataTransfer?.files.length) return;
    file.files = event.dataTransfer.files;
    /** @type {HTMLElement | null} */ (form.querySelector('[type="submit"]'))?.focus();
  });
}

for (const form of document.forms) takeDrops(form);

document.addEventListener("change", ({ target }) => {
  const select = /** @type {HTMLSelectElement} */ (target);
  if (select.matches("select[data-submit]")) select.form?.requestSubmit();
});
