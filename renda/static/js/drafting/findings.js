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
    editor.showFindings(hints.map(place).filter(Boolean).map(function (spot) {
      return { box: spot.box, start: spot.start, end: spot.end, excerpt: spot.box.value.slice(spot.start, spot.end) };
    }));
  }

  /* The place by its words and their neighbours: positions move while somebody types. */
  function place(hint) {
    const box = boxOf(hint);
    const words = hint.dataset.excerpt;
    if (!box || !words) return null;
    const text = box.value;
    const fits = [];
    const alike = [];
    for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      const spot = { box: box, start: at, end: at + words.length };
      alike.push(spot);
      if (text.slice(0, at).endsWith(hint.dataset.before) && text.slice(spot.end).startsWith(hint.dataset.after)) fits.push(spot);
    }
    if (fits.length) return fits[0];
    return alike.length === 1 ? alike[0] : null;
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

  function leave(hint, reason) {
    editor.post(root.dataset.leave, { pairs: editor.pairs(), rule: hint.dataset.rule, reason: reason }).then(function (answer) {
      return answer.json();
    }).then(function (told) {
      if (told.wants_reason) return askWhy(hint, told.problem);
      editor.say(told.said || told.problem);
      if (told.said) {
        hint.remove();
        ready();
      }
      return undefined;
    }).catch(function () { editor.say("没有连上，没有记下"); });
  }

  function askWhy(hint, problem) {
    const box = dialogWith('<p></p><label class="field"><span class="field-label">为什么不改</span><input class="input" type="text" maxlength="200"></label><p><button class="button button-primary" type="button" data-why>记下</button></p>');
    box.querySelector("p").textContent = problem;
    box.querySelector("input").focus();
    box.querySelector("[data-why]").addEventListener("click", function () {
      const why = box.querySelector("input").value.trim();
      if (!why) return;
      box.close();
      leave(hint, why);
    });
  }

  list.addEventListener("click", function (event) {
    const hint = event.target.closest("[data-hint]");
    if (!hint) return;
    if (event.target.closest("[data-hint-go]")) go(hint);
    else if (event.target.closest("[data-hint-mend]")) mend(hint, event.target.closest("[data-hint-mend]").dataset.hintMend);
    else if (event.target.closest("[data-hint-leave]")) leave(hint, "");
  });

  /* The hints shown stay, but nobody may take an old list for a checked text. */
  function failed(words) {
    let line = list.querySelector("[data-findings-failed]");
    if (!line) {
      line = document.createElement("p");
      line.className = "notice notice-warning";
      line.dataset.findingsFailed = "";
      line.setAttribute("role", "status");
      list.prepend(line);
    }
    line.textContent = words;
  }

  function ask() {
    editor.post(root.dataset.findings, { pairs: editor.pairs() }).then(function (answer) {
      if (answer.ok) return answer.text();
      if (answer.status === 422) return answer.text().then(function (why) { throw new Error(why); });
      throw new Error("这次没有检查成，下面的提示是上一次的。改一改文字会再查一遍；还是不行，请用“检查文件”。");
    }).then(function (html) {
      list.innerHTML = html;
      ready();
    }).catch(function (problem) {
      failed(problem instanceof TypeError ? "没有连上，文字还没有检查。连上以后改一改文字会再查一遍。" : problem.message);
    });
  }

  function dialogWith(html) {
    const box = document.createElement("dialog");
    box.className = "ask ed-picker";
    const shown = document.createElement("div");
    shown.className = "ed-picked";
    shown.innerHTML = html;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button";
    close.textContent = "关上";
    close.addEventListener("click", function () { box.close(); });
    box.append(shown, close);
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

  function notReached() { editor.say("没有连上，数字列表打不开"); }

  editor.pickFigure = function (block) {
    const target = editor.textOf(block);
    const at = [target.selectionStart, target.selectionEnd];
    fetchPart("").then(function (html) {
      const box = dialogWith(html);
      box.addEventListener("click", function (event) {
        const span = event.target.closest("a.tab");
        if (span) {
          event.preventDefault();
          fetchPart(span.search).then(function (other) { box.querySelector(".ed-picked").innerHTML = other; }).catch(notReached);
          return;
        }
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
    }).catch(notReached);
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
  ask();
})();
