// Keeping and clearing: the sealed answers survive Reload and a discarded tab, and nothing else. They wait in
// sessionStorage only while the page is hidden, and are taken out as soon as it is shown. "Leave" and "Delete" clear.
// See docs/decisions/0004-reload.md.
"use strict";
(() => {
  const MARK = "mosaic-";
  const QUICK = 2000; // milliseconds within which the key is pressed three times
  const PATIENCE = 3000; // milliseconds to wait for htmx before the answers are sent without it
  const arrived = document.querySelector("main"); // as the server sent it
  const main = () => document.querySelector("main");
  const token = () => document.querySelector('main input[name="token"]');
  const key = () => (history.state?.frame ? MARK + history.state.frame : null); // frames on one page share the storage
  const stepBefore = history.state?.step;
  const returning = document.wasDiscarded || performance.getEntriesByType("navigation")[0]?.type === "reload";
  const fresh = () => main().hasAttribute("data-fresh");
  let leaving = false; // from now on nothing is kept
  let taken = null;    // what was taken out, until it is on the page

  // Where storage is blocked, the getter itself throws.
  const storage = (() => { try { return window.sessionStorage; } catch { return null; } })();

  const put = () => {
    const now = taken ?? (token() && !fresh()
      ? JSON.stringify({ token: token().value, place: main().dataset.place ?? "check" }) : null);
    if (now && key() && !leaving) storage?.setItem(key(), now);
  };
  const take = () => {
    const kept = key() && storage?.getItem(key());
    if (kept) storage.removeItem(key());
    return kept;
  };
  const clear = () => {
    const names = Object.keys(storage ?? {}).filter((name) => name.startsWith(MARK));
    names.forEach((name) => storage.removeItem(name));
    return names.length > 0;
  };

  addEventListener("pagehide", put);
  document.addEventListener("visibilitychange", () => (document.hidden ? put() : take()));
  // A native POST brings its own answers along; what prints or saves stays on the page.
  addEventListener("submit", (event) => { leaving ||= !event.defaultPrevented && !("stays" in event.target.dataset); });

  // Arriving ----------------------------------------------------------------------------------------------------------

  // A page that came with answers has the newer ones. Whoever comes by a link, or Back from another address, begins anew.
  const kept = take();
  if (returning && arrived.dataset.place) {
    if (kept && fresh()) restore(kept);
    else if (fresh() && !storage && stepBefore !== arrived.dataset.place) say();
  } else if (clear() && fresh() && window !== top) {
    say(); // the page around the frame was loaded anew: frames do not get their history back then
  }

  function say() {
    document.getElementById("reloaded").hidden = false;
  }
  function restore(text) {
    const { token: sealed, place } = JSON.parse(text);
    taken = text; // a second Reload on the way must not lose it
    document.addEventListener("htmx:after:swap", () => { taken = null; }, { once: true });
    let sent = false;
    const send = () => {
      if (sent || leaving) return;
      sent = true;
      leaving = !window.htmx;
      token().value = sealed;
      document.dispatchEvent(new CustomEvent("mosaic:go", { detail: { place, more: { at: "" } } }));
    };
    document.addEventListener("DOMContentLoaded", () => {
      if (window.htmx) return send();
      for (const what of ["load", "error"]) document.querySelector("script[integrity]").addEventListener(what, send);
      return setTimeout(send, PATIENCE);
    });
  }

  // The browser's memory of whole pages must not bring answers back either.
  addEventListener("pageshow", (event) => {
    if (event.persisted && (arrived.dataset.place || token())) replaceBy(location.href);
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
  // On the document: another language puts other links in their place.
  const onClick = (go, act) => document.addEventListener("click", (event) => {
    const link = event.target.closest(`[data-go="${go}"]`);
    if (link) act(event, link);
  });
  onClick("exit", (event, { href, dataset: { left } }) => {
    event.preventDefault();
    forget();
    // A sandboxed frame may not take the whole tab along; then at least the frame empties, and says what remains.
    try { top.location.replace(href); } catch { location.replace(left); }
  });
  // Leaving by key: off until somebody turns it on, and so has read what it does. Escape, because Shift belongs to sticky
  // keys, and letters to screen readers.
  const byKey = () => document.querySelector('[data-go="key"]');
  const isOn = () => byKey().getAttribute("aria-pressed") === "true";
  const hasKeys = matchMedia("(any-hover: hover) and (any-pointer: fine)").matches; // a phone has not
  const offerKey = () => { byKey().hidden = !hasKeys; };
  offerKey();
  document.addEventListener("mosaic:language", offerKey);
  onClick("key", () => {
    const on = !isOn();
    byKey().setAttribute("aria-pressed", String(on));
    document.getElementById("key-on").hidden = !on;
  });
  let pressed = [];
  addEventListener("keydown", ({ key: name, repeat, timeStamp }) => {
    if (repeat || !isOn()) return;
    pressed = name === "Escape" ? [...pressed, timeStamp].filter((one) => timeStamp - one < QUICK) : [];
    if (pressed.length === 3) document.querySelector('[data-go="exit"]').click();
  });
  onClick("delete", (event, { href }) => {
    if (!arrived.dataset.place && !token()) return clear(); // the link itself leads to the first page
    event.preventDefault();
    return replaceBy(href);
  });
})();
