"use strict";
(() => {
  const SECONDS = 2;
  const FULL = 15;
  let ticks = 0;
  let last = 0;
  let full = false;

  // What is asked for again and again: while the page is looked at, and nobody has switched it off.
  const tail = () => {
    ticks += 1;
    if (document.hidden || farstu.remembered("farstu-live") === "off") return;
    // Usually only the last moments are looked at; now and then, and after a pause, everything.
    full = ticks % FULL === 0 || Date.now() - last > FULL * 1000;
    last = Date.now();
    for (const part of document.querySelectorAll("[data-tail]")) {
      if (ticks % Math.max(1, Number(part.dataset.tail || SECONDS) / SECONDS) === 0) htmx.trigger(part, "tail");
    }
  };

  const switchLive = () => {
    for (const label of document.querySelectorAll("[data-live-switch]")) {
      const box = label.querySelector("input");
      label.hidden = false;
      box.checked = farstu.remembered("farstu-live") !== "off";
      box.addEventListener("change", () => farstu.remember("farstu-live", box.checked ? "on" : "off"));
    }
  };

  // Choosing an operation or a table shows it at once; without a script there is the button.
  const submitAtOnce = () => {
    for (const form of document.querySelectorAll("form.filters")) {
      for (const choice of form.querySelectorAll("select")) choice.addEventListener("change", () => form.requestSubmit());
    }
  };

  document.addEventListener("htmx:configRequest", (event) => {
    if (full) event.detail.parameters.full = "1";
  });
  farstu.ready(switchLive);
  farstu.ready(submitAtOnce);
  setInterval(tail, SECONDS * 1000);
})();
