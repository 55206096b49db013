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

  // A file goes as it is, so that nobody has to take a form apart; what is wrong with it is said beside it.
  const sendFile = async (form) => {
    const wrong = form.querySelector("[data-wrong]");
    const { file, name, load, csrf } = form.elements;
    const tell = (...sentences) => {
      wrong.replaceChildren(...sentences.map((sentence) => {
        const said = document.createElement("p");
        said.className = "wrong";
        said.textContent = sentence;
        return said;
      }));
    };
    tell();
    if (file.files[0].size > Number(form.dataset.most)) return tell(form.dataset.tooLarge);
    const query = new URLSearchParams({ name: name.value, ...(load.checked && { load: "1" }) });
    const headers = { "Content-Type": "application/octet-stream", "X-CSRF-Token": csrf.value };
    try {
      const answer = await fetch(`${form.action}?${query}`, { method: "POST", headers, body: file.files[0] });
      if (answer.ok) return location.assign(answer.url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return tell(...Array.from(page.querySelectorAll("main .wrong"), (part) => part.textContent));
    } catch {
      return tell(form.dataset.unreachable);
    }
  };

  const takeFiles = () => {
    for (const form of document.querySelectorAll("form[data-file]")) {
      const { file, name } = form.elements;
      form.hidden = false;
      file.addEventListener("change", () => {
        const called = file.files[0]?.name.replace(/\.jsonl\.gz$/, "").replace(/^M\d+-/, "") ?? "";
        if (!name.value) name.value = called.replace(/[^\w.-]+/g, "-").slice(0, 60);
      });
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const button = form.querySelector("button");
        button.disabled = true;
        await sendFile(form);
        button.disabled = false;
      });
    }
  };

  document.addEventListener("htmx:configRequest", (event) => {
    if (full) event.detail.parameters.full = "1";
  });
  farstu.ready(switchLive);
  farstu.ready(submitAtOnce);
  farstu.ready(takeFiles);
  setInterval(tail, SECONDS * 1000);
})();
