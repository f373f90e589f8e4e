// Keeping: the sealed answers survive Reload and a discarded tab, and nothing else. They wait in sessionStorage only
// while the page is hidden, and are taken out as soon as it is shown. See docs/decisions/0004-reload.md.
"use strict";
(() => {
  const MARK = "mosaic-";
  const PATIENCE = 3000; // milliseconds to wait for htmx before the answers are sent without it
  const { main, token, show, tell } = mosaic;
  const arrived = main(); // as the server sent it
  const key = () => (history.state?.frame ? MARK + history.state.frame : null); // frames on one page share the storage
  const stepBefore = history.state?.step;
  const returning = document.wasDiscarded || performance.getEntriesByType("navigation")[0]?.type === "reload";
  const fresh = () => main().hasAttribute("data-fresh");
  let over = false; // from now on nothing is kept
  let taken = ""; // what was taken out, until it is on the page

  // Where storage is blocked, the getter itself throws.
  const storage = (() => { try { return window.sessionStorage; } catch { return null; } })();

  const put = () => {
    const [under, sealed] = [key(), token()];
    const now = taken || (sealed && !fresh()
      ? JSON.stringify({ token: sealed.value, place: main().dataset.place ?? "check" }) : null);
    if (now && under && !over) storage?.setItem(under, now);
  };
  const take = () => {
    const under = key();
    const kept = under && storage?.getItem(under);
    if (kept) storage?.removeItem(under);
    return kept;
  };
  const clear = () => {
    const names = Object.keys(storage ?? {}).filter((name) => name.startsWith(MARK));
    names.forEach((name) => storage?.removeItem(name));
    return names.length > 0;
  };
  document.addEventListener("mosaic:forget", () => {
    over = true;
    clear();
  });

  addEventListener("pagehide", put);
  document.addEventListener("visibilitychange", () => (document.hidden ? put() : take()));
  // A native POST brings its own answers along; what prints or saves stays on the page.
  addEventListener("submit", (event) => {
    if (!event.defaultPrevented && !("stays" in /** @type {HTMLElement} */ (event.target).dataset)) over = true;
  });

  // A page that came with answers has the newer ones. Whoever comes by a link, or Back from another address, begins
  // anew.
  const kept = take();
  if (returning && arrived.dataset.place) {
    if (kept && fresh()) restore(kept);
    else if (fresh() && !storage && stepBefore !== arrived.dataset.place) show("reloaded", true);
  } else if (clear() && fresh() && window !== top) {
    show("reloaded", true); // the page around the frame was loaded anew: frames do not get their history back then
  }
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    taken = "";
    if (!mosaic.forNotices(ctx)) show("reloaded", false);
  });

  /** @param {string} text */
  function restore(text) {
    const { token: sealed, place } = JSON.parse(text);
    taken = text; // a second Reload on the way must not lose it
    let sent = false;
    const send = () => {
      const field = token();
      if (sent || over || !field) return;
      sent = true;
      over = !window.htmx;
      field.value = sealed;
      tell("mosaic:go", { place, more: { at: "" } });
    };
    document.addEventListener("DOMContentLoaded", () => {
      if (window.htmx) return send();
      for (const what of ["load", "error"]) document.querySelector("script[integrity]").addEventListener(what, send);
      return setTimeout(send, PATIENCE);
    });
  }
})();
