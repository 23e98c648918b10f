/* Drafts: what is typed into <form data-draft="key"> is kept on this device until the server says it accepted it. */
(function () {
  "use strict";
  const KEPT_DAYS = 14;
  const account = document.body.dataset.account || "";
  const prefix = "renda:draft:" + account + ":";

  function shelf() {
    try {
      window.localStorage.setItem("renda:try", "1");
      window.localStorage.removeItem("renda:try");
      return window.localStorage;
    } catch (refused) {
      return null;
    }
  }
  const store = shelf();
  if (!store) return;

  function keepable(field) {
    return field.name && !field.disabled && !["hidden", "file", "password", "submit", "button"].includes(field.type);
  }

  function read(form) {
    const values = {};
    Array.from(form.elements).filter(keepable).forEach(function (field) {
      const isTick = field.type === "checkbox" || field.type === "radio";
      if (isTick && !field.checked) return;
      values[field.name] = (values[field.name] || []).concat(
        field.multiple ? Array.from(field.selectedOptions, function (option) { return option.value; }) : field.value
      );
    });
    return values;
  }

  function write(form, values) {
    Array.from(form.elements).filter(keepable).forEach(function (field) {
      const kept = values[field.name] || [];
      if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
      else if (field.multiple) Array.from(field.options).forEach(function (option) { option.selected = kept.includes(option.value); });
      else if (field.name in values) field.value = kept.length > 1 ? kept.shift() : kept[0];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  function load(key) {
    try {
      return JSON.parse(store.getItem(key));
    } catch (broken) {
      store.removeItem(key);
      return null;
    }
  }

  function clock(at) {
    const when = new Date(at);
    return when.getMonth() + 1 + "月" + when.getDate() + "日 " + String(when.getHours()).padStart(2, "0") + ":" + String(when.getMinutes()).padStart(2, "0");
  }

  function dropOld() {
    Object.keys(store).filter(function (key) { return key.startsWith("renda:draft:"); }).forEach(function (key) {
      const draft = load(key);
      if (!draft || Date.now() - draft.at > KEPT_DAYS * 86400000) store.removeItem(key);
    });
  }

  function choice(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function offer(form, key, draft) {
    const banner = document.createElement("div");
    banner.className = "notice is-soon";
    banner.setAttribute("role", "status");
    const body = document.createElement("div");
    body.className = "notice-body stack-small";
    const words = document.createElement("p");
    words.textContent = "上次有没提交的内容，" + clock(draft.at) + "自动存在这台设备上。";
    const buttons = document.createElement("div");
    buttons.className = "cluster";
    buttons.append(
      choice("接着上次写", function () { write(form, draft.values); banner.remove(); }),
      choice("不要了", function () { store.removeItem(key); banner.remove(); })
    );
    body.append(words, buttons);
    banner.append(body);
    form.prepend(banner);
  }

  function watch(form) {
    const name = form.dataset.draft;
    const key = prefix + name;
    const untouched = JSON.stringify(read(form));
    const state = document.createElement("span");
    state.className = "small soft";
    state.setAttribute("role", "status");
    (form.querySelector(".form-buttons") || form).append(state);

    const sent = document.createElement("input");
    sent.type = "hidden";
    sent.name = "draft_key";
    sent.value = name;
    form.append(sent);

    const draft = load(key);
    if (draft && JSON.stringify(draft.values) !== untouched) offer(form, key, draft);

    let timer = 0;
    function save() {
      window.clearTimeout(timer);
      timer = 0;
      const values = read(form);
      if (JSON.stringify(values) === untouched) return;
      try {
        store.setItem(key, JSON.stringify({ at: Date.now(), values: values }));
        state.textContent = "已存在这台设备上（" + clock(Date.now()) + "），还没有提交";
      } catch (full) {
        state.textContent = "这台设备存不下了，请尽快提交";
      }
    }
    form.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, 400);
    });
    window.addEventListener("pagehide", function () { if (timer) save(); });
    form.addEventListener("submit", save);
  }

  dropOld();
  document.querySelectorAll("[data-accepted-draft]").forEach(function (place) {
    store.removeItem(prefix + place.dataset.acceptedDraft);
  });
  document.querySelectorAll("form[data-draft]").forEach(watch);
})();
