"use strict";
(() => {
  const MOST = 12;

  const score = (entry, words) => {
    const title = entry.title.toLowerCase();
    const about = entry.about.toLowerCase();
    const more = entry.more.toLowerCase();
    let sum = 0;
    for (const word of words) {
      const place = title.indexOf(word);
      if (title.split(/[^\p{L}\p{N}]+/u).includes(word)) sum += 12;
      else if (place >= 0) sum += 8;
      else if (more.split(" ").includes(word)) sum += 6;
      else if (more.includes(word)) sum += 4;
      else if (about.includes(word)) sum += 3;
      else return 0;
    }
    return sum + 1 / (1 + title.length);
  };

  const find = (text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return (window.farstuIndex || [])
      .map((entry) => [score(entry, words), entry])
      .filter(([points]) => points > 0)
      .sort(([one], [other]) => other - one)
      .slice(0, MOST)
      .map(([, entry]) => entry);
  };

  const load = (address) => {
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
    return new Promise((done) => { script.onload = done; script.onerror = done; });
  };

  const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  const shown = (entry, base) => {
    const link = Object.assign(document.createElement("a"), { href: base + entry.link });
    link.append(line("strong", entry.title), line("span", `${entry.kind} · ${entry.about}`));
    const item = document.createElement("li");
    item.append(link);
    return item;
  };

  const start = () => {
    const form = document.querySelector("[data-search]");
    const input = form.querySelector("input");
    const found = form.querySelector(".found");
    const status = form.querySelector("[role=status]");
    const list = form.querySelector("ol");
    let index = null;

    const look = async () => {
      index ??= load(form.dataset.index);
      await index;
      const text = input.value.trim();
      const entries = find(text);
      list.replaceChildren(...entries.map((entry) => shown(entry, form.dataset.base)));
      status.textContent = entries.length ? form.dataset.some.replace("%", entries.length) : form.dataset.none;
      found.hidden = !text;
    };
    const close = () => { found.hidden = true; };
    const move = (step) => {
      const stops = [input, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      stops[(at + step + stops.length) % stops.length].focus();
    };

    form.hidden = false;
    input.addEventListener("focus", () => { index ??= load(form.dataset.index); });
    input.addEventListener("input", look);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.click();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Escape") {
        close();
        input.focus();
      }
    });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
    });
  };

  document.addEventListener("click", (event) => {
    const form = document.querySelector("[data-search]");
    if (!form.contains(event.target)) form.querySelector(".found").hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    const busy = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !busy && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      document.querySelector("[data-search] input").focus();
    }
  });

  window.farstu.ready(start);
})();
