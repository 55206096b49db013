"use strict";
// The test form: what is filled in becomes a real call.
(() => {
  const { farstu } = window;

  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  const addressOf = (form) => {
    let path = form.dataset.path;
    const query = new URLSearchParams();
    for (const input of form.querySelectorAll("[data-parameter]")) {
      const { parameter, in: place } = input.dataset;
      if (place === "path") path = path.replace(`{${parameter}}`, encodeURIComponent(input.value));
      else if (input.value) query.append(parameter, input.value);
    }
    return query.size ? `${path}?${query}` : path;
  };

  const chosen = (form, name) => form.querySelector(`[data-${name}]:checked`)?.value;

  const fromFields = (form) => {
    const fields = form.querySelector("[data-fields]");
    if (!fields) return null;
    const { root, namespace } = form.dataset;
    return chosen(form, "format") === "xml" ? farstu.body.xml(fields, root, namespace) : farstu.body.json(fields);
  };

  const bodyOf = (form) => {
    if (chosen(form, "mode") !== "text") return fromFields(form);
    return form.querySelector("[data-text] textarea").value;
  };

  const requestOf = (form) => {
    const { partner, key } = farstu.memory;
    const headers = { Authorization: `Basic ${base64(`${partner}:${key}`)}` };
    headers["Accept-Language"] = document.documentElement.lang;
    const body = bodyOf(form);
    if (body !== null) headers["Content-Type"] = `application/${chosen(form, "format")}`;
    const accept = form.querySelector("[data-accept]").value;
    headers.Accept = accept || headers["Content-Type"] || "application/json";
    const idempotency = form.querySelector("[data-idempotency]")?.value;
    if (idempotency) headers["Idempotency-Key"] = idempotency;
    return { method: form.dataset.method, headers, body, credentials: "omit", cache: "no-store" };
  };

  const keepCredentials = (form) => {
    const partner = form.querySelector("[data-partner]");
    const key = form.querySelector("[data-key]");
    partner.value = farstu.memory.partner;
    key.value = farstu.memory.key;
    partner.addEventListener("input", () => { farstu.memory.partner = partner.value; });
    key.addEventListener("input", () => { farstu.memory.key = key.value; });
    const demo = form.querySelector("[data-demo]");
    demo?.addEventListener("click", () => {
      partner.value = farstu.memory.partner = demo.dataset.demoPartner;
      key.value = farstu.memory.key = demo.dataset.demoKey;
    });
  };

  const growLists = (form) => {
    form.addEventListener("click", ({ target }) => {
      if (target.matches("[data-remove]")) {
        target.closest("[data-item]").remove();
      } else if (target.matches("[data-add]")) {
        const list = target.closest("[data-field]");
        const made = list.querySelector(":scope > template").content.cloneNode(true);
        list.querySelector(":scope > [data-items]").append(made);
        list.querySelector(":scope > [data-items] > :last-child [data-value]")?.focus();
      }
    });
  };

  // Text that nobody has touched follows the fields and the format; text that was written stays as it is.
  const switchBetweenFieldsAndText = (form) => {
    const text = form.querySelector("[data-text]");
    if (!text) return;
    const area = text.querySelector("textarea");
    let untouched = true;
    const show = () => {
      const asText = chosen(form, "mode") === "text";
      if (asText && untouched) area.value = fromFields(form);
      text.hidden = !asText;
      form.querySelector("[data-fields]").hidden = asText;
    };
    area.addEventListener("input", () => { untouched = false; });
    text.querySelector("[data-again]").addEventListener("click", () => { untouched = true; show(); });
    form.addEventListener("change", ({ target }) => { if (target.matches("[data-mode], [data-format]")) show(); });
    show();
  };

  const send = async (form) => {
    const button = form.querySelector("[type=submit]");
    const address = addressOf(form);
    const request = requestOf(form);
    button.disabled = true;
    try {
      await farstu.showResult(address, request);
    } finally {
      button.disabled = false;
    }
  };

  farstu.ready(() => {
    const form = document.querySelector("[data-try]");
    if (!form) return;
    const target = form.querySelector("[data-target]");
    const show = () => { target.textContent = `${form.dataset.method} ${addressOf(form)}`; };
    keepCredentials(form);
    growLists(form);
    switchBetweenFieldsAndText(form);
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
    show();
    form.hidden = false;
    document.querySelector("[data-without-script]").hidden = true;
  });
})();
