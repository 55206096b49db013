"use strict";
// Runs before the page is drawn, so that a chosen theme does not flicker in.
(() => {
  const remembered = (name) => {
    try { return localStorage.getItem(name); } catch { return null; }
  };
  const remember = (name, value) => {
    try { localStorage.setItem(name, value); } catch { /* pages work without */ }
  };
  const tasks = [];
  let drawn = false;
  window.farstu = {
    remembered,
    remember,
    // What partner and key the reader has typed: here and nowhere else, so gone when the page is left or loaded again.
    memory: { partner: "", key: "" },
    // Runs a task on this page, and on every page that takes its place.
    ready(task) { tasks.push(task); if (drawn) task(); },
    drawn() { drawn = true; tasks.forEach((task) => task()); },
    theme(name) {
      if (name === "light" || name === "dark") document.documentElement.dataset.theme = name;
      else delete document.documentElement.dataset.theme;
    },
  };
  window.farstu.theme(remembered("farstu-theme"));
  document.addEventListener("DOMContentLoaded", () => window.farstu.drawn());
})();
