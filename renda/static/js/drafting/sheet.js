/* The paper on the page: reading its fields, making and restoring blocks, numbering headings. */
(function () {
  "use strict";

  const root = document.querySelector("[data-editor]");
  if (!root) return;
  const form = root.querySelector("form");
  const DIGITS = "零一二三四五六七八九";
  const MADE_OF_TEXT = ["p", "h1", "h2", "h3", "h4", "list", "left", "center", "right"];
  const heard = [];
  let made = 0;

  function newKey() {
    made += 1;
    return "n" + Date.now().toString(36) + made;
  }

  function pairs() {
    return Array.from(new FormData(form)).filter(function (pair) { return pair[0] !== "csrfmiddlewaretoken"; });
  }

  function fromTemplate(name, key, list) {
    const holder = document.createElement("template");
    holder.innerHTML = document.getElementById("ed-new-" + name).innerHTML.split("__KEY" + name + "__").join(key).split("__LIST__").join(list || "");
    return holder.content.firstElementChild;
  }

  function isWorded(kind) { return MADE_OF_TEXT.includes(kind); }
  function textOf(block) { return block.querySelector("textarea[data-text]"); }
  function listOf(block) { return block.closest("[data-blocks]"); }

  function newBlock(kind, list, key) {
    const block = fromTemplate(isWorded(kind) ? "worded" : kind, key || newKey(), list);
    if (isWorded(kind)) setKind(block, kind);
    return block;
  }

  function setKind(block, kind) {
    const field = block.querySelector("[data-kind-field]");
    block.dataset.kind = kind;
    field.value = kind;
    if (field.tagName === "SELECT") textOf(block).setAttribute("aria-label", field.selectedOptions[0].textContent);
  }

  /* A block joins the page: its box grows, its table gets a grid. */
  function wake(block) {
    block.querySelectorAll("[data-grow]").forEach(editor.paint);
    if (block.dataset.kind === "table" && editor.grid) editor.grid(block);
  }

  function chinese(value) {
    if (value < 10) return DIGITS[value];
    if (value < 20) return "十" + (value % 10 ? DIGITS[value % 10] : "");
    return DIGITS[Math.floor(value / 10)] + "十" + (value % 10 ? DIGITS[value % 10] : "");
  }

  function headingNumber(level, value) {
    return [chinese(value) + "、", "（" + chinese(value) + "）", value + ".", "（" + value + "）"][level - 1];
  }

  function number() {
    form.querySelectorAll("[data-blocks]").forEach(function (list) {
      const counts = [0, 0, 0, 0];
      Array.from(list.children).forEach(function (block) {
        const place = block.querySelector("[data-number]");
        const level = Number((block.dataset.kind.match(/^h(\d)$/) || [0, 0])[1]);
        if (level) {
          counts[level - 1] += 1;
          counts.fill(0, level);
        }
        if (place) place.textContent = level ? headingNumber(level, counts[level - 1]) : "";
      });
    });
    form.querySelectorAll("[data-attachment]").forEach(function (item, at, all) {
      item.querySelector("[data-attachment-number]").textContent = all.length > 1 ? at + 1 : "";
    });
  }

  function fill(place, name, values) {
    const fields = Array.from(place.querySelectorAll("[name]")).filter(function (field) { return field.name === name; });
    fields.forEach(function (field, at) {
      if (field.type === "checkbox") field.checked = values.length > 0;
      else if (at < values.length) field.value = values[at];
    });
  }

  function boxesFor(block, key, values) {
    const list = block.querySelector("[data-boxes]");
    list.textContent = "";
    (values[key + ".per"] || [""])[0].split(" ").filter(Boolean).forEach(function (many) { list.append(boxRow(key, Number(many))); });
  }

  function boxRow(key, many) {
    const row = document.createElement("li");
    row.className = "ed-box-row";
    row.dataset.boxRow = "";
    for (let at = 0; at < many; at += 1) row.append(fromTemplate("box", key));
    return row;
  }

  function restoreBlocks(list, values) {
    const name = list.dataset.blocks;
    list.textContent = "";
    (values[name] || []).forEach(function (key) {
      const kind = (values[key + ".kind"] || ["p"])[0];
      const block = newBlock(kind, name, key);
      if (kind === "form") boxesFor(block, key, values);
      block.querySelectorAll("[name^='" + key + ".']").forEach(function (field) {
        fill(block, field.name, values[field.name] || []);
      });
      list.append(block);
    });
  }

  /* Put the whole page back to what these pairs say. */
  function restore(list) {
    const values = {};
    list.forEach(function (pair) { (values[pair[0]] = values[pair[0]] || []).push(pair[1]); });
    const files = form.querySelector("[data-attachments]");
    files.textContent = "";
    (values.attachment || []).forEach(function (key) { files.append(fromTemplate("attachment", key)); });
    Array.from(form.elements).forEach(function (field) {
      if (field.name && !["body", "attachment", "csrfmiddlewaretoken", "base"].includes(field.name) && field.type !== "submit") fill(form, field.name, values[field.name] || []);
    });
    form.querySelectorAll("[data-blocks]").forEach(function (place) { restoreBlocks(place, values); });
    form.querySelectorAll("[data-block]").forEach(wake);
    number();
  }

  /* kind: "typing" for letters, "order" for everything that moves blocks. */
  function changed(kind) {
    number();
    heard.forEach(function (listener) { listener(kind); });
  }

  function post(url, content) {
    return fetch(url, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
      body: JSON.stringify(content),
    });
  }

  function say(text) {
    const place = root.querySelector("[data-saved]");
    if (place.textContent !== text) place.textContent = text;
  }

  const editor = { root: root, form: form, pairs: pairs, newKey: newKey, newBlock: newBlock, setKind: setKind, isWorded: isWorded, textOf: textOf, listOf: listOf, fromTemplate: fromTemplate, boxRow: boxRow, number: number, restore: restore, wake: wake, changed: changed, onChange: function (listener) { heard.push(listener); }, post: post, say: say, paint: function () {} };
  window.paperEditor = editor;
  root.classList.add("has-script");
})();
