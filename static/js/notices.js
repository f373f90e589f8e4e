// Notices: each comes below the answer that raises it. There it is in view, and moves nothing that stands above. In a
// frame as high as its content we could not bring it into view from elsewhere: the page around it scrolls, and some
// browsers let no frame of another site do that. See docs/decisions/0017-notices.md.
"use strict";
(() => {
  const JUST_NOW = 1000; // milliseconds within which a frame has grown to what it shows
  const { main, forNotices, isOurs, tell } = mosaic;
  const pressing = () => document.querySelector("#answer-form button:active") !== null;
  /** @param {Element | null} element */
  const sentences = (element) => [...(element?.querySelectorAll("h2, p") ?? [])].map((one) => one.textContent).join();
  const shown = () => [...main().querySelectorAll(".at-answer [data-urgent]")].map((one) => one.getAttribute("data-urgent"));
  // The answers given on this page, the last one last: a notice belongs to the one that raised it.
  let order = /** @type {string[]} */ ([]);

  document.addEventListener("change", ({ target }) => {
    const named = /** @type {NodeListOf<HTMLInputElement>} */ (document.getElementsByName(target.name));
    const given = (target.type === "checkbox" ? [target] : [...named]).map((one) => `${one.name}-${one.value}`);
    order = [...order.filter((one) => !given.includes(one)), `${target.name}-${target.value}`];
  }, true); // before htmx sends it
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    const { body } = ctx.request;
    if (forNotices(ctx)) body.append("order", order.join(" "));
    else body.append("seen", shown().join(" ")); // what was read here is said in short from now on
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => { if (!forNotices(ctx)) order = []; });
  document.addEventListener("mosaic:language", () => { order = []; });
  document.addEventListener("htmx:before:swap", (event) => {
    const { ctx } = event.detail;
    if (!forNotices(ctx)) return;
    event.preventDefault(); // they have more than one place
    if (isOurs(ctx.response) && ctx.response.status === 200) put(ctx.text);
  });

  /** @param {string} html */
  function put(html, place = main().dataset.place) {
    if (place !== main().dataset.place) return; // gone on
    if (pressing()) {
      // It would move the button away, and the press would be lost: it comes after the press.
      addEventListener("pointerup", () => setTimeout(put, 0, html, place), { once: true });
      return;
    }
    const coming = document.createElement("template");
    coming.innerHTML = html;
    const came = [];
    for (const at of document.querySelectorAll(".at-answer")) {
      const now = coming.content.getElementById(at.id);
      if (sentences(now) === sentences(at)) continue; // not read out again, and what was opened stays open
      at.replaceChildren(...(now?.childNodes ?? []));
      came.push(...at.querySelectorAll("h2"));
    }
    const heading = came.find((one) => one.closest(".at-answer")?.id === `at-${order.at(-1)}`) ?? came[0];
    if (!heading) return;
    tell("mosaic:notice");
    // The beginning of what it says, and its heading last: that is what must be seen where there is not room for both.
    const see = () => [heading.nextElementSibling, heading].forEach((one) => one?.scrollIntoView({ block: "nearest" }));
    see();
    if (window.parent === window) return;
    const soon = Date.now() + JUST_NOW;
    addEventListener("resize", () => { if (Date.now() < soon) see(); }, { once: true });
  }
})();
