// Keeping and clearing: the sealed answers survive Reload and a discarded tab, and nothing else. They wait in
// sessionStorage only while the page is hidden, and are taken out as soon as it is shown. "Leave" and "Delete" clear.
// See docs/decisions/reload.md.
"use strict";
(() => {
  const MARK = "mosaic-";
  const page = document.querySelector("main");
  const token = () => document.querySelector('main input[name="token"]');
  const key = () => (history.state?.frame ? MARK + history.state.frame : null);
  let leaving = false; // after "Leave" or "Delete" nothing is kept any more
  let taken = null;    // what was taken out and is not on the page yet

  // Where storage is blocked, the getter itself throws.
  let storage = null;
  try { storage = window.sessionStorage; } catch { /* nothing is kept then */ }

  const take = () => {
    const kept = key() && storage?.getItem(key());
    if (key()) storage?.removeItem(key());
    return kept;
  };
  const clear = () => {
    for (const name of Object.keys(storage ?? {})) if (name.startsWith(MARK)) storage.removeItem(name);
  };
  const put = () => {
    if (leaving || !storage || !key()) return;
    const now = document.querySelector("main");
    const fresh = now.hasAttribute("data-fresh");
    if (taken) storage.setItem(key(), taken);
    else if (token() && !fresh) storage.setItem(key(), JSON.stringify({ token: token().value, place: now.dataset.place }));
  };

  addEventListener("pagehide", put);
  document.addEventListener("visibilitychange", () => (document.hidden ? put() : take()));

  // Back from another address must not bring answers back, also not from the browser's memory of whole pages.
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !page.dataset.place) return;
    leaving = true;
    document.body.hidden = true;
    clear();
    location.replace(location.href);
  });

  for (const [what, then] of [["exit", leave], ["delete", remove]]) {
    document.querySelector(`[data-go="${what}"]`).addEventListener("click", then);
  }
  function forget() {
    leaving = true;
    document.body.hidden = true;
    document.title = "";
    document.querySelector("main").replaceChildren();
    try { clear(); } catch { /* nothing was kept */ }
  }
  function leave(event) {
    event.preventDefault();
    const { href } = event.currentTarget;
    forget();
    try { top.location.replace(href); } catch { location.replace("about:blank"); }
  }
  function remove(event) {
    event.preventDefault();
    const { href } = event.currentTarget;
    forget();
    location.replace(href);
  }

  const arrival = performance.getEntriesByType("navigation")[0]?.type;
  const returning = arrival === "reload" || document.wasDiscarded === true;
  const stepBefore = history.state?.before ?? null;
  const kept = take();
  if (!page.dataset.place) clear();

  document.addEventListener("DOMContentLoaded", () => {
    if (!page.hasAttribute("data-fresh") || !returning) return;
    if (kept && window.htmx) restore(kept);
    else if (stepBefore) document.getElementById("reloaded").hidden = false;
  });

  function restore(text) {
    const { token: sealed, place } = JSON.parse(text);
    const form = document.querySelector("main form");
    taken = text;
    document.addEventListener("htmx:after:swap", () => { taken = null; }, { once: true });
    htmx.ajax("POST", form.action, {
      source: form, target: "main", swap: "outerHTML", values: { token: sealed, at: "", to: place },
    });
  }
})();
