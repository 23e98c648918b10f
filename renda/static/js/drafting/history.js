/* Taking back and doing again, over typing and over moving blocks. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const MOST = 120;
  const undo = editor.form.querySelector("[data-undo]");
  const redo = editor.form.querySelector("[data-redo]");
  let past = [];
  let future = [];
  let now = snapshot();
  let timer = 0;

  function snapshot() {
    const block = editor.current && editor.current();
    return { pairs: editor.pairs(), key: block ? block.id : "" };
  }

  function same(a, b) { return JSON.stringify(a.pairs) === JSON.stringify(b.pairs); }

  function note() {
    window.clearTimeout(timer);
    const next = snapshot();
    if (same(next, now)) return;
    past = past.concat([now]).slice(-MOST);
    future = [];
    now = next;
    show();
  }

  function show() {
    undo.setAttribute("aria-disabled", past.length ? "false" : "true");
    redo.setAttribute("aria-disabled", future.length ? "false" : "true");
  }

  function go(backward) {
    note();
    const from = backward ? past : future;
    if (!from.length) return;
    (backward ? future : past).push(now);
    now = from.pop();
    editor.restore(now.pairs);
    show();
    const place = now.key && document.getElementById(now.key);
    if (place) editor.focusOn(place);
    editor.changed("restored");
  }

  function back() { go(true); }
  function forward() { go(false); }

  editor.onChange(function (kind) {
    window.clearTimeout(timer);
    if (kind === "restored") return;
    timer = window.setTimeout(note, kind === "order" ? 0 : 600);
  });
  undo.hidden = redo.hidden = false;
  undo.addEventListener("click", back);
  redo.addEventListener("click", forward);
  editor.form.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) back();
    else if (key === "y" || (key === "z" && event.shiftKey)) forward();
    else return;
    event.preventDefault();
  });
})();
