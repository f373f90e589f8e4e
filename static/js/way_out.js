// Inside a frame: keeps the bar with the way out and the numbers at the top of what is seen of the frame. A frame that is
// as high as its content does not scroll, the page around it does, so what is sticky in it stays at its far top. Which part
// is seen, the page around it need not tell: observed without a root, an intersection is that with the window of the tab.
// https://www.w3.org/TR/intersection-observer/#compute-the-intersection
"use strict";
if (window.parent !== window) addEventListener("DOMContentLoaded", () => {
  const STRIP = 120; // pixels
  const OFTEN = Array.from({ length: 11 }, (_, tenth) => tenth / 10); // so the bar is never more than 12 px from its place
  const root = document.documentElement;
  // Nothing tells that a long page moves while only its middle is seen; strips of it come and go.
  const strips = document.createElement("div");
  strips.className = "strips";
  strips.setAttribute("aria-hidden", "true");
  document.body.append(strips);
  /** @type {WeakMap<Element, DOMRectReadOnly>} */
  const seen = new WeakMap();
  const watch = new IntersectionObserver((entries) => {
    for (const { target, intersectionRect, isIntersecting } of entries) {
      if (isIntersecting && intersectionRect.height > 0) seen.set(target, intersectionRect);
      else seen.delete(target);
    }
    const first = [...strips.children].find((strip) => seen.has(strip));
    if (!first) return;
    const from = Math.max(0, Math.floor(seen.get(first)?.top ?? 0));
    root.style.setProperty("--seen-from", `${from}px`);
    root.classList.toggle("seen-from-below", from > 0); // then a bar of the page around it may cover its top
  }, { threshold: OFTEN });
  const measure = () => {
    const wanted = Math.ceil(document.body.offsetHeight / STRIP);
    while (strips.children.length > wanted) {
      const last = /** @type {Element} */ (strips.lastElementChild);
      watch.unobserve(last);
      seen.delete(last);
      last.remove();
    }
    while (strips.children.length < wanted) watch.observe(strips.appendChild(document.createElement("div")));
  };
  new ResizeObserver(measure).observe(document.body);
});
