// Answers that exclude the others of their question, such as "None of these": one that is ticked unticks them, and the
// other way round. Without scripts the server says which to choose.
"use strict";
document.addEventListener("change", ({ target }) => {
  if (!("checked" in target) || !target.checked) return;
  const excludes = "exclusive" in target.dataset;
  const others = /** @type {NodeListOf<HTMLInputElement>} */ (document.getElementsByName(target.name));
  for (const other of others) if (other !== target && (excludes || "exclusive" in other.dataset)) other.checked = false;
}, true); // before htmx sends the answers, for their notices
