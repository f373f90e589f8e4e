// Requests: said when slow, said when failed, never at the cost of what was chosen.
"use strict";
mosaic.request = (() => {
  const SLOW = 1500; // milliseconds after which a request that is still under way is mentioned
  const { main, form, show, forNotices, isOurs } = mosaic;
  let timer = 0;
  /** @type {Requests} */
  const request = {
    again: null, // what "Try again" does
    begin: () => {
      show("trouble", false);
      request.end();
      timer = setTimeout(show, SLOW, "waiting", true);
    },
    end: () => {
      clearTimeout(timer);
      show("waiting", false);
    },
    fail: () => {
      request.end();
      show("trouble", true);
      document.getElementById("trouble").scrollIntoView({ block: "nearest" });
    },
  };

  // A request for notices that fails is not mentioned: they are said again after Continue.
  /** @type {<Name extends keyof HtmxEvents>(name: Name, act: (event: DocumentEventMap[Name]) => void) => void} */
  const on = (name, act) => document.addEventListener(name, (event) => {
    if (!forNotices(event.detail.ctx)) act(event);
  });
  on("htmx:before:request", ({ detail: { ctx: { sourceEvent } } }) => {
    if (sourceEvent?.type === "submit") {
      const { submitter } = sourceEvent;
      request.again = () => form()?.requestSubmit(submitter?.isConnected ? submitter : undefined);
    }
    request.begin();
  });
  on("htmx:error", request.fail);
  // Only our own answer may take the place of the form: any other would lose it.
  on("htmx:before:swap", (event) => {
    if (isOurs(event.detail.ctx.response)) return;
    event.preventDefault();
    request.fail();
  });
  on("htmx:after:swap", request.end);
  document.addEventListener("click", ({ target }) => { if (target.closest("#trouble button")) request.again?.(); });
  // Who has sent nothing yet has nothing to lose by Back, and need not read of it.
  addEventListener("load", () => show("plain", !window.htmx && Boolean(form()) && !main().hasAttribute("data-fresh")));
  return request;
})();
