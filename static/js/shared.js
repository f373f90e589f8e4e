// What the scripts of a page share; requests.js adds `request`. How they talk to each other, and why they are no
// modules: docs/scripts.md.
"use strict";
const mosaic = /** @type {Mosaic} */ ({
  main: () => document.querySelector("main"),
  form: () => document.querySelector("main form[hx-post]"),
  token: () => document.querySelector('main input[name="token"]'),
  show: (id, shown) => { document.getElementById(id).hidden = !shown; },
  tell: (name, ...[detail]) => { document.dispatchEvent(new CustomEvent(name, { detail })); },
  // Of an answer of the server to htmx: whether it brings the notices only.
  forNotices: (ctx) => ctx?.target?.hasAttribute?.("data-raises-notices"),
  // A proxy's error page or a captive portal's has not this header.
  isOurs: ({ headers, status }) => headers.has("Support-Mosaic") && status < 500,
});
