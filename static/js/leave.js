// Leaving: "Leave this page", by a key too, and "Delete my answers" empty the page and what is kept of it.
"use strict";
(() => {
  const QUICK = 2000; // milliseconds within which the key is pressed three times
  const { main, token, show, tell } = mosaic;
  const { place } = main().dataset; // as the server sent it
  const forget = () => {
    document.body.hidden = true;
    document.title = "";
    main().replaceChildren();
    tell("mosaic:forget");
  };
  /** @param {string} address */
  const replaceBy = (address) => {
    forget();
    location.replace(address);
  };
  // On the document: another language puts other links in their place.
  /** @param {string} go @param {(event: Event, link: HTMLAnchorElement) => void} act */
  const onClick = (go, act) => document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest(`[data-go="${go}"]`));
    if (link) act(event, link);
  });
  onClick("exit", (event, { href, dataset: { left } }) => {
    event.preventDefault();
    forget();
    // A sandboxed frame may not take the whole tab along; then at least the frame empties, and says what remains.
    try { window.top?.location.replace(href); } catch { location.replace(left ?? href); }
  });
  onClick("delete", (event, { href }) => {
    // Without answers the link itself leads to the first page.
    if (!place && !token()) return tell("mosaic:forget");
    event.preventDefault();
    return replaceBy(href);
  });
  // The browser's memory of whole pages must not bring answers back either.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && (place || token())) replaceBy(location.href);
  });

  // By key: off until somebody turns it on, and so has read what it does. Escape, because Shift belongs to sticky keys,
  // and letters to screen readers.
  const byKey = () => document.querySelector('[data-go="key"]');
  const isOn = () => byKey().getAttribute("aria-pressed") === "true";
  const hasKeys = matchMedia("(any-hover: hover) and (any-pointer: fine)").matches; // a phone has not
  const offerKey = () => { byKey().hidden = !hasKeys; };
  offerKey();
  document.addEventListener("mosaic:language", offerKey);
  onClick("key", () => {
    const on = !isOn();
    byKey().setAttribute("aria-pressed", String(on));
    show("key-on", on);
  });
  /** @type {number[]} */
  let pressed = [];
  addEventListener("keydown", ({ key, repeat, timeStamp }) => {
    if (repeat || !isOn()) return;
    pressed = key === "Escape" ? [...pressed, timeStamp].filter((one) => timeStamp - one < QUICK) : [];
    if (pressed.length === 3) document.querySelector('[data-go="exit"]').click();
  });
})();
