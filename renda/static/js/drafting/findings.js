/* Hints beside the text: where they are, putting a mend in, leaving them be; figures with their rows. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const AFTER = 1800;
  const root = editor.root;
  const list = root.querySelector("[data-findings-list]");
  const count = root.querySelector("[data-findings-count]");
  let timer = 0;

  function boxOf(hint) {
    const place = hint.dataset.key && editor.blockAt(hint.dataset.key);
    return place && place.matches("[data-block]") ? editor.textOf(place) : place;
  }

  function ready() {
    const hints = Array.from(list.querySelectorAll("[data-hint]"));
    list.querySelectorAll("button[hidden]").forEach(function (button) { button.hidden = false; });
    count.textContent = hints.length;
    count.hidden = !hints.length;
    editor.showFindings(hints.filter(boxOf).map(function (hint) {
      return { box: boxOf(hint), start: Number(hint.dataset.start), end: Number(hint.dataset.end), excerpt: hint.dataset.excerpt };
    }));
  }

  function place(hint) {
    const box = boxOf(hint);
    if (!box) return null;
    let start = Number(hint.dataset.start);
    if (box.value.slice(start, Number(hint.dataset.end)) !== hint.dataset.excerpt) start = box.value.indexOf(hint.dataset.excerpt);
    return start < 0 ? null : { box: box, start: start, end: start + hint.dataset.excerpt.length };
  }

  function go(hint) {
    const found = place(hint);
    if (!found) return editor.say("这一处已经改过了");
    editor.showTab("write");
    found.box.focus();
    found.box.setSelectionRange(found.start, found.end);
    found.box.scrollIntoView({ block: "center" });
    return undefined;
  }

  function mend(hint, words) {
    const found = place(hint);
    if (!found) return editor.say("这一处已经改过了");
    found.box.value = found.box.value.slice(0, found.start) + words + found.box.value.slice(found.end);
    hint.remove();
    editor.paintAll();
    editor.changed("order");
    editor.say("改好了，不对可以撤销");
    return undefined;
  }

  function leave(hint, rule) {
    editor.post(root.dataset.leave, { rule: rule }).then(function (answer) {
      if (!answer.ok) return editor.say("没有记下，请再试一次");
      hint.remove();
      ready();
      return editor.say("记下了，这一处以后不提");
    }).catch(function () { editor.say("网络断了，没有记下"); });
  }

  list.addEventListener("click", function (event) {
    const hint = event.target.closest("[data-hint]");
    if (!hint) return;
    if (event.target.closest("[data-hint-go]")) go(hint);
    else if (event.target.closest("[data-hint-mend]")) mend(hint, event.target.closest("[data-hint-mend]").dataset.hintMend);
    else if (event.target.closest("[data-hint-leave]")) leave(hint, event.target.closest("[data-hint-leave]").dataset.hintLeave);
  });

  function ask() {
    editor.post(root.dataset.findings, { pairs: editor.pairs() }).then(function (answer) {
      return answer.ok ? answer.text() : Promise.reject(new Error("refused"));
    }).then(function (html) {
      list.innerHTML = html;
      ready();
    }).catch(function () { /* the hints stay as they are until the network is back */ });
  }

  function dialogWith(html) {
    const box = document.createElement("dialog");
    box.className = "ask ed-picker";
    box.innerHTML = html;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button";
    close.textContent = "关上";
    close.addEventListener("click", function () { box.close(); });
    box.append(close);
    box.addEventListener("close", function () { box.remove(); });
    document.body.append(box);
    box.showModal();
    return box;
  }

  function fetchPart(query) {
    return fetch(root.dataset.figures + query, { credentials: "same-origin", headers: { "HX-Request": "true" } }).then(function (answer) {
      if (!answer.ok) throw new Error("refused");
      return answer.text();
    });
  }

  function words(pick) {
    const all = editor.figures.all();
    let said = "〖" + pick.dataset.text + "〗";
    const other = all[said];
    if (other && (other.key !== pick.dataset.key || other.scope !== pick.dataset.scope)) said = "〖" + pick.dataset.text + "·" + pick.dataset.label + "〗";
    editor.figures.add(said, { key: pick.dataset.key, scope: pick.dataset.scope, label: pick.dataset.label, changed: "" });
    return said;
  }

  editor.pickFigure = function (block) {
    const target = editor.textOf(block);
    const at = [target.selectionStart, target.selectionEnd];
    fetchPart("").then(function (html) {
      const box = dialogWith(html);
      box.addEventListener("click", function (event) {
        const pick = event.target.closest("[data-pick-figure]");
        if (!pick) return;
        const said = words(pick);
        target.value = target.value.slice(0, at[0]) + said + target.value.slice(at[1]);
        box.close();
        target.focus();
        target.setSelectionRange(at[0] + said.length, at[0] + said.length);
        editor.paintAll();
        editor.changed("order");
      });
    }).catch(function () { editor.say("没有连上，数字列表打不开"); });
  };

  editor.form.addEventListener("click", function (event) {
    if (!event.target.matches("textarea[data-text]")) return;
    const figure = editor.figures.at(event.target);
    if (!figure) return;
    fetchPart("?key=" + encodeURIComponent(figure.key) + "&scope=" + encodeURIComponent(figure.scope)).then(dialogWith).catch(function () { editor.say("没有连上，看不到这个数字是怎么来的"); });
  });

  editor.onChange(function () {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, AFTER);
  });
  ready();
})();
