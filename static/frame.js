// Inside a frame: tells the page around it how high this page is, whenever that changes. A bare number, nothing else, so
// any page may hear it. static/embed.js is the other end.
"use strict";
if (window.parent !== window) {
  const tell = () => window.parent.postMessage(document.documentElement.getBoundingClientRect().height, "*");
  new ResizeObserver(tell).observe(document.documentElement);
}
