/* Ticking a whole group at once. */
(function () {
  "use strict";

  document.querySelectorAll("[data-tick-group]").forEach(function (group) {
    const button = group.querySelector("[data-tick-all]");
    if (!button) return;
    const boxes = group.querySelectorAll("input[type=checkbox]");
    const words = button.textContent;
    function all() { return Array.from(boxes).every(function (box) { return box.checked; }); }
    function show() { button.textContent = all() ? "全不选" : words; }
    button.hidden = false;
    button.addEventListener("click", function () {
      const wanted = !all();
      boxes.forEach(function (box) { box.checked = wanted; });
      show();
    });
    group.addEventListener("change", show);
    show();
  });
})();
