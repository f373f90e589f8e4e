// The self-check for a clinic's web manager: looks, from inside the frame, at what the page around it lets the frame
// do, and marks each line as passed or failed. The lines and their words: assessment/content/frame_check.toml.
"use strict";
(() => {
  const NARROWEST = 280; // pixels
  const { dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { framed = "", rest: others = "", ancestors } = dataset;
  const { find, until, whileLong, isSeen } = looks;
  /** @param {string} id */
  const line = (id, part = "") => find(`[data-check="${id}"] ${part}`);
  const around = () => {
    const address = location.ancestorOrigins?.[0] ?? document.referrer;
    return address ? new URL(address).origin : "";
  };
  /** @param {string} address */
  const rulesOf = async (address) => {
    const { headers } = await fetch(address, { cache: "no-store" });
    return {
      ancestors: /frame-ancestors ([^;]*)/.exec(headers.get("Content-Security-Policy") ?? "")?.[1],
      old: headers.get("X-Frame-Options"),
    };
  };
  const storage = () => { try { return Boolean(window.sessionStorage); } catch { return false; } };

  /** Each looks at one line: whether it passes, and what was found. @type {Record<string, Look>} */
  const LOOKS = {
    scripts: () => [true],
    framed: () => [window.parent !== window, around()],
    origin: () => [self.origin !== "null", self.origin],
    forms: () => [document.documentElement.dataset.cannot !== "forms"],
    only_here: async () => {
      const [own, rest] = await Promise.all([rulesOf(framed), rulesOf(others)]);
      return [own.ancestors === ancestors && !own.old && rest.ancestors === "'none'", own.ancestors];
    },
    secure: () => [window.isSecureContext],
    width: () => [innerWidth >= NARROWEST, `${innerWidth}`],
    storage: () => [storage()],
    smooth: () => [Boolean(window.htmx)],
    height: async () => {
      await until(() => Math.abs(innerHeight - document.documentElement.getBoundingClientRect().height) < 50);
      const before = innerHeight;
      const grew = await whileLong((block) => until(() => innerHeight > before + block.offsetHeight / 2));
      return [grew && await until(() => innerHeight < before + 50), `${before}`];
    },
    notice: () => whileLong(async (block) => {
      block.lastElementChild?.scrollIntoView({ block: "nearest" });
      find("h1").scrollIntoView({ block: "nearest" }); // as static/js/notices.js does
      return [await isSeen(find("h1"))];
    }),
    way_out: () => whileLong(async (block) => {
      block.lastElementChild?.scrollIntoView({ block: "center" });
      return [await isSeen(find(".exit")) && await isSeen(find('[data-go="now"]'))];
    }),
  };
  const NEED_AN_ORIGIN = ["only_here", "storage", "smooth", "height", "notice", "way_out"]; // without one, they would only repeat that
  /** These only happen while somebody presses. @type {Record<string, Look>} */
  const PRESSES = {
    copy: () => navigator.clipboard.writeText(document.title).then(() => [true]),
    print: async () => {
      let began = false;
      addEventListener("beforeprint", () => { began = true; }, { once: true });
      window.print();
      return [await until(() => began)];
    },
    new_tab: () => {
      const tab = window.open("about:blank");
      tab?.close();
      return [Boolean(tab)];
    },
  };

  /** @param {string} id @param {Look} at */
  async function look(id, at) {
    const [fine, found = ""] = await Promise.resolve().then(at).catch((error) => [false, error.name]);
    line(id).dataset.outcome = fine ? "pass" : line(id).dataset.optional === undefined ? "fail" : "note";
    line(id, ".found").textContent = found;
  }
  addEventListener("load", async () => {
    for (const [id, at] of Object.entries(PRESSES)) {
      line(id, ".onward").hidden = false;
      line(id, "button").addEventListener("click", () => look(id, at));
    }
    // One after the other: the height is measured when no line changes any more.
    for (const [id, at] of Object.entries(LOOKS)) {
      if (self.origin !== "null" || !NEED_AN_ORIGIN.includes(id)) await look(id, at);
    }
    find("h1").scrollIntoView({ block: "nearest" });
    find(".lines").dataset.done = "";
  });
})();
