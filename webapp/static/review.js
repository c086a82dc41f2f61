/* Keys for the desk: one letter does what a button or link with data-key does. The page works
   without it. Keys can be turned off (WCAG 2.1.4), and never work while somebody types. */
"use strict";
(() => {
  const KEPT = "catena-desk-keys";
  const REST = 300; // milliseconds: what was pressed for the page before is not for this one
  const began = performance.now();
  const toggle = document.querySelector("[data-keys]");
  const kept = (value) => { // a browser may keep nothing
    try {
      if (value) localStorage.setItem(KEPT, value);
      return localStorage.getItem(KEPT);
    } catch { return value; }
  };
  let on = kept() !== "off";
  let busy = false;

  const show = () => {
    if (!toggle) return;
    toggle.hidden = false;
    toggle.setAttribute("aria-pressed", String(on));
    toggle.textContent = on ? "Single keys: on" : "Single keys: off";
    for (const each of document.querySelectorAll("[data-key]")) {
      if (on) each.setAttribute("aria-keyshortcuts", each.dataset.key);
      else each.removeAttribute("aria-keyshortcuts");
    }
  };
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (!on || busy || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing(event.target) || performance.now() - began < REST) return;
    const wanted = [...document.querySelectorAll("[data-key]")].find(
      (each) => each.dataset.key === event.key.toLowerCase());
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input")) wanted.focus();
    else { busy = true; wanted.click(); }
  });
  document.addEventListener("submit", () => { busy = true; });
  window.addEventListener("pageshow", () => { busy = false; });
  toggle?.addEventListener("click", () => {
    on = !on;
    kept(on ? "on" : "off");
    show();
  });
  show();
  // What happened is read out first, and the page is moved by its keys at once.
  document.querySelector("[data-first]")?.focus({ preventScroll: true });
})();
