/* Boxes that grow with their text, and what is marked in the text: figures from the data, places to look at. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const FIGURE = /〖[^〖〗\n]{1,80}〗/g;
  const known = editor.form.querySelector("[data-figures-known]");
  let findings = [];

  function figures() {
    try {
      return JSON.parse(known.value || "{}");
    } catch (broken) {
      return {};
    }
  }

  function spansOf(text, box) {
    const all = figures();
    const spans = [];
    for (const found of text.matchAll(FIGURE)) {
      spans.push([found.index, found.index + found[0].length, all[found[0]] ? (all[found[0]].changed ? "ed-figure ed-figure-changed" : "ed-figure") : "ed-figure-lost"]);
    }
    findings.filter(function (one) { return one.box === box; }).forEach(function (one) {
      if (text.slice(one.start, one.end) === one.excerpt) spans.push([one.start, one.end, "ed-look"]);
    });
    return spans.sort(function (a, b) { return a[0] - b[0]; });
  }

  function paint(grow) {
    const box = grow.querySelector("textarea");
    const mirror = grow.querySelector("[data-mirror]");
    const text = box.value;
    let at = 0;
    mirror.textContent = "";
    spansOf(text, box).forEach(function (span) {
      if (span[0] < at) return;
      const mark = document.createElement("mark");
      mark.className = span[2];
      mark.textContent = text.slice(span[0], span[1]);
      mirror.append(text.slice(at, span[0]), mark);
      at = span[1];
    });
    mirror.append(text.slice(at) + "\u200b");
  }

  function paintAll() { editor.form.querySelectorAll("[data-grow]").forEach(paint); }

  function resize(box) {
    if (box.closest("[data-grow]") || box.hasAttribute("data-cells")) return;
    box.style.height = "auto";
    box.style.height = box.scrollHeight + 2 + "px";
  }

  editor.form.addEventListener("input", function (event) {
    const grow = event.target.closest("[data-grow]");
    if (grow) paint(grow);
    else if (event.target.tagName === "TEXTAREA") resize(event.target);
  });

  function knownFigure(words, meaning) {
    const all = figures();
    all[words] = meaning;
    known.value = JSON.stringify(all);
  }

  /* The figure at the caret, for showing its rows. */
  function figureAt(box) {
    const at = box.selectionStart;
    for (const found of box.value.matchAll(FIGURE)) {
      if (at > found.index && at < found.index + found[0].length) return figures()[found[0]] || null;
    }
    return null;
  }

  editor.paint = paint;
  editor.paintAll = paintAll;
  editor.resize = resize;
  editor.figures = { all: figures, add: knownFigure, at: figureAt };
  editor.showFindings = function (list) { findings = list; paintAll(); };
  editor.form.querySelectorAll("textarea").forEach(resize);
  paintAll();
})();
