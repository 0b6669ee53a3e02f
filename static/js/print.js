// The button that opens the browser's print dialog, where the paper is chosen and a PDF can be had.
document.addEventListener("click", (event) => {
  if (/** @type {Element} */ (event.target).closest("[data-print]")) print();
});
