// Padding: what is sent is as long whatever was chosen, so that who watches the line learns nothing from its length.
"use strict";
(() => {
  const REST = 1024; // bytes; what is sent is as long as the least number of these
  /** @type {(fields: FormData | URLSearchParams) => void} */
  const pad = (fields) => {
    const sent = [...fields];
    if (sent.some(([, value]) => typeof value !== "string")) return; // a file is as long as it is
    fields.set("pad", "");
    const length = `${new URLSearchParams(/** @type {string[][]} */ ([...fields]))}`.length;
    fields.set("pad", "0".repeat((REST - (length % REST)) % REST));
  };
  addEventListener("formdata", ({ formData }) => pad(formData));
  // htmx adds to what the form holds.
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => pad(ctx.request.body));
})();
