/* Suggestions: finding a name in a long list, one more row of promises. Everything works without. */
(function () {
  "use strict";

  function findable(pick) {
    const tools = pick.querySelector(".pick-tools");
    const items = Array.from(pick.querySelectorAll("[data-pick-item]"));
    if (!tools || items.length < 8) return;
    tools.hidden = false;
    const box = tools.querySelector("input");
    const count = tools.querySelector("[data-pick-count]");
    box.addEventListener("input", function () {
      const words = box.value.trim().split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach(function (item) {
        const fits = words.every(function (word) { return item.textContent.includes(word); });
        item.hidden = !fits && !item.querySelector("input").checked;
        if (!item.hidden) shown += 1;
      });
      pick.querySelectorAll("[data-pick-group]").forEach(function (group) {
        group.hidden = !group.querySelector("[data-pick-item]:not([hidden])");
      });
      count.textContent = words.length ? "找到" + shown + "个" : "";
    });
    box.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  function growing(rows) {
    const add = rows.querySelector("[data-add-row]");
    const list = rows.querySelector("ol");
    if (!add || !list) return;
    add.addEventListener("click", function (event) {
      event.preventDefault();
      const row = list.lastElementChild.cloneNode(true);
      row.querySelectorAll("input").forEach(function (input) { input.value = ""; input.removeAttribute("id"); });
      list.append(row);
      row.querySelector("input").focus();
    });
  }

  document.querySelectorAll("[data-pick]").forEach(findable);
  document.querySelectorAll("[data-rows]").forEach(growing);
})();
