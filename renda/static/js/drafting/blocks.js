/* Working on blocks: adding, moving, deleting, turning into another kind, splitting and joining; by mouse and keyboard. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const form = editor.form;
  const bar = form.querySelector("[data-block-bar]");
  const kindPick = bar.querySelector("[data-bar-kind]");
  const addPick = bar.querySelector("[data-bar-add]");
  const marksBox = bar.querySelector("[data-bar-marks]");
  let current = null;

  function focusOn(block, at) {
    if (!block) return;
    const box = editor.textOf(block) || block.querySelector("input:not([type=hidden]), textarea, [tabindex]");
    box.focus();
    if (box.setSelectionRange && at !== undefined) box.setSelectionRange(at, at);
    take(block);
  }

  function take(block) {
    if (current && current !== block) current.classList.remove("is-current");
    current = block;
    bar.hidden = !block;
    if (!block) return;
    block.classList.add("is-current");
    const worded = editor.isWorded(block.dataset.kind);
    kindPick.parentElement.hidden = !worded;
    if (worded) kindPick.value = block.dataset.kind;
    marksBox.hidden = block.dataset.kind !== "list";
    if (!marksBox.hidden) marksBox.querySelector("select").value = block.querySelector("[data-marks]").value;
    bar.querySelectorAll("[data-bar-do=kai], [data-bar-do=figure]").forEach(function (button) { button.hidden = !worded; });
    editor.root.dispatchEvent(new CustomEvent("block", { detail: block }));
  }

  function add(kind, after, list) {
    const place = list || (after ? editor.listOf(after) : form.querySelector("[data-blocks=body]"));
    const block = editor.newBlock(kind, place.dataset.blocks);
    if (after) after.after(block);
    else place.append(block);
    editor.wake(block);
    focusOn(block, 0);
    editor.changed("order");
    return block;
  }

  function move(block, step) {
    const other = step < 0 ? block.previousElementSibling : block.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(block);
    else other.after(block);
    focusOn(block);
    editor.changed("order");
  }

  function drop(block) {
    const next = block.previousElementSibling || block.nextElementSibling;
    const list = editor.listOf(block);
    block.remove();
    if (next) focusOn(next);
    else {
      take(null);
      list.parentElement.querySelector("[data-add-end]").focus();
    }
    editor.changed("order");
  }

  function turn(block, kind) {
    editor.setKind(block, kind);
    take(block);
    editor.changed("order");
  }

  function split(block, box) {
    const at = box.selectionStart;
    const rest = box.value.slice(box.selectionEnd);
    const kind = block.dataset.kind;
    const next = editor.newBlock(/^h\d$/.test(kind) || kind === "list" ? "p" : kind, editor.listOf(block).dataset.blocks);
    box.value = box.value.slice(0, at).replace(/\n$/, "");
    editor.textOf(next).value = rest.replace(/^\n/, "");
    next.querySelector("[data-kai]").value = block.querySelector("[data-kai]").value;
    block.after(next);
    editor.wake(block);
    editor.wake(next);
    focusOn(next, 0);
    editor.changed("order");
  }

  function join(first, second) {
    if (!first || !second || !editor.isWorded(first.dataset.kind) || !editor.isWorded(second.dataset.kind)) return false;
    const box = editor.textOf(first);
    const at = box.value.length;
    box.value += (first.dataset.kind === "list" && editor.textOf(second).value ? "\n" : "") + editor.textOf(second).value;
    const kai = first.querySelector("[data-kai]");
    kai.value = [kai.value, second.querySelector("[data-kai]").value].filter(Boolean).join("\n");
    second.remove();
    editor.wake(first);
    focusOn(first, at);
    editor.changed("order");
    return true;
  }

  /* The chosen words in Kai, or back. */
  function kai(block) {
    const box = editor.textOf(block);
    const words = box.value.slice(box.selectionStart, box.selectionEnd);
    if (!words.trim() || words.includes("\n")) return editor.say("先选中几个字，再按“楷体”");
    const field = block.querySelector("[data-kai]");
    const list = field.value.split("\n").filter(Boolean);
    const before = list.indexOf(words);
    if (before >= 0) list.splice(before, 1);
    else list.push(words);
    list.sort(function (a, b) { return box.value.indexOf(a) - box.value.indexOf(b); });
    field.value = list.join("\n");
    editor.say(before >= 0 ? "“" + words.slice(0, 12) + "”不用楷体了" : "“" + words.slice(0, 12) + "”用楷体排");
    box.focus();
    editor.changed("order");
    return undefined;
  }

  function atEdges(box) {
    const alone = box.selectionStart === box.selectionEnd;
    return { start: alone && box.selectionStart === 0, end: alone && box.selectionEnd === box.value.length };
  }

  function withAlt(event, block) {
    const kinds = { Digit0: "p", Digit1: "h1", Digit2: "h2", Digit3: "h3", Digit4: "h4" };
    if (event.altKey && !event.ctrlKey && event.key === "ArrowUp") move(block, -1);
    else if (event.altKey && !event.ctrlKey && event.key === "ArrowDown") move(block, 1);
    else if (event.altKey && event.ctrlKey && kinds[event.code] && editor.isWorded(block.dataset.kind)) turn(block, kinds[event.code]);
    else return false;
    return true;
  }

  function inText(event, block, box) {
    const edge = atEdges(box);
    const list = block.dataset.kind === "list";
    if (event.key === "Enter" && !event.shiftKey) {
      if (list && !(edge.end && /\n$/.test(box.value))) return false;
      split(block, box);
    } else if (event.key === "Backspace" && edge.start) {
      if (!box.value && block.previousElementSibling && !editor.isWorded(block.previousElementSibling.dataset.kind)) drop(block);
      else return join(block.previousElementSibling, block);
    } else if (event.key === "Delete" && edge.end) return join(block, block.nextElementSibling);
    else if (event.key === "ArrowUp" && edge.start && block.previousElementSibling) focusOn(block.previousElementSibling);
    else if (event.key === "ArrowDown" && edge.end && block.nextElementSibling) focusOn(block.nextElementSibling, 0);
    else return false;
    return true;
  }

  form.addEventListener("keydown", function (event) {
    const block = event.target.closest("[data-block]");
    if (!block || event.isComposing) return;
    if (withAlt(event, block) || (!event.altKey && !event.ctrlKey && event.target.matches("textarea[data-text]") && inText(event, block, event.target))) event.preventDefault();
  });

  form.addEventListener("focusin", function (event) {
    const block = event.target.closest("[data-block]");
    if (block) take(block);
    /* A button that is being pressed must not move away under the finger because the bar above it closes. */
    else if (!event.target.closest("[data-bar], button, a, summary")) take(null);
  });

  form.addEventListener("input", function (event) {
    if (!event.target.closest("[data-bar]")) editor.changed("typing");
  });

  kindPick.addEventListener("change", function () { if (current) turn(current, kindPick.value); });
  addPick.addEventListener("change", function () {
    if (current && addPick.value) add(addPick.value, current);
    addPick.value = "";
  });
  marksBox.addEventListener("change", function (event) {
    if (!current) return;
    current.querySelector("[data-marks]").value = event.target.value;
    editor.changed("order");
  });
  bar.addEventListener("click", function (event) {
    const button = event.target.closest("[data-bar-do]");
    if (!button || !current) return;
    const what = button.dataset.barDo;
    if (what === "up") move(current, -1);
    else if (what === "down") move(current, 1);
    else if (what === "drop") drop(current);
    else if (what === "kai") kai(current);
    else if (what === "figure") editor.pickFigure(current);
    if (what !== "figure") button.focus();
  });

  function changeBoxes(button) {
    const block = button.closest("[data-block]");
    const list = block.querySelector("[data-boxes]");
    if (button.dataset.addBox) list.append(editor.boxRow(block.id, Number(button.dataset.addBox)));
    else if (list.lastElementChild) list.lastElementChild.remove();
    block.querySelector("[data-per]").value = Array.from(list.children).map(function (row) { return row.children.length; }).join(" ");
    editor.changed("order");
  }

  form.addEventListener("click", function (event) {
    const button = event.target.closest("[data-add-end], [data-add-attachment], [data-drop-attachment], [data-add-box], [data-drop-box]");
    if (!button) return;
    event.preventDefault();
    if (button.hasAttribute("data-add-end")) add("p", null, button.closest("section, [data-attachment]").querySelector("[data-blocks='" + button.dataset.addEnd + "']"));
    else if (button.hasAttribute("data-add-attachment")) {
      const item = editor.fromTemplate("attachment", editor.newKey());
      form.querySelector("[data-attachments]").append(item);
      item.querySelector("[data-text]").focus();
      editor.changed("order");
    } else if (button.hasAttribute("data-drop-attachment")) {
      button.closest("[data-attachment]").remove();
      editor.changed("order");
      form.querySelector("[data-add-attachment]").focus();
    } else changeBoxes(button);
  });

  editor.current = function () { return current; };
  editor.focusOn = focusOn;
  editor.addBlock = add;
})();
