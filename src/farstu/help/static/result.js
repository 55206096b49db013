"use strict";
// What became of a call: the answer as it came, and what the journal says of it.
(() => {
  const ATTEMPTS = 10;
  const PAUSE = 150;

  const readable = (text) => {
    try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text; }
  };

  const items = (list, texts) => list.replaceChildren(
    ...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
  );

  const pause = () => new Promise((done) => { setTimeout(done, PAUSE); });

  // Another process of the server may have the entry for a moment yet.
  const entryOf = async (address, headers) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const answer = await fetch(address, { headers, credentials: "omit", cache: "no-store" });
      if (answer.ok) return answer.json();
      if (answer.status !== 404) return null;
      await pause();
    }
    return null;
  };

  const showEntry = (panel, entry) => {
    const [status, place] = ["[data-journal-status]", "[data-journal]"].map((name) => panel.querySelector(name));
    status.hidden = Boolean(entry);
    status.textContent = status.dataset.unknown;
    place.hidden = !entry;
    if (!entry) return;
    const [decided, advice, understood] = ["decided", "advice", "understood"]
      .map((name) => panel.querySelector(`[data-${name}]`));
    items(decided, entry.decided);
    items(advice, entry.advice.length ? entry.advice.map(({ code, text }) => `${code}: ${text}`) : [advice.dataset.none]);
    understood.textContent = entry.understood === null
      ? understood.dataset.none : JSON.stringify(entry.understood, null, 2);
  };

  const showAnswer = (panel, answer, text, milliseconds) => {
    const status = panel.querySelector("[data-status]");
    const body = panel.querySelector("[data-body]");
    status.textContent = `${answer.status} ${answer.statusText}`.trim();
    status.className = `status ${answer.ok ? "good" : "bad"}`;
    panel.querySelector("[data-time]").textContent = `${milliseconds.toFixed(1)} ms`;
    panel.querySelector("[data-headers]").textContent = [...answer.headers]
      .map(([name, value]) => `${name}: ${value}`).join("\n");
    body.textContent = text ? readable(text) : body.dataset.empty;
    panel.querySelector("[data-answer]").hidden = false;
  };

  const showJournal = async (panel, answer, request) => {
    const id = answer.headers.get("Request-Id");
    const link = panel.querySelector("[data-journal-link]");
    const status = panel.querySelector("[data-journal-status]");
    link.textContent = id;
    link.href = `/_farstu/calls/${id}`;
    panel.querySelector("[data-journal]").hidden = true;
    status.hidden = false;
    status.textContent = status.dataset.waiting;
    const { Authorization, "Accept-Language": language } = request.headers;
    showEntry(panel, await entryOf(link.href, { Authorization, "Accept-Language": language }));
  };

  window.farstu.showResult = async (address, request) => {
    const panel = document.querySelector("[data-result]");
    const status = panel.querySelector("[data-status]");
    panel.hidden = false;
    panel.querySelector("[data-answer]").hidden = true;
    status.className = "status";
    status.textContent = status.dataset.sending;
    try {
      const started = performance.now();
      const answer = await fetch(address, request);
      const text = await answer.text();
      showAnswer(panel, answer, text, performance.now() - started);
      await showJournal(panel, answer, request);
    } catch (error) {
      status.className = "status bad";
      status.textContent = `${status.dataset.failed} (${error.message})`;
    }
    panel.querySelector("h3").focus();
  };
})();
