// Calculators: Enter in one of their fields works it out, and a number typed there is no answer that could raise a
// notice. Without scripts, Enter goes on, and the server works out what is not answered yet.
"use strict";
(() => {
  /** @param {Element} target */
  const isField = (target) => target.matches("[data-helper]");
  document.addEventListener("change", (event) => {
    if (isField(event.target)) event.stopImmediatePropagation();
  }, true); // before notices.js and htmx hear of it
  document.addEventListener("keydown", (event) => {
    const { key, target, isComposing } = event;
    if (key !== "Enter" || isComposing || !isField(target)) return;
    event.preventDefault();
    target.closest("details")?.querySelector("button")?.click();
  });
})();
