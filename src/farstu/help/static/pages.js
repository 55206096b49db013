"use strict";
(() => {
  const { farstu } = window;
  const themes = ["auto", "light", "dark"];

  const switchTheme = () => {
    const button = document.querySelector("[data-theme-switch]");
    const show = () => {
      const name = farstu.remembered("farstu-theme") || "auto";
      button.querySelector("span").textContent = button.dataset[name];
      return name;
    };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      const next = themes[(themes.indexOf(show()) + 1) % themes.length];
      farstu.remember("farstu-theme", next);
      farstu.theme(next);
      show();
    });
  };

  const copyCode = () => {
    if (!navigator.clipboard) return;
    for (const button of document.querySelectorAll("[data-copy]")) {
      const usual = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.parentElement.querySelector("pre").textContent);
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = usual; }, 1500);
      });
    }
  };

  // A language or format chosen once is chosen everywhere.
  const rememberTabs = () => {
    const choose = (kind, value) => {
      for (const input of document.querySelectorAll(`[data-tabs="${kind}"] > input`)) {
        if (input.value === value) input.checked = true;
      }
    };
    for (const kind of ["code", "format"]) {
      const value = farstu.remembered(`farstu-${kind}`);
      if (value) choose(kind, value);
    }
    for (const tabs of document.querySelectorAll("[data-tabs]")) {
      tabs.addEventListener("change", (event) => {
        farstu.remember(`farstu-${tabs.dataset.tabs}`, event.target.value);
        choose(tabs.dataset.tabs, event.target.value);
      });
    }
  };

  const followReading = () => {
    const links = new Map([...document.querySelectorAll(".toc a")].map((link) => [link.hash.slice(1), link]));
    const headings = [...links.keys()].map((name) => document.getElementById(name)).filter(Boolean);
    const mark = () => {
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
      const current = above.at(-1);
      for (const [name, link] of links) {
        if (current && current.id === name) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    };
    document.onscroll = headings.length ? mark : null;
    mark();
  };

  // What is linked to inside a closed part of the page is opened.
  const openTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    target?.closest("details")?.setAttribute("open", "");
  };

  farstu.ready(switchTheme);
  farstu.ready(copyCode);
  farstu.ready(rememberTabs);
  farstu.ready(followReading);
  farstu.ready(openTarget);
  addEventListener("hashchange", openTarget);
})();
