/* Saving by itself: to the server a few seconds after a change, into this browser when the network is away. */
(function () {
  "use strict";

  const editor = window.paperEditor;
  if (!editor) return;
  const AFTER = 2500;
  const AGAIN = 15000;
  const store = window.localStorage;
  const key = "renda:paper:" + (document.body.dataset.account || "") + ":" + editor.root.dataset.key;
  let saved = JSON.stringify(editor.pairs());
  let timer = 0;
  let busy = false;
  let stopped = false;

  function time(at) {
    const when = at ? new Date(at) : new Date();
    return String(when.getHours()).padStart(2, "0") + ":" + String(when.getMinutes()).padStart(2, "0");
  }

  function base() { return editor.form.querySelector("[name=base]").value; }
  function keep() {
    try {
      store.setItem(key, JSON.stringify({ at: Date.now(), base: base(), pairs: editor.pairs() }));
      return true;
    } catch (full) {
      return false;
    }
  }

  function away(words) {
    editor.say(keep() ? words : "没有连上，这台电脑也存不下了。请不要关掉这一页，先把要紧的字抄下来");
    plan(AGAIN);
  }

  function plan(wait) {
    window.clearTimeout(timer);
    if (!stopped) timer = window.setTimeout(send, wait);
  }

  function took(told, sent) {
    saved = sent;
    if (JSON.stringify(editor.pairs()) === sent) store.removeItem(key);
    editor.say(told.said);
    showOthers(told.others || []);
  }

  function showOthers(list) {
    let place = editor.root.querySelector("[data-others]");
    if (!place) {
      place = document.createElement("p");
      place.className = "ed-others";
      place.dataset.others = "";
      place.setAttribute("role", "status");
      editor.form.querySelector("[data-bar]").append(place);
    }
    place.textContent = list.join("");
    place.hidden = !list.length;
  }

  function refused(told) {
    keep();
    stopped = Boolean(told.stop);
    editor.say(told.problem);
    if (!stopped) plan(AGAIN);
  }

  function send() {
    const list = editor.pairs();
    const sent = JSON.stringify(list);
    if (busy) return plan(1000);
    if (sent === saved) return undefined;
    busy = true;
    editor.say("正在保存…");
    return editor.post(editor.root.dataset.save, { base: base(), pairs: list }).then(function (answer) {
      if (!(answer.headers.get("Content-Type") || "").includes("json")) {
        if (answer.redirected) away("登录过期了，写的字存在这台电脑上。请另开一页登录，再回到这一页");
        else away("没有存上，写的字存在这台电脑上，过一会儿自动再送");
        return undefined;
      }
      return answer.json().then(function (told) {
        if (answer.ok) took(told, sent);
        else refused(told);
      });
    }).catch(function () {
      away("网络断了，写的字存在这台电脑上（" + time() + "），连上以后自动送出");
    }).finally(function () { busy = false; });
  }

  function offer(kept) {
    const box = document.createElement("div");
    box.className = "notice is-soon";
    box.innerHTML = '<div class="notice-body stack-small"><p></p><div class="cluster"><button class="button button-primary" type="button">接着写</button><button class="button" type="button">不要了</button></div></div>';
    box.querySelector("p").textContent = "这台电脑上有" + time(kept.at) + "写的、还没有送出去的内容。" + (kept.base !== base() ? "后来别人又存过一稿，接着写的内容保存时会把两稿都给您看。" : "");
    const buttons = box.querySelectorAll("button");
    buttons[0].addEventListener("click", function () {
      editor.restore(kept.pairs);
      editor.form.querySelector("[name=base]").value = kept.base;
      editor.changed("restored");
      box.remove();
    });
    buttons[1].addEventListener("click", function () { store.removeItem(key); box.remove(); });
    editor.root.before(box);
  }

  function load() {
    let kept = null;
    try {
      kept = JSON.parse(store.getItem(key));
    } catch (broken) {
      store.removeItem(key);
    }
    if (kept && JSON.stringify(kept.pairs) !== saved) offer(kept);
    else store.removeItem(key);
  }

  editor.onChange(function () { plan(AFTER); });
  window.addEventListener("online", function () { plan(300); });
  window.addEventListener("pagehide", function () { if (!stopped && JSON.stringify(editor.pairs()) !== saved) keep(); });
  editor.form.addEventListener("submit", function () {
    stopped = true;
    window.clearTimeout(timer);
    if (JSON.stringify(editor.pairs()) !== saved) keep();
  });
  editor.form.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      window.clearTimeout(timer);
      send();
    }
  });
  load();
})();
