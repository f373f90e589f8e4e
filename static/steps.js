// Moving between steps without leaving the page: one history entry a step, focus on what is new, and a plain word when
// a request is slow or fails. Everything here makes smoother what works without it: each step is a plain form.
// See docs/decisions/history.md.
"use strict";
(() => {
  const main = () => document.querySelector("main");
  const form = () => document.querySelector("main form");
  const show = (id, shown) => { document.getElementById(id).hidden = !shown; };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let again = null;      // what "Try again" does
  let patience = 0;      // the timer after which a slow request is mentioned
  let urgentBefore = ""; // the notices on the page before new ones arrive
  const firstPlace = main().dataset.place;

  // An entry holds the name of a step and a random mark of this frame, never an answer. A page that came by a native
  // POST is left unmarked: with a marked entry, the browser would turn its Reload into a GET and lose the answers.
  const entry = (place) => ({ step: place, frame: history.state?.frame ?? Math.random().toString(36).slice(2) });
  if (main().hasAttribute("data-fresh")) history.replaceState(entry(firstPlace), "");

  // A double click's second click would press whatever the first one brought under the finger.
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
  }, true);

  const go = (place) => {
    if (!form() || !window.htmx) return location.reload();
    again = () => go(place);
    return htmx.ajax("POST", form().action, { source: form(), target: "main", swap: "outerHTML", values: { to: place } });
  };

  addEventListener("popstate", (event) => {
    if (firstPlace && !location.hash) go(event.state?.step ?? firstPlace);
  });

  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.target?.id === "notices") {
      urgentBefore = urgent();
      return;
    }
    if (ctx.sourceEvent?.type === "submit") {
      const { submitter } = ctx.sourceEvent;
      again = () => form().requestSubmit(submitter?.isConnected ? submitter : undefined);
    }
    show("trouble", false);
    clearTimeout(patience);
    patience = setTimeout(show, 1500, "waiting", true);
  });

  const quiet = () => { clearTimeout(patience); show("waiting", false); };
  const failed = (ctx) => {
    quiet();
    if (ctx?.target?.id !== "notices") show("trouble", true);
  };
  document.addEventListener("htmx:error", (event) => failed(event.detail.ctx));
  document.querySelector("#trouble button").addEventListener("click", () => again?.());

  // Only our own answers may take the place of the form: a proxy's error page or a captive portal's would lose it.
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (!ctx.response || (ctx.response.status < 500 && ctx.response.headers.has("Support-Mosaic"))) return;
    event.preventDefault();
    failed(ctx);
  });

  document.addEventListener("htmx:after:swap", (event) => {
    const { ctx } = event.detail;
    if (ctx.target?.id === "notices") return reveal();
    quiet();
    const place = main().dataset.place;
    if (place) {
      const moved = ctx.sourceEvent?.type === "submit" && place !== history.state?.step;
      history[moved ? "pushState" : "replaceState"](entry(place), "");
    }
    (document.getElementById("summary") ?? main().querySelector("h1")).focus();
  });

  // A notice appears above the questions. If that is out of view, bring it there; focus stays where the person is.
  const urgent = () => [...document.querySelectorAll("#notices [data-urgent]")].map((one) => one.dataset.urgent).join();
  const reveal = () => {
    const notices = document.getElementById("notices");
    if (urgent() === urgentBefore || !notices.firstElementChild) return;
    if (notices.getBoundingClientRect().top < 0) notices.scrollIntoView({ behavior: still.matches ? "auto" : "smooth" });
  };
})();
