// Printing: puts the result onto paper from where it is, as chosen. Where a page may not print (in-app browsers, frames
// that forbid it), the form opens the sheet on a page of its own instead, as it does without scripts.
"use strict";
(() => {
  const PATIENCE = 1000; // milliseconds in which a browser that can print has begun to
  const main = () => document.querySelector("main.result");
  const neutral = () => main()?.classList.contains("discreet") && main().querySelector(".choices")?.dataset.neutral;

  // The boxes that are ticked, as classes: the stylesheet does the rest.
  const choose = ({ name, checked }) => main().classList.toggle(name, checked);
  document.addEventListener("change", ({ target }) => { if (target.closest(".choices")) choose(target); });

  // The name that a browser prints above each sheet, and proposes for a file.
  let title = null;
  addEventListener("beforeprint", () => { if (neutral()) [title, document.title] = [document.title, neutral()]; });
  addEventListener("afterprint", () => { if (title) [document.title, title] = [title, null]; });

  document.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.go !== "print" || !window.print) return;
    event.preventDefault();
    let began = false;
    addEventListener("beforeprint", () => { began = true; }, { once: true });
    window.print();
    setTimeout(() => {
      if (began) return;
      document.getElementById("no-print").hidden = false;
      if (event.target.target) event.target.submit();
    }, PATIENCE);
  });
})();
