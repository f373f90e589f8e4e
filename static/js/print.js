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

  // The whole result in place of the sheet. Where somebody who may be looking is a danger, it is printed from a page of
  // its own, which leaves that out.
  const WAYS = ["print", "print-whole"];
  let asAPage = false;
  const opensAPage = (/** @type {boolean} */ whole) => whole && mosaic.main().matches(".keeps-private");
  addEventListener("afterprint", () => {
    if (!mosaic.main().matches(".own-page")) mosaic.main().classList.remove("whole_result");
  });

  document.addEventListener("submit", (event) => {
    if (asAPage) return;
    const way = event.submitter?.dataset.go;
    const whole = way === "print-whole";
    if (!way || !WAYS.includes(way) || !window.print || opensAPage(whole)) return;
    event.preventDefault();
    mosaic.main().classList.toggle("whole_result", whole);
    let began = false;
    addEventListener("beforeprint", () => { began = true; }, { once: true });
    window.print();
    setTimeout(() => {
      if (began) return;
      document.getElementById("no-print").hidden = false;
      if (!event.target.target) return;
      asAPage = true;
      event.target.requestSubmit(event.submitter);
      asAPage = false;
    }, PATIENCE);
  });
})();
