// The sheet as text: handed to another app where the browser can do that, else put into the clipboard. Where it may do
// neither, the text is opened and chosen, to be copied by hand. Without scripts it waits under its fold.
"use strict";
(() => {
  const offer = () => {
    const button = /** @type {ShareButton | null} */ (document.querySelector('button[data-go="share"]'));
    if (button) button.hidden = false;
  };
  offer();
  document.addEventListener("htmx:after:swap", offer);
  document.addEventListener("mosaic:language", offer);

  /** @param {HTMLTextAreaElement} field */
  const show = (field) => {
    const fold = field.closest("details");
    if (fold) fold.open = true;
    field.select();
  };

  document.addEventListener("click", async ({ target }) => {
    const button = /** @type {ShareButton | null} */ (target.closest('[data-go="share"]'));
    if (!button) return;
    const field = document.getElementById("sheet-text");
    try {
      if (navigator.share) return await navigator.share({ text: field.value });
    } catch (error) {
      if (/** @type {Error} */ (error).name === "AbortError") return undefined; // who closes the list of apps has chosen
    }
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
    } catch {
      show(field);
      button.textContent = button.dataset.refused;
    }
    return undefined;
  });
})();
