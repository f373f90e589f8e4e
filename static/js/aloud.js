// Reading aloud: a button that has the browser's own speech read the main part of the page, and stops it again. Nothing
// is sent anywhere: only voices that live on the device are used (`localService`). Any other would send the text, and
// with it what somebody answered, to the company behind the voice. Without such a voice there is no button.
"use strict";
(() => {
  const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, legend, label, summary, div, section";
  const SILENT = ".unseen, .onward, button, select, svg, noscript";
  const speech = window.speechSynthesis;
  const button = () => document.querySelector('[data-go="aloud"]'); // another one in another language
  if (!speech || !window.SpeechSynthesisUtterance) return;
  /** @param {boolean} reading */
  const label = (reading) => { button().textContent = reading ? button().dataset.stop : button().dataset.start; };
  let run = 0; // of an earlier one, nothing is heard any more
  let left = 0; // blocks that are not read yet

  /** @param {string} tag */
  const language = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const voice = () => {
    const own = speech.getVoices().filter((one) => one.localService);
    const fitting = own.filter((one) => language(one.lang) === language(document.documentElement.lang));
    return fitting.find((one) => one.default) ?? fitting[0];
  };

  /** @param {Element} element */
  const folded = (element) => {
    const fold = element.closest("details:not([open])");
    return fold && (!element.closest("summary") || fold.parentElement?.closest("details:not([open])"));
  };
  /** @param {Element} element */
  const silent = (element) => !element.getClientRects().length || element.closest(SILENT) || folded(element);

  // What can be seen, block by block; numbers to call digit by digit.
  function blocks() {
    const found = /** @type {string[]} */ ([]);
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    let before = null;
    while (walker.nextNode()) {
      const { nodeValue, parentElement } = walker.currentNode;
      if (!nodeValue?.trim() || !parentElement || silent(parentElement)) continue;
      const text = parentElement.closest(".call") ? ` ${nodeValue.replace(/\d/g, "$& ")}` : nodeValue;
      const block = parentElement.closest(BLOCKS);
      if (block === before) found.push(found.pop() + text);
      else found.push(text);
      before = block;
    }
    return found.map((text) => text.replace(/\s+/g, " ").trim());
  }

  function stop() {
    run += 1;
    left = 0;
    speech.cancel();
    label(false);
  }

  function read() {
    stop();
    const [mine, speaker, texts] = [run, voice(), blocks()];
    if (!speaker) return; // voices may go
    left = texts.length;
    label(left > 0);
    for (const text of texts) {
      const said = Object.assign(new SpeechSynthesisUtterance(text), { voice: speaker, lang: speaker.lang });
      said.onend = said.onerror = () => { if (mine === run && (left -= 1) === 0) stop(); };
      speech.speak(said);
    }
  }

  const offer = () => { button().hidden = !voice(); };
  offer();
  speech.addEventListener?.("voiceschanged", offer); // some browsers get to know their voices late
  document.addEventListener("mosaic:language", offer);
  // What is read must be what stands there, and nobody who leaves wants to be heard.
  for (const change of ["htmx:after:swap", "mosaic:notice"]) document.addEventListener(change, stop);
  addEventListener("pagehide", stop);
  document.addEventListener("mosaic:language", stop);
  document.addEventListener("click", ({ target }) => {
    if (target.closest('[data-go="aloud"]')) return left ? stop() : read();
    return target.closest('[data-go="exit"], [data-go="delete"]') && stop();
  }, true);
})();
