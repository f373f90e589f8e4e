// "Numbers to call now" opens at the country that was answered: the sealed answers go along in a form, never in the
// address. Without scripts, and where nothing is answered, the link opens all countries.
"use strict";
document.addEventListener("click", (event) => {
  const link = /** @type {HTMLAnchorElement | null} */ (event.target.closest('a[data-go="now"]'));
  const token = mosaic.token();
  if (!link || !token) return;
  event.preventDefault();
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: link.href, target: "_blank" });
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "token", value: token.value }));
  document.body.append(form);
  form.submit();
  form.remove();
});
