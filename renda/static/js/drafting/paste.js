/* Text from WPS, Word, Excel or a web page becomes blocks: the server tells headings, lists and tables apart. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;

  function tableIn(html) {
    const found = new DOMParser().parseFromString(html, "text/html");
    const tables = found.querySelectorAll("table");
    if (tables.length !== 1) return "";
    const table = tables[0];
    const beside = (found.body.textContent || "").replace(/\s/g, "").length - table.textContent.replace(/\s/g, "").length;
    if (beside > 0) return "";
    return Array.from(table.rows).map(function (row) {
      return Array.from(row.cells).map(function (cell) { return cell.textContent.replace(/\s+/g, " ").trim(); }).join("\t");
    }).join("\n");
  }

  function fill(block, made) {
    Object.keys(made.fields).forEach(function (name) {
      const field = block.querySelector("[name='" + block.id + "." + name + "']");
      if (!field) return;
      if (field.type === "checkbox") field.checked = Boolean(made.fields[name]);
      else field.value = made.fields[name];
    });
  }

  function insert(list, after) {
    const place = editor.listOf(after);
    const empty = editor.isWorded(after.dataset.kind) && !editor.textOf(after).value.trim();
    let last = after;
    list.forEach(function (made) {
      const block = editor.newBlock(made.kind, place.dataset.blocks);
      fill(block, made);
      last.after(block);
      editor.wake(block);
      last = block;
    });
    if (empty && last !== after) after.remove();
    editor.focusOn(last);
    editor.changed("order");
    editor.say("贴进来" + list.length + "段，不对的可以撤销");
  }

  function plainly(text) {
    return text.split(/\n+/).filter(function (line) { return line.trim(); }).map(function (line) {
      return { kind: "p", fields: { text: line.trim() } };
    });
  }

  editor.form.addEventListener("paste", function (event) {
    const box = event.target;
    const block = box.closest("[data-block]");
    if (!block || !box.matches("textarea[data-text]")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "");
    const table = tableIn(event.clipboardData.getData("text/html") || "");
    if (!table && !/\n\s*\S|\t/.test(text.trim())) return;
    event.preventDefault();
    editor.post(editor.root.dataset.paste, { text: table || text, table: Boolean(table) })
      .then(function (answer) { return answer.ok ? answer.json() : { blocks: plainly(text) }; })
      .catch(function () { return { blocks: plainly(text) }; })
      .then(function (told) { insert(told.blocks, block); });
  });
})();
