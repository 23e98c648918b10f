/* A table as a grid of boxes over the text that is sent: rows and columns come and go, cells take what Excel and WPS copy. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const BREAK = "↵";

  function read(block) {
    const text = block.querySelector("[data-cells]").value.replace(/\r/g, "");
    const lines = text.split("\n").filter(function (line) { return line.length; });
    const tabs = lines.some(function (line) { return line.includes("\t"); });
    const rows = lines.map(function (line) { return line.split(tabs ? "\t" : /[|｜]/); });
    const wide = Math.max.apply(null, rows.map(function (row) { return row.length; }).concat([1]));
    if (!rows.length) rows.push([""]);
    rows.forEach(function (row) { while (row.length < wide) row.push(""); });
    return rows.map(function (row) { return row.map(function (cell) { return cell.split(BREAK).join("\n"); }); });
  }

  function write(block, rows) {
    block.querySelector("[data-cells]").value = rows.map(function (row) {
      return row.map(function (cell) { return cell.replace(/\t/g, " ").split("\n").join(BREAK); }).join("\t");
    }).join("\n") + (rows.length === 1 ? "\n" : "");
  }

  function cell(row, column, value) {
    const place = document.createElement(row ? "td" : "th");
    const box = document.createElement("textarea");
    if (!row) place.scope = "col";
    box.rows = 1;
    box.value = value;
    box.dataset.row = row;
    box.dataset.column = column;
    box.setAttribute("aria-label", row ? "第" + row + "行第" + (column + 1) + "格" : "第" + (column + 1) + "栏名称");
    place.append(box);
    return place;
  }

  function draw(block, at) {
    const rows = read(block);
    const place = block.querySelector("[data-grid]");
    const table = document.createElement("table");
    rows.forEach(function (row, r) {
      const line = document.createElement("tr");
      row.forEach(function (value, c) { line.append(cell(r, c, value)); });
      table.append(line);
    });
    place.querySelector("table").replaceWith(table);
    table.querySelectorAll("textarea").forEach(editor.resize);
    if (at) focusCell(block, at[0], at[1]);
  }

  function focusCell(block, row, column) {
    const box = block.querySelector("[data-row='" + row + "'][data-column='" + column + "']");
    if (box) box.focus();
  }

  function collect(block) {
    write(block, Array.from(block.querySelectorAll("[data-grid] tr")).map(function (line) {
      return Array.from(line.querySelectorAll("textarea")).map(function (box) { return box.value; });
    }));
  }

  /* One value for each column in a field such as "1 3 1". */
  function perColumn(block, name, between, act) {
    const field = block.querySelector("[data-" + name + "]");
    if (!field.value) return;
    const list = field.value.split(between);
    act(list);
    field.value = list.join(between === " " ? " " : "｜");
  }

  function columns(block, act) {
    perColumn(block, "widths", " ", function (list) { act(list, "1"); });
    perColumn(block, "aligns", " ", function (list) { act(list, "左"); });
    perColumn(block, "groups", /[|｜]/, function (list) { act(list, ""); });
  }

  const ACTS = {
    row: function (rows, at) { rows.splice(at[0] + 1, 0, rows[0].map(function () { return ""; })); return [at[0] + 1, 0]; },
    column: function (rows, at, block) {
      rows.forEach(function (row) { row.splice(at[1] + 1, 0, ""); });
      columns(block, function (list, plain) { list.splice(at[1] + 1, 0, plain); });
      return [at[0], at[1] + 1];
    },
    unrow: function (rows, at) { if (rows.length > 1 && at[0]) rows.splice(at[0], 1); return [Math.min(at[0], rows.length - 1), at[1]]; },
    uncolumn: function (rows, at, block) {
      if (rows[0].length < 2) return at;
      rows.forEach(function (row) { row.splice(at[1], 1); });
      columns(block, function (list) { list.splice(at[1], 1); });
      return [at[0], Math.min(at[1], rows[0].length - 1)];
    },
  };

  function change(block, what) {
    collect(block);
    const rows = read(block);
    const at = (block.dataset.cell || rows.length - 1 + " " + (rows[0].length - 1)).split(" ").map(Number);
    const next = ACTS[what](rows, at, block);
    write(block, rows);
    draw(block, next);
    editor.changed("order");
  }

  /* Bold words stand between two pairs of stars: those chosen in the box, else all of it; a second time takes it back. */
  function bold(block) {
    const at = (block.dataset.cell || "").split(" ");
    const box = at.length === 2 && block.querySelector("[data-row='" + at[0] + "'][data-column='" + at[1] + "']");
    if (!box || at[0] === "0" || !box.value.trim()) return;
    const chosen = box.selectionEnd > box.selectionStart ? [box.selectionStart, box.selectionEnd] : [0, box.value.length];
    const words = box.value.slice(chosen[0], chosen[1]);
    const plain = words.split("**").join("");
    const marked = plain.split("\n").map(function (line) { return line ? "**" + line + "**" : ""; }).join("\n");
    box.value = box.value.slice(0, chosen[0]) + (words === plain ? marked : plain) + box.value.slice(chosen[1]);
    collect(block);
    editor.resize(box);
    box.focus();
    editor.changed("order");
  }

  function tools(block) {
    const bar = document.createElement("div");
    bar.className = "ed-grid-bar cluster";
    [["row", "加一行"], ["column", "加一栏"], ["unrow", "删这一行"], ["uncolumn", "删这一栏"]].forEach(function (one) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = one[1];
      button.addEventListener("click", function () { change(block, one[0]); });
      bar.append(button);
    });
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = "加粗";
    button.title = "点住一格，或者选中格子里的几个字";
    button.addEventListener("click", function () { bold(block); });
    bar.append(button);
    return bar;
  }

  function pasted(block, box, text) {
    const added = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map(function (line) { return line.split("\t"); });
    collect(block);
    const rows = read(block);
    const top = Number(box.dataset.row);
    const left = Number(box.dataset.column);
    const wide = Math.max(rows[0].length, left + Math.max.apply(null, added.map(function (row) { return row.length; })));
    while (rows.length < top + added.length) rows.push([]);
    rows.forEach(function (row) { while (row.length < wide) row.push(""); });
    added.forEach(function (row, r) { row.forEach(function (value, c) { rows[top + r][left + c] = value; }); });
    write(block, rows);
    draw(block, [top, left]);
    editor.changed("order");
  }

  function keys(block, event) {
    const box = event.target;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !box.dataset.row) return;
    event.preventDefault();
    const row = Number(box.dataset.row);
    if (row === block.querySelectorAll("[data-grid] tr").length - 1) {
      block.dataset.cell = row + " " + box.dataset.column;
      change(block, "row");
    }
    focusCell(block, row + 1, box.dataset.column);
  }

  editor.grid = function (block) {
    const place = block.querySelector("[data-grid]");
    if (!place.hidden) return draw(block);
    const box = document.createElement("div");
    box.className = "ed-grid-box";
    box.append(document.createElement("table"));
    place.append(box, tools(block));
    place.hidden = false;
    block.querySelector("[data-grid-plain]").hidden = true;
    place.addEventListener("input", function () { collect(block); });
    place.addEventListener("keydown", function (event) { keys(block, event); });
    place.addEventListener("focusin", function (event) {
      if (event.target.dataset.row) block.dataset.cell = event.target.dataset.row + " " + event.target.dataset.column;
    });
    place.addEventListener("paste", function (event) {
      const text = event.clipboardData.getData("text/plain");
      if (!event.target.dataset.row || !/[\t\n]./.test(text)) return;
      event.preventDefault();
      pasted(block, event.target, text);
    });
    draw(block);
    return undefined;
  };
  editor.form.querySelectorAll("[data-block][data-kind=table]").forEach(editor.grid);
})();
