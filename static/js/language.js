// Another language: the whole page changes, and the document stays. As a page of its own, Back from it would lead to
// one without answers. Without scripts, or without htmx, the button posts by itself.
"use strict";
(() => {
  const PATIENCE = 30000; // milliseconds after which a request has failed, as for htmx
  const { request, isOurs, tell } = mosaic;
  document.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.go !== "language" || !window.htmx) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // htmx would swap the main part only
    change(event.target, event.submitter);
  }, true);

  /** @param {HTMLFormElement} form @param {Pick<HTMLButtonElement, "formAction" | "name" | "value">} button */
  async function change(form, { formAction, name, value }) {
    request.again = () => change(form, { formAction, name, value });
    request.begin();
    // @ts-expect-error  It would refuse a form that may send a file; ours send none.
    const body = new URLSearchParams(new FormData(form));
    body.append(name, value);
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const response = await fetch(formAction, { method: "POST", body, mode: "same-origin", signal });
      if (!isOurs(response)) return request.fail();
      wear(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch { request.fail(); }
  }
  /** @param {Document} page */
  function wear(page) {
    request.end();
    const { lang, dir } = page.documentElement;
    Object.assign(document.documentElement, { lang, dir });
    document.title = page.title;
    page.querySelectorAll("noscript").forEach((one) => one.remove());
    document.body.replaceChildren(...page.body.childNodes);
    window.htmx?.process(document.body);
    tell("mosaic:language"); // what our other scripts showed is gone
  }
})();
