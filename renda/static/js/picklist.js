/* Finding a name in a long tick list: <input data-pick="id"> hides what does not contain the words typed. */
(function () {
  "use strict";

  function watch(search) {
    const list = document.getElementById(search.dataset.pick);
    const frame = search.closest("[data-pick-search]");
    const none = frame.querySelector("[data-pick-none]");
    const groups = Array.from(list.querySelectorAll("details"));
    const opened = groups.map(function (group) { return group.open; });
    frame.hidden = false;

    search.addEventListener("input", function (event) {
      // What is looked for is no part of what is written: neither draft nor hints need to know.
      event.stopPropagation();
      const words = search.value.trim();
      let found = 0;
      list.querySelectorAll(".check").forEach(function (row) {
        const fits = row.textContent.includes(words);
        row.hidden = !fits;
        found += fits ? 1 : 0;
      });
      groups.forEach(function (group, place) {
        const any = group.querySelector(".check:not([hidden])") !== null;
        group.hidden = !any;
        group.open = words ? any : opened[place] || group.querySelector(":checked") !== null;
      });
      none.hidden = found > 0;
    });
    search.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  document.querySelectorAll("[data-pick]").forEach(watch);
})();
