// A button that copies a text of the page (`data-copies` is its id). Where that is refused, as in a frame whose page does not
// allow it, the text is chosen, and the button says so. Without scripts there is no button: the text stands there.
"use strict";
(() => {
  const offer = () => {
    for (const button of document.querySelectorAll('button[data-go="copy"]')) {
      /** @type {HTMLButtonElement} */ (button).hidden = false;
    }
  };
  offer();
  document.addEventListener("htmx:after:swap", offer);
  document.addEventListener("mosaic:language", offer);

  document.addEventListener("click", async ({ target }) => {
    const button = /** @type {CopyButton | null} */ (target.closest('[data-go="copy"]'));
    const text = button && document.getElementById(button.dataset.copies);
    if (!button || !text) return;
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      button.textContent = button.dataset.done;
    } catch {
      getSelection()?.selectAllChildren(text);
      button.textContent = button.dataset.refused;
    }
  });
})();
