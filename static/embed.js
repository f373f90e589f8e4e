// For the page around the frame: lets each frame of Support Mosaic be as high as what it shows. Optional; without it the
// frame keeps the height of its tag and scrolls inside. A frame sends a bare number, its height in pixels. Only numbers
// that come from a frame marked with data-support-mosaic, and from that frame's own address, are looked at.
// Also the element <support-mosaic clinic="..." lang="...">: it makes the frame, unless there is one inside it.
// With #mosaic-check at the end of the page's address, the frames show whether they work here.
"use strict";
(() => {
  const LOWEST = 200, HIGHEST = 20000;
  const home = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals"
    + " allow-downloads allow-top-navigation-by-user-activation";
  if (!customElements.get("support-mosaic")) customElements.define("support-mosaic", class extends HTMLElement {
    connectedCallback() {
      const clinic = this.getAttribute("clinic") ?? "";
      if (this.querySelector("iframe") || !/^[a-z][a-z0-9_]*$/.test(clinic)) return;
      const frame = document.createElement("iframe");
      const path = ["embed", clinic, encodeURIComponent(this.lang)].filter(Boolean).join("/");
      const attributes = {
        "data-support-mosaic": "", src: new URL(`../${path}/`, home).href, title: this.title || "Support Mosaic", loading: "lazy",
        width: "100%", height: "900", allow: "clipboard-write; web-share", sandbox: SANDBOX,
      };
      for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
      frame.style.border = "0";
      this.style.display = "block";
      this.prepend(frame);
    }
  });
  const frames = () => [...document.querySelectorAll("iframe[data-support-mosaic]")];
  const loaded = new WeakSet();
  addEventListener("message", ({ data, origin, source }) => {
    if (typeof data !== "number" || !(data > 0)) return;
    for (const frame of frames()) {
      if (frame.contentWindow !== source || new URL(frame.src).origin !== origin) continue;
      frame.style.height = `${Math.min(HIGHEST, Math.max(LOWEST, Math.ceil(data)))}px`;
      // A page that is shorter than the one before must not leave somebody far below it.
      if (frame.getBoundingClientRect().bottom < 0) frame.scrollIntoView();
    }
  });
  // A page after the first begins at its top; whoever sees that already is left where they are.
  document.addEventListener("load", ({ target }) => { // on the document: the window never hears of a frame's
    const frame = frames().find((one) => one === target);
    if (!frame) return;
    if (loaded.has(frame) && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
    loaded.add(frame);
  }, true);
  // Another frame in its place: one that is still loading may overlook a new address.
  if (location.hash === "#mosaic-check") for (const frame of frames()) {
    const check = /** @type {HTMLIFrameElement} */ (frame.cloneNode());
    const address = new URL(frame.src);
    address.pathname = address.pathname.replace(/\/?$/, "/self-check");
    check.src = address.href;
    frame.replaceWith(check);
    check.scrollIntoView();
  }
})();
