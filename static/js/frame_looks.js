// What the self-check of a frame looks with (static/js/frame_check.js): waits, a page that is long for a while, and whether
// somebody sees an element.
"use strict";
const looks = /** @type {Looks} */ ((() => {
  const PATIENCE = 5000; // milliseconds in which something that works has happened
  /** @param {string} selector */
  const find = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));
  /** @param {() => boolean} condition */
  const until = async (condition) => {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end && !condition()) await new Promise((go) => { setTimeout(go, 50); });
    return condition();
  };
  /**
   * Runs something while the page is so long that no window shows all of it.
   * @template Found @param {(block: HTMLElement) => Promise<Found>} run
   */
  const whileLong = async (run) => {
    const block = find("#growing");
    block.hidden = false;
    try { return await run(block); } finally { block.hidden = true; }
  };
  /**
   * Whether somebody sees an element, whole and with nothing over it; the second only some browsers can tell.
   * @param {Element} element @returns {Promise<boolean>}
   */
  const isSeen = (element) => new Promise((tell) => {
    let last = false;
    const watch = new IntersectionObserver((entries) => {
      const { intersectionRatio, isVisible = true } = /** @type {VisibleEntry} */ (entries.at(-1));
      last = intersectionRatio > 0.9 && isVisible;
    }, /** @type {IntersectionObserverInit} */ ({ threshold: [0, 0.5, 0.9, 0.95, 1], trackVisibility: true, delay: 100 }));
    // What was scrolled is there only now: a frame of another site scrolls the page around it a little later.
    setTimeout(() => watch.observe(element), 500);
    until(() => last).then((seen) => { watch.disconnect(); tell(seen); });
  });
  return { find, until, whileLong, isSeen };
})());
