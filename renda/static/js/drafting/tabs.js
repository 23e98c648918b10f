/* On narrow screens text, pages and hints lie behind three tabs; at the desk they stand side by side. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const root = editor.root;
  const bar = root.querySelector("[data-tabs]");
  const tabs = Array.from(bar.querySelectorAll("[role=tab]"));
  let shown = "write";

  function show(name) {
    shown = name;
    root.dataset.shown = name;
    tabs.forEach(function (tab) {
      const chosen = tab.id === "tab-" + name;
      tab.setAttribute("aria-selected", chosen ? "true" : "false");
      tab.tabIndex = chosen ? 0 : -1;
    });
    if (name === "write") editor.form.querySelectorAll("textarea").forEach(editor.resize);
  }

  bar.addEventListener("click", function (event) {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab.id.slice(4));
  });
  bar.addEventListener("keydown", function (event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.findIndex(function (tab) { return tab.id === "tab-" + shown; }) + step + tabs.length) % tabs.length];
    show(next.id.slice(4));
    next.focus();
  });
  bar.hidden = false;
  editor.showTab = show;
  show("write");
})();
