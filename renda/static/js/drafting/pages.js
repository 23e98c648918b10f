/* The printed pages beside the text: asked for a moment after each change; the old picture stays until the new one is here. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const AFTER = 350;
  const root = editor.root;
  const list = root.querySelector("[data-pages-list]");
  const said = root.querySelector("[data-pages-said]");
  const fonts = root.querySelector("[data-fonts]");
  const pictures = new Map();
  let spots = [];
  let timer = 0;
  let asking = null;
  let wanted = 1;

  function urlOf(svg) { return URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })); }

  function show(pages) {
    while (list.children.length > pages.length) list.lastElementChild.remove();
    pages.forEach(function (page, at) {
      if (page.svg) pictures.set(page.key, urlOf(page.svg));
      let picture = list.children[at];
      if (!picture) {
        picture = document.createElement("img");
        picture.className = "ed-page";
        picture.width = 794;
        picture.height = 1123;
        list.append(picture);
      }
      picture.alt = "第" + (at + 1) + "页";
      if (pictures.has(page.key) && picture.dataset.key !== page.key) {
        picture.src = pictures.get(page.key);
        picture.dataset.key = page.key;
      }
    });
    forget(pages);
  }

  function forget(pages) {
    const used = new Set(pages.map(function (page) { return page.key; }));
    pictures.forEach(function (url, key) {
      if (used.has(key) || pictures.size < 60) return;
      URL.revokeObjectURL(url);
      pictures.delete(key);
    });
  }

  function ask() {
    if (asking) asking.abort();
    const asked = asking = new AbortController();
    const body = { pairs: editor.pairs(), have: Array.from(pictures.keys()), at: wanted };
    fetch(root.dataset.preview, {
      method: "POST", credentials: "same-origin", signal: asked.signal, body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-CSRFToken": editor.form.querySelector("[name=csrfmiddlewaretoken]").value },
    }).then(function (answer) { return answer.json(); }).then(function (told) {
      if (asked.signal.aborted) return;
      said.textContent = told.said;
      if (!told.pages) return;
      spots = told.spots;
      show(told.pages);
      fonts.textContent = told.fonts;
      if (told.pages.some(function (page) { return !pictures.has(page.key); })) timer = window.setTimeout(ask, 0);
    }).catch(function () {
      if (!asked.signal.aborted) said.textContent = "版面没有更新，连上网络后会自动更新";
    });
  }

  /* Keys of spots are places (b3, a0-b2); blocks on the page are found by the same places. */
  function blockAt(spot) {
    const file = spot.match(/^a(\d+)(?:-b(\d+))?$/);
    const form = editor.form;
    if (/^b\d+$/.test(spot)) return form.querySelector("[data-blocks=body]").children[Number(spot.slice(1))];
    if (!file) return form.querySelector("[data-spot='" + spot + "']");
    const item = form.querySelectorAll("[data-attachment]")[Number(file[1])];
    return item && (file[2] ? item.querySelector("[data-blocks]").children[Number(file[2])] : item.querySelector("[data-text]"));
  }

  function spotOf(block) {
    const at = Array.from(block.parentElement.children).indexOf(block);
    const item = block.closest("[data-attachment]");
    if (!item) return "b" + at;
    const number = Array.from(editor.form.querySelectorAll("[data-attachment]")).indexOf(item);
    return "a" + number + (at ? "-b" + at : "");
  }

  function jump(picture, y) {
    const box = picture.getBoundingClientRect();
    const tall = picture.naturalHeight >= picture.naturalWidth ? 297 : 210;
    const mm = ((y - box.top) / box.height) * tall;
    const page = Array.from(list.children).indexOf(picture) + 1;
    const before = spots.filter(function (spot) { return spot[1] < page || (spot[1] === page && spot[2] <= mm + 1); });
    const place = before.length && blockAt(before[before.length - 1][0]);
    if (!place) return;
    editor.showTab("write");
    if (place.matches("[data-block]")) editor.focusOn(place);
    else place.focus();
    place.scrollIntoView({ block: "center" });
  }

  list.addEventListener("click", function (event) {
    if (event.target.matches("img")) jump(event.target, event.clientY);
  });

  root.addEventListener("block", function (event) {
    const found = spots.find(function (spot) { return spot[0] === spotOf(event.detail); });
    const picture = found && list.children[found[1] - 1];
    if (!picture) return;
    wanted = found[1];
    const top = picture.offsetTop + (found[2] / 297) * picture.offsetHeight - list.clientHeight / 3;
    if (Math.abs(list.scrollTop - top) > list.clientHeight / 4) list.scrollTop = top;
  });

  editor.blockAt = blockAt;
  editor.onChange(function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, AFTER);
  });
  ask();
})();
