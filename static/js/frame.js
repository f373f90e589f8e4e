// Inside a frame: fits it into the page around it. Tells that page how high this one is, whenever that changes: a bare
// number, nothing else, so any page may hear it (static/embed.js is the other end). And where a sandbox makes answering
// impossible, says so before anything is pressed.
"use strict";
if (window.parent !== window) {
  const root = document.documentElement;
  const tell = () => window.parent.postMessage(root.getBoundingClientRect().height, "*");
  new ResizeObserver(tell).observe(root);

  // A sandbox without allow-forms swallows a submit before anybody hears of it.
  const formsAreHeard = () => {
    const probe = document.body.appendChild(document.createElement("form"));
    let heard = false;
    probe.addEventListener("submit", (event) => {
      heard = true;
      event.preventDefault();
      event.stopPropagation();
    });
    probe.requestSubmit();
    probe.remove();
    return heard;
  };
  const cannot = self.origin === "null" ? "origin" : formsAreHeard() ? null : "forms";
  const message = document.getElementById("cannot");
  if (cannot && message) {
    root.dataset.cannot = cannot;
    message.hidden = false;
  }
}
