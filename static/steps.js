// Moving between steps without leaving the page: one history entry a step, focus on what is new, and a plain word when
// a request is slow or fails. It makes smoother what works without it: each step is a plain form.
// See docs/decisions/history.md.
"use strict";
(() => {
  const SLOW = 1500; // milliseconds after which a request that is still under way is mentioned
  const main = () => document.querySelector("main");
  const form = () => document.querySelector("main form");
  const show = (id, shown) => { document.getElementById(id).hidden = !shown; };
  const firstPlace = main().dataset.place;
  let again = null; // what "Try again" does
  let waiting = 0;  // the timer of a slow request

  // An entry holds the name of a step and a random mark of this frame, never an answer. A page that came by a native
  // POST is left unmarked: with a marked entry, the browser would turn its Reload into a GET and lose the answers.
  const entry = (place) => ({ step: place, frame: history.state?.frame ?? Math.random().toString(36).slice(2) });
  if (main().hasAttribute("data-fresh")) history.replaceState(entry(firstPlace), "");

  const go = (place, more = {}) => {
    if (!form()) return location.reload();
    const values = { to: place, ...more };
    again = () => go(place, more);
    if (window.htmx) return htmx.ajax("POST", form().action, { source: form(), target: "main", swap: "outerHTML", values });
    for (const [name, value] of Object.entries(values)) {
      const field = form().elements[name] ?? form().appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      field.value = value;
    }
    return form().submit();
  };
  addEventListener("popstate", (event) => { if (firstPlace) go(event.state?.step ?? firstPlace); });
  document.addEventListener("mosaic:go", (event) => go(event.detail.place, event.detail.more));

  // Requests: said when slow, said when failed, never at the cost of what was chosen ----------------------------------

  const settled = () => { clearTimeout(waiting); show("waiting", false); };
  const failed = (ctx) => {
    if (ctx.target?.id === "notices") return; // said again after Continue
    settled();
    show("trouble", true);
  };
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (ctx.target?.id === "notices") return;
    if (ctx.sourceEvent?.type === "submit") {
      const { submitter } = ctx.sourceEvent;
      again = () => form().requestSubmit(submitter?.isConnected ? submitter : undefined);
    }
    show("trouble", false);
    settled();
    waiting = setTimeout(show, SLOW, "waiting", true);
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => failed(ctx));
  document.querySelector("#trouble button").addEventListener("click", () => again?.());

  // Only our own answer may take the place of the form: a proxy's error page or a captive portal's would lose it.
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (ctx.response.status < 500 && ctx.response.headers.has("Support-Mosaic")) return;
    event.preventDefault();
    failed(ctx);
  });

  // After a swap ------------------------------------------------------------------------------------------------------

  const urgent = () => [...document.querySelectorAll("#notices [data-urgent]")].map((one) => one.dataset.urgent).join();
  let urgentBefore = urgent();

  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.target?.id === "notices") return reveal();
    settled();
    const { place } = main().dataset;
    if (place) {
      const moved = ctx.sourceEvent?.type === "submit" && place !== history.state?.step;
      history[moved ? "pushState" : "replaceState"](entry(place), "");
    }
    urgentBefore = urgent();
    (document.getElementById("summary") ?? main().querySelector("h1")).focus();
  });

  // A notice appears above the questions. Where that is out of view, bring it there; focus stays where the person is.
  function reveal() {
    const notices = document.getElementById("notices");
    const isNew = urgent() !== urgentBefore && notices.firstElementChild;
    urgentBefore = urgent();
    if (isNew && notices.getBoundingClientRect().top < 0) notices.scrollIntoView();
  }

  // Clicks ------------------------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    // A double click's second click would press whatever the first one brought under the finger.
    if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
    // A link within the page moves the focus and makes no history entry, which would be one without a step.
    const within = event.target.closest('a[href^="#"]');
    if (!within || !firstPlace) return;
    event.preventDefault();
    document.querySelector(within.hash).focus();
  }, true);
})();
