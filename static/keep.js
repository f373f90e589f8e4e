// Keeping and clearing: the sealed answers survive Reload and a discarded tab, and nothing else. They wait in
// sessionStorage only while the page is hidden, and are taken out as soon as it is shown. "Leave" and "Delete" clear.
// See docs/decisions/reload.md.
"use strict";
(() => {
  const MARK = "mosaic-";
  const arrived = document.querySelector("main"); // as the server sent it
  const main = () => document.querySelector("main");
  const token = () => document.querySelector('main input[name="token"]');
  const key = () => (history.state?.frame ? MARK + history.state.frame : null); // frames on one page share the storage
  const stepBefore = history.state?.step;
  const returning = document.wasDiscarded || performance.getEntriesByType("navigation")[0]?.type === "reload";
  let leaving = false; // from now on nothing is kept
  let taken = null;    // what was taken out, until it is on the page

  // Where storage is blocked, the getter itself throws.
  const storage = (() => { try { return window.sessionStorage; } catch { return null; } })();

  const put = () => {
    const now = taken ?? (token() && !main().hasAttribute("data-fresh")
      ? JSON.stringify({ token: token().value, place: main().dataset.place }) : null);
    if (now && key() && !leaving) storage?.setItem(key(), now);
  };
  const take = () => {
    const kept = key() && storage?.getItem(key());
    if (kept) storage.removeItem(key());
    return kept;
  };
  const clear = () => {
    for (const name of Object.keys(storage ?? {})) if (name.startsWith(MARK)) storage.removeItem(name);
  };

  addEventListener("pagehide", put);
  document.addEventListener("visibilitychange", () => (document.hidden ? put() : take()));
  // A native POST brings its own answers along.
  addEventListener("submit", (event) => { leaving ||= !event.defaultPrevented; });

  // Arriving ----------------------------------------------------------------------------------------------------------

  const kept = take();
  // Whoever comes by a link, or Back from another address, begins anew.
  if (!returning || !arrived.dataset.place) clear();

  document.addEventListener("DOMContentLoaded", () => {
    // A page that came with answers has the newer ones.
    if (!returning || !arrived.hasAttribute("data-fresh")) return;
    if (kept) return restore(kept);
    document.getElementById("reloaded").hidden = !stepBefore || stepBefore === arrived.dataset.place;
  });

  function restore(text) {
    const { token: sealed, place } = JSON.parse(text);
    taken = text; // a second Reload on the way must not lose it
    leaving = !window.htmx;
    document.addEventListener("htmx:after:swap", () => { taken = null; }, { once: true });
    token().value = sealed;
    document.dispatchEvent(new CustomEvent("mosaic:go", { detail: { place, more: { at: "" } } }));
  }

  // The browser's memory of whole pages must not bring answers back either.
  addEventListener("pageshow", (event) => {
    if (event.persisted && arrived.dataset.place) replaceBy(location.href);
  });

  // Leaving -----------------------------------------------------------------------------------------------------------

  function forget() {
    leaving = true;
    document.body.hidden = true;
    document.title = "";
    main().replaceChildren();
    clear();
  }
  function replaceBy(address) {
    forget();
    location.replace(address);
  }
  document.querySelector('[data-go="exit"]').addEventListener("click", (event) => {
    event.preventDefault();
    const { href } = event.currentTarget;
    forget();
    // A sandboxed frame may not take the whole tab along; then at least the frame goes blank.
    try { top.location.replace(href); } catch { location.replace("about:blank"); }
  });
  document.querySelector('[data-go="delete"]').addEventListener("click", (event) => {
    if (!arrived.dataset.place) return clear(); // the link itself leads to the first page
    event.preventDefault();
    replaceBy(event.currentTarget.href);
  });
})();
