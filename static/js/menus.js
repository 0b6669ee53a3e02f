// The small menus of the bar are details elements; here they close as menus do: by Escape, and by a press elsewhere.

/** @returns {HTMLDetailsElement | null} */
const openMenu = () => document.querySelector("details.menu[open]");

document.addEventListener("pointerdown", ({ target }) => {
  const menu = openMenu();
  if (menu && !menu.contains(/** @type {Node} */ (target))) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = openMenu();
  if (!menu || event.key !== "Escape") return;
  menu.open = false;
  menu.querySelector("summary")?.focus();
  event.stopImmediatePropagation();
}, { capture: true });
