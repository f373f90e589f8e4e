// Moving between steps without leaving the page: one history entry a step, and focus on what is new. It makes smoother
// what works without it: each step is a plain form. See docs/decisions/0002-history.md.
"use strict";
(() => {
  const { main, form, forNotices, request } = mosaic;
  const address = () => form()?.action ?? location.href; // another one in another language
  const firstPlace = main().dataset.place;

  // An entry holds names of steps and a random mark of this frame, never an answer. A page that came by a native POST
  // is left unmarked: with a marked entry, the browser would turn its Reload into a GET.
  const mark = () => history.state?.frame ?? Math.random().toString(36).slice(2);
  /** @param {string} [place] @param {string} [from] */
  const entry = (place, from) => ({ step: place, from, frame: mark() });
  /** @param {string} [place] */
  const push = (place) => history.pushState(entry(place, history.state?.step), "", address());
  /** @param {string} [place] */
  const correct = (place) => history.replaceState(entry(place, history.state?.from), "", address());
  if (main().hasAttribute("data-fresh")) correct(firstPlace);

  /** @param {string} place */
  const go = (place, more = {}) => {
    const source = form();
    if (!source) return location.reload();
    const values = { to: place, ...more };
    request.again = () => go(place, more);
    const into = { source, target: "main", swap: "outerHTML" };
    if (window.htmx) return window.htmx.ajax("POST", source.action, { ...into, values });
    for (const [name, value] of Object.entries(values)) {
      const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      source.querySelector(`input[type="hidden"][name="${name}"]`)?.remove();
      source.append(hidden);
    }
    return source.submit();
  };
  addEventListener("popstate", ({ state }) => {
    if (!firstPlace) return;
    // Its address may be that of another language. Now, and not after the swap: a Reload at that moment would lose the
    // mark.
    if (state) correct(state.step);
    go(state?.step ?? firstPlace);
  });
  document.addEventListener("mosaic:go", (event) => go(event.detail.place, event.detail.more));

  // "Back" in the page goes back in the history where that is the same: so the browser's Back goes on from there.
  document.addEventListener("submit", (event) => {
    const back = event.submitter?.dataset.go === "back" && event.submitter.value === history.state?.from;
    if (!back || !window.htmx) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    history.back();
  }, true);

  // What must be read before the questions: what is wrong, what is asked back, what was worked out. On a whole page the
  // browser goes there by itself, but not in a frame of another site.
  const first = () => /** @type {HTMLElement | null} */ (main().querySelector("[autofocus]"));
  first()?.focus();

  /** @param {typeof push} note */
  const arrive = (note) => {
    const { place } = main().dataset;
    if (place) note(place);
    (first() ?? main().querySelector("h1")).focus();
  };
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (forNotices(ctx)) return;
    arrive(ctx.sourceEvent?.type === "submit" && main().dataset.place !== history.state?.step ? push : correct);
  });
  document.addEventListener("mosaic:language", () => arrive(correct));

  document.addEventListener("click", (event) => {
    // A double click's second click would press whatever the first one brought under the finger.
    if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
    // A link within the page moves the focus and makes no history entry, which would be one without a step.
    const within = event.target.closest('a[href^="#"]')?.getAttribute("href"); // one in a picture has no `hash`
    if (!within || !firstPlace) return;
    event.preventDefault();
    /** @type {HTMLElement | null} */
    const target = document.querySelector(within);
    for (let at = target; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    target?.focus();
  }, true);
})();
