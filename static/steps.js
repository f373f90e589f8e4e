// Moving between steps without leaving the page: one history entry a step, focus on what is new, and a plain word when
// a request is slow or fails. It makes smoother what works without it: each step is a plain form.
// See docs/decisions/0002-history.md.
"use strict";
(() => {
  const SLOW = 1500; // milliseconds after which a request that is still under way is mentioned
  const PATIENCE = 30000; // and after which it has failed
  const main = () => document.querySelector("main");
  const form = () => document.querySelector("main form[hx-post]");
  const address = () => form()?.action ?? location.href; // another one in another language
  const show = (id, shown) => { document.getElementById(id).hidden = !shown; };
  const firstPlace = main().dataset.place;
  let again = null; // what "Try again" does
  let waiting = 0;  // the timer of a slow request

  // History -----------------------------------------------------------------------------------------------------------

  // An entry holds names of steps and a random mark of this frame, never an answer. A page that came by a native POST
  // is left unmarked: with a marked entry, the browser would turn its Reload into a GET.
  const mark = () => history.state?.frame ?? Math.random().toString(36).slice(2);
  const push = (place) => history.pushState({ step: place, from: history.state?.step, frame: mark() }, "", address());
  const correct = (place) => history.replaceState({ step: place, from: history.state?.from, frame: mark() }, "", address());
  if (main().hasAttribute("data-fresh")) correct(firstPlace);

  const go = (place, more = {}) => {
    if (!form()) return location.reload();
    const values = { to: place, ...more };
    again = () => go(place, more);
    if (window.htmx) return htmx.ajax("POST", form().action, { source: form(), target: "main", swap: "outerHTML", values });
    for (const [name, value] of Object.entries(values)) {
      const hidden = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      form().querySelector(`input[type="hidden"][name="${name}"]`)?.remove();
      form().append(hidden);
    }
    return form().submit();
  };
  addEventListener("popstate", ({ state }) => {
    if (!firstPlace) return;
    // Its address may be that of another language. Now, and not after the swap: a Reload at that moment would lose the mark.
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

  // Requests: said when slow, said when failed, never at the cost of what was chosen ----------------------------------

  const forNotices = (ctx) => ctx?.target?.hasAttribute?.("data-watched");
  const pressing = () => document.querySelector("#way button:active") !== null;
  const settled = () => { clearTimeout(waiting); show("waiting", false); };
  const failed = (ctx) => {
    if (forNotices(ctx)) return; // said again after Continue
    settled();
    show("trouble", true);
    document.getElementById("trouble").scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (forNotices(ctx)) return;
    if (ctx.sourceEvent?.type === "submit") {
      const { submitter } = ctx.sourceEvent;
      again = () => form().requestSubmit(submitter?.isConnected ? submitter : undefined);
    }
    show("trouble", false);
    settled();
    waiting = setTimeout(show, SLOW, "waiting", true);
  });
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => failed(ctx));
  document.addEventListener("click", (event) => { if (event.target.closest("#trouble button")) again?.(); });

  // Only our own answer may take the place of the form: a proxy's error page or a captive portal's would lose it.
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    const { status, headers } = ctx.response;
    const ours = headers.has("Support-Mosaic") && (forNotices(ctx) ? status === 200 : status < 500);
    if (ours && !forNotices(ctx)) return;
    event.preventDefault();
    if (ours) putNotices(ctx.text);
    else failed(ctx);
  });

  // Another language --------------------------------------------------------------------------------------------------

  // The whole page changes, and the document stays: as a page of its own, Back from it would lead to one without answers.
  // Without scripts, or without htmx, the button posts by itself.
  document.addEventListener("submit", (event) => {
    if (event.submitter?.dataset.go !== "language" || !window.htmx) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // htmx would swap the main part only
    changeLanguage(event.target, event.submitter);
  }, true);

  async function changeLanguage(from, { formAction, name, value }) {
    again = () => changeLanguage(from, { formAction, name, value });
    show("trouble", false);
    settled();
    waiting = setTimeout(show, SLOW, "waiting", true);
    const body = new URLSearchParams(new FormData(from));
    body.append(name, value);
    try {
      const response = await fetch(formAction, { method: "POST", body, mode: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      if (!response.headers.has("Support-Mosaic") || response.status >= 500) return failed();
      wear(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch { failed(); }
  }
  function wear(page) {
    settled();
    const { lang, dir } = page.documentElement;
    Object.assign(document.documentElement, { lang, dir });
    document.title = page.title;
    page.querySelectorAll("noscript").forEach((one) => one.remove());
    document.body.replaceChildren(...page.body.childNodes);
    htmx.process(document.body);
    document.dispatchEvent(new CustomEvent("mosaic:language")); // what our other scripts showed is gone
    arrive();
  }

  // After a swap ------------------------------------------------------------------------------------------------------

  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (forNotices(ctx)) return;
    settled();
    show("reloaded", false);
    const { place } = main().dataset;
    const moved = ctx.sourceEvent?.type === "submit" && place !== history.state?.step;
    arrive(moved ? push : correct);
  });
  function arrive(note = correct) {
    const { place } = main().dataset;
    if (place) note(place);
    order = [];
    (document.getElementById("summary") ?? main().querySelector("h1")).focus();
  }

  // Notices -----------------------------------------------------------------------------------------------------------

  // Each comes below the answer that raises it: there it is in view, and moves nothing that stands above. In a frame as
  // high as its content we could not bring it into view from elsewhere: the page around it scrolls, and some browsers let
  // no frame of another site do that. See docs/decisions/0017-notices.md.
  const JUST_NOW = 1000; // milliseconds within which a frame has grown to what it shows
  let order = []; // the answers given on this page, the last one last: a notice belongs to the one that raised it
  const sentences = (element) => [...(element?.querySelectorAll("h2, p") ?? [])].map((one) => one.textContent).join();

  document.addEventListener("change", ({ target }) => {
    const beside = target.type === "checkbox" ? [target] : document.getElementsByName(target.name);
    const given = [...beside].map((one) => `${one.name}-${one.value}`);
    order = [...order.filter((one) => !given.includes(one)), `${target.name}-${target.value}`];
  }, true); // before htmx sends it
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (forNotices(ctx)) ctx.request.body.append("order", order.join(" "));
  });

  function putNotices(html, place = main().dataset.place) {
    if (place !== main().dataset.place) return; // gone on
    if (pressing()) {
      // It would move the button away, and the press would be lost: it comes after the press.
      addEventListener("pointerup", () => setTimeout(putNotices, 0, html, place), { once: true });
      return;
    }
    const coming = document.createElement("template");
    coming.innerHTML = html;
    const came = [];
    for (const at of document.querySelectorAll(".at-answer")) {
      const now = coming.content.getElementById(at.id);
      if (sentences(now) === sentences(at)) continue; // not read out again, and what was opened stays open
      at.replaceChildren(...(now?.childNodes ?? []));
      came.push(...at.querySelectorAll("h2"));
    }
    if (!came.length) return;
    document.dispatchEvent(new CustomEvent("mosaic:notice"));
    const heading = came.find((one) => one.closest(".at-answer").id === `at-${order.at(-1)}`) ?? came[0];
    // The beginning of what it says, and its heading last: that is what must be seen where there is not room for both.
    const see = () => [heading.nextElementSibling, heading].forEach((one) => one?.scrollIntoView({ block: "nearest" }));
    see();
    if (window.parent === window) return;
    const soon = Date.now() + JUST_NOW;
    addEventListener("resize", () => { if (Date.now() < soon) see(); }, { once: true });
  }

  addEventListener("load", () => show("plain", !window.htmx));

  // Clicks ------------------------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    // A double click's second click would press whatever the first one brought under the finger.
    if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
    // A link within the page moves the focus and makes no history entry, which would be one without a step.
    const within = event.target.closest('a[href^="#"]');
    if (!within || !firstPlace) return;
    event.preventDefault();
    const target = document.querySelector(within.getAttribute("href")); // a link in a picture has no `hash`
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    target.focus();
  }, true);
})();
