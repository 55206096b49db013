"use strict";
// While a key is kept in memory, pages of this documentation take each other's place without the browser leaving the
// first one, so that the key need not be typed again and is stored nowhere.
(() => {
  const { farstu } = window;
  const isHere = (address) => address.origin === location.origin && /^\/help(\/|\?|$)/i.test(address.pathname)
    && !address.pathname.endsWith(".md");
  let shown = location.pathname + location.search;
  const samePage = (address) => address.pathname + address.search === shown;

  const goTo = (address) => {
    const target = address.hash && document.getElementById(decodeURIComponent(address.hash.slice(1)));
    if (target) target.scrollIntoView();
    else scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  };

  const show = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = page.title;
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceWith(document.adoptNode(page.body));
    shown = address.pathname + address.search;
    farstu.drawn();
    goTo(address);
  };

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented || !farstu.memory.key) return;
    const address = new URL(link.href);
    if (!isHere(address) || (samePage(address) && address.hash)) return;
    event.preventDefault();
    history.pushState(null, "", address);
    await show(address);
  });

  addEventListener("popstate", () => {
    const address = new URL(location.href);
    if (!samePage(address)) show(address);
  });
})();
