// Printing: puts the result onto paper from where it is, as chosen. Where a page may not print (in-app browsers, frames
// that forbid it), the form opens the sheet on a page of its own instead, as it does without scripts.
"use strict";
(() => {
  const PATIENCE = 1000; // milliseconds in which a browser that can print has begun to
  const neutral = () => document.querySelector("main.result.discreet .choices")?.getAttribute("data-neutral");

  // The boxes that are ticked, as classes: the stylesheet does the rest.
  document.addEventListener("change", ({ target }) => {
    if ("checked" in target && target.closest(".choices")) mosaic.main().classList.toggle(target.name, target.checked);
  });

  // The name that a browser prints above each sheet, and proposes for a file.
  let title = "";
  addEventListener("beforeprint", () => {
    const instead = neutral();
    if (instead) [title, document.title] = [document.title, instead];
  });
  addEventListener("afterprint", () => { if (title) [document.title, title] = [title, ""]; });

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
