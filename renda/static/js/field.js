/* The field page. A finding gets an id of its own and lies in this telephone with its photos until the server has answered for
   that id: nothing is lost without a network or when the browser is closed, and nothing counts twice. */
(function () {
  "use strict";
  const form = document.querySelector("[data-field]");
  if (!form || !window.indexedDB) return; // without a store the form goes straight to the server
  const PACKET = 50;
  const RETRY = 5000;
  const told = form.dataset;
  const account = document.body.dataset.account || "";
  const place = account + ":" + told.inspection;
  const draftKey = "renda:field:" + place;
  const part = function (name) { return document.querySelector("[data-" + name + "]"); };
  const list = part("list"), state = part("state"), count = part("count"), say = part("say"), chosen = part("chosen");
  const fields = {};
  ["site", "item", "text", "who", "photos"].forEach(function (name) { fields[name] = form.querySelector("[name=" + name + "]"); });
  let token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  let sending = false, timer = 0, trouble = "", position = null, base = null, draft = "";

  // ---- the store

  function newId() {
    if (window.crypto.randomUUID) return window.crypto.randomUUID();
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
  }

  function asked(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  function open() {
    const request = window.indexedDB.open("renda-field", 1);
    request.onupgradeneeded = function () {
      ["findings", "photos"].forEach(function (name) {
        request.result.createObjectStore(name, { keyPath: "id" }).createIndex("place", "place");
      });
    };
    return asked(request);
  }

  // Done when the telephone has really written it.
  function write(act) {
    return new Promise(function (resolve, reject) {
      const change = base.transaction(["findings", "photos"], "readwrite", { durability: "strict" });
      change.oncomplete = resolve;
      change.onabort = change.onerror = function () { reject(change.error); };
      act(change.objectStore("findings"), change.objectStore("photos"));
    });
  }

  function rows(name) {
    const store = base.transaction(name).objectStore(name);
    return asked(store.index("place").getAll(place)).then(function (found) {
      return found.sort(function (a, b) { return a.at - b.at; });
    });
  }

  // ---- what is being written

  function kind() { return form.querySelector("[name=kind]:checked").value; }

  function shape() {
    const isCheck = kind() === "check";
    form.querySelectorAll("[data-check]").forEach(function (one) { one.hidden = !isCheck; });
    part("item-words").textContent = picked(fields.item).words; // a list shows the beginning of a long line only
  }

  function saveDraft() {
    const result = form.querySelector("[name=result]:checked");
    const kept = { id: draft, site: fields.site.value, item: fields.item.value, kind: kind(), result: result ? result.value : "", text: fields.text.value, who: fields.who.value };
    try { window.localStorage.setItem(draftKey, JSON.stringify(kept)); } catch (full) { tell("这部手机存不下了，请先连上网把记录送出去。", true); }
  }

  function loadDraft() {
    let kept = null;
    try { kept = JSON.parse(window.localStorage.getItem(draftKey)); } catch (broken) { kept = null; }
    draft = (kept && kept.id) || newId();
    if (!kept) return;
    ["site", "item", "text", "who"].forEach(function (name) {
      if (name === "text" || name === "who" || fields[name].querySelector("option[value='" + kept[name] + "']")) fields[name].value = kept[name];
    });
    form.querySelectorAll("[name=kind], [name=result]").forEach(function (one) { one.checked = kept[one.name] === one.value; });
  }

  function tell(words, isWrong) {
    say.textContent = words;
    say.className = "field-say" + (isWrong ? " is-wrong" : "");
  }

  // ---- photos

  function refusal(file) {
    const ending = file.name.split(".").pop().toLowerCase();
    if (file.type.startsWith("video/") || told.films.split(" ").includes(ending)) return told.filmWords;
    if (file.size > Number(told.largest)) return "这张照片有" + Math.round(file.size / 1048576) + "MB。" + told.bigWords;
    if (!file.type.startsWith("image/") && !/^(heic|heif)$/.test(ending)) return "这不是照片，收不下。请拍成照片再传。";
    return "";
  }

  function takePhotos() {
    const taken = [], words = [];
    Array.from(fields.photos.files).forEach(function (file) {
      const why = refusal(file);
      if (why) words.push("“" + file.name + "”没有收下：" + why);
      else taken.push({ id: newId(), place: place, finding: draft, blob: file, name: file.name, at: Date.now(), state: "draft" });
      if (!why && /hei[cf]$/i.test(file.name)) words.push("“" + file.name + "”收下了，送到以后自动转成普通照片。");
    });
    fields.photos.value = "";
    return write(function (findings, photos) { taken.forEach(function (one) { photos.put(one); }); }).then(function () {
      saveDraft();
      tell(words.join(" "), words.some(function (one) { return one.includes("没有收下"); }));
      return show();
    }, full);
  }

  function full() {
    tell("这部手机存不下了，这一条没有记下。请先连上网，等记录送出去再记。", true);
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function line(words, className) {
    const made = document.createElement("p");
    made.textContent = words;
    if (className) made.className = className;
    return made;
  }

  function removePhoto(id) {
    return write(function (findings, photos) { photos.delete(id); }).then(show);
  }

  function showChosen(photos) {
    chosen.textContent = "";
    photos.forEach(function (one) {
      const row = document.createElement("li"), image = document.createElement("img");
      image.alt = "";
      image.src = URL.createObjectURL(one.blob);
      image.onload = image.onerror = function () { URL.revokeObjectURL(image.src); };
      row.append(image, line(one.name), button("去掉", function () { removePhoto(one.id); }));
      chosen.append(row);
    });
  }

  // ---- writing it down

  function picked(select) {
    const option = select.selectedOptions[0];
    return option && option.value ? { id: option.value, words: option.dataset.words } : { id: "", words: "" };
  }

  function finding() {
    const isCheck = kind() === "check", result = form.querySelector("[name=result]:checked");
    const site = picked(fields.site), item = picked(fields.item);
    const made = { id: draft, place: place, at: Date.now(), state: "waiting", words: "", sent: 0, site: site.id, site_name: site.words, kind: kind(), text: fields.text.value.trim(), who: fields.who.value.trim() };
    made.item = isCheck ? item.id : "";
    made.item_text = isCheck ? item.words : "";
    made.result = isCheck && result ? result.value : "";
    if (position) { made.latitude = position.latitude; made.longitude = position.longitude; }
    return made;
  }

  function lacking(made) {
    if (!made.site) return "请先选在哪个检查点。";
    if (made.kind === "check" && !made.result) return "请选“没有问题”或者“有问题”。";
    if (made.kind === "check" && made.result === "wrong" && !made.text) return "有问题的，请写清楚是什么问题。";
    if (made.kind !== "check" && !made.text && !made.who) return "请写情况或者姓名。";
    return "";
  }

  function keep(event) {
    event.preventDefault();
    const made = finding(), why = lacking(made);
    if (why) { tell(why, true); return; }
    rows("photos").then(function (photos) {
      const own = photos.filter(function (one) { return one.finding === made.id; });
      made.photos = own.length;
      return write(function (findings, store) {
        findings.put(made);
        own.forEach(function (one) { one.state = "waiting"; store.put(one); });
      });
    }).then(function () {
      next(made);
      tell("记下了，存在这部手机里。", false);
      return show().then(send);
    }).catch(full);
  }

  // The place stays, the list goes on to its next line; what is on no list stands last.
  function next(made) {
    draft = newId();
    fields.text.value = fields.who.value = "";
    form.querySelectorAll("[name=result]").forEach(function (one) { one.checked = false; });
    if (made.kind === "check" && fields.item.selectedIndex < fields.item.length - 1) fields.item.selectedIndex += 1;
    shape();
    saveDraft();
  }

  // At another place the list begins again, once it was gone through.
  function fromTheTop() {
    if (fields.item.selectedIndex === fields.item.length - 1) fields.item.selectedIndex = 0;
    saveDraft();
  }

  // ---- what lies in the telephone

  function clock(at) {
    const when = new Date(at);
    return when.getMonth() + 1 + "月" + when.getDate() + "日 " + when.getHours() + ":" + String(when.getMinutes()).padStart(2, "0");
  }

  function title(one) {
    const words = { check: one.result === "wrong" ? "有问题" : "没有问题", sample: "抽样", opinion: "群众意见", signed: "签字" }[one.kind];
    return one.site_name + "　" + words;
  }

  function row(one, photos) {
    const made = document.createElement("li"), own = photos.filter(function (photo) { return photo.finding === one.id; });
    made.className = "field-row is-" + (one.state === "kept" && own.length ? "waiting" : one.state);
    made.append(line(title(one), "field-row-title"), line([clock(one.at), one.item_text, one.text, one.who].filter(Boolean).join("　")));
    if (one.state === "waiting") made.append(line("还在手机里，有网就送" + (own.length ? "（照片" + own.length + "张）" : ""), "field-row-state"));
    if (one.state === "waiting") made.append(button("记错了，去掉", function () { remove(one, own); }));
    if (one.state === "kept") made.append(line("已送到人大办" + (own.length ? "，照片还有" + own.length + "张没送" : one.photos ? "，照片" + one.photos + "张" : "") + (one.words ? "。" + one.words : ""), "field-row-state"));
    if (one.state === "refused") made.append(line(one.words, "field-row-state"), button("再送一次", function () { again(one); }));
    own.filter(function (photo) { return photo.state === "refused"; }).forEach(function (photo) {
      made.append(line("“" + photo.name + "”没有收下：" + photo.words, "field-row-state"), button("去掉这张照片", function () { removePhoto(photo.id); }));
    });
    return made;
  }

  // What has been sent meanwhile comes back as sent: nothing of the office's is taken away from here.
  function remove(one, own) {
    if (!window.confirm("去掉这一条？照片一起去掉。")) return;
    write(function (findings, photos) {
      findings.delete(one.id);
      own.forEach(function (photo) { photos.delete(photo.id); });
    }).then(show);
  }

  function again(one) {
    one.state = "waiting";
    return write(function (findings) { findings.put(one); }).then(send);
  }

  function show() {
    return Promise.all([rows("findings"), rows("photos")]).then(function (both) {
      const findings = both[0], photos = both[1].filter(function (one) { return one.state !== "draft"; });
      const left = findings.filter(function (one) { return one.state === "waiting"; }).length;
      const pictures = photos.filter(function (one) { return one.state === "waiting"; }).length;
      showChosen(both[1].filter(function (one) { return one.state === "draft" && one.finding === draft; }));
      list.textContent = "";
      findings.slice().reverse().forEach(function (one) { list.append(row(one, photos)); });
      count.textContent = findings.length ? "这部手机上记了" + findings.length + "条" : "还没有记";
      const waiting = [left ? left + "条记录" : "", pictures ? pictures + "张照片" : ""].filter(Boolean).join("、");
      state.textContent = (waiting ? "还有" + waiting + "在手机里，有网自动送出。" : findings.length ? "都送到了。" : "") + trouble;
      state.className = "field-state" + (waiting || trouble ? " is-waiting" : "");
      state.hidden = !state.textContent;
    });
  }

  // ---- sending

  function ask(address, options, isSecond) {
    const given = Object.assign({ credentials: "same-origin", redirect: "manual" }, options);
    if (options.method === "POST") given.headers = Object.assign({ "X-CSRFToken": token }, options.headers);
    return window.fetch(address, given).then(function (answer) {
      if (answer.status === 403 && options.method === "POST" && !isSecond) {
        return renew().then(function () { return ask(address, options, true); });
      }
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Error("login");
      if (answer.status === 404) throw new Error("gone");
      if (answer.status === 413) return { outcome: "refused", words: told.bigWords };
      if (!answer.ok && answer.status !== 400) throw new Error("server");
      return answer.json();
    });
  }

  function renew() {
    return ask(told.token, { method: "GET" }).then(function (answer) {
      if (answer.account !== account) throw new Error("login");
      token = answer.token;
    });
  }

  function sendFindings() {
    return rows("findings").then(function (found) {
      const packet = found.filter(function (one) { return one.state === "waiting"; }).slice(0, PACKET);
      if (!packet.length) return undefined;
      const plain = packet.map(function (one) { const copy = Object.assign({}, one); delete copy.place; delete copy.state; return copy; });
      const body = JSON.stringify({ now: Date.now(), findings: plain });
      return ask(told.send, { method: "POST", headers: { "Content-Type": "application/json" }, body: body }).then(function (answer) {
        if (!answer.told) throw new Error("server");
        const byId = new Map(packet.map(function (one) { return [one.id, one]; }));
        return write(function (findings) {
          answer.told.forEach(function (one) {
            const own = byId.get(one.id);
            if (own) findings.put(Object.assign(own, { state: one.outcome, words: one.words }));
          });
        });
      }).then(show).then(sendFindings);
    });
  }

  function sendPhotos() {
    return Promise.all([rows("findings"), rows("photos")]).then(function (both) {
      const there = new Set(both[0].filter(function (one) { return one.state === "kept"; }).map(function (one) { return one.id; }));
      const photo = both[1].find(function (one) { return one.state === "waiting" && there.has(one.finding); });
      if (!photo) return undefined;
      const body = new FormData();
      body.append("finding", photo.finding);
      body.append("id", photo.id);
      body.append("photo", photo.blob, photo.name);
      return ask(told.photo, { method: "POST", body: body }).then(function (answer) {
        return write(function (findings, photos) {
          if (answer.outcome === "kept") photos.delete(photo.id);
          else photos.put(Object.assign(photo, { state: "refused", words: answer.words }));
        });
      }).then(show).then(sendPhotos);
    });
  }

  function send() {
    window.clearTimeout(timer);
    if (sending) return;
    sending = true;
    sendFindings().then(sendPhotos).then(function () {
      trouble = "";
    }, function (problem) {
      trouble = { login: "登录已过期：请在另一个窗口重新登录，记下的不会丢。", gone: "这次检查现在打不开，请给人大办打电话，记下的不会丢。" }[problem.message] || "";
      timer = window.setTimeout(send, RETRY);
    }).then(function () {
      sending = false;
      return show();
    });
  }

  // ---- opening without a network

  function keepThisPage() {
    const note = part("offline");
    if (!navigator.serviceWorker || !window.isSecureContext) {
      note.textContent = "没有网的时候请不要关掉这一页。关掉了，记下的也不会丢：有网以后再打开这一页，会接着送。";
      return;
    }
    navigator.serviceWorker.addEventListener("message", function (event) {
      if (event.data === "kept") note.textContent = "这一页已经存在手机里：没有网也能打开，关掉浏览器也不会丢。";
    });
    navigator.serviceWorker.register(told.worker, { scope: told.scope }).then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (ready) {
      const files = window.performance.getEntriesByType("resource").map(function (one) { return one.name; });
      ready.active.postMessage({ page: location.pathname, files: files });
    }).catch(function () { return null; }); // the page works without, it only can't be opened anew
  }

  function findPlace() {
    form.removeEventListener("input", findPlace);
    if (!navigator.geolocation || !window.isSecureContext) return;
    navigator.geolocation.watchPosition(function (found) { position = found.coords; }, function () { position = null; }, { maximumAge: 60000 });
  }

  function start(opened) {
    base = opened;
    loadDraft();
    shape();
    form.addEventListener("submit", keep);
    form.addEventListener("input", saveDraft);
    form.addEventListener("input", findPlace);
    form.addEventListener("change", shape);
    fields.site.addEventListener("change", fromTheTop);
    fields.photos.addEventListener("change", takePhotos);
    window.addEventListener("online", send);
    keepThisPage();
    show().then(send);
  }

  open().then(start, function () {
    tell("这个浏览器存不住记录，只能在有网的地方用。请换一个浏览器，或者不要用无痕方式。", true);
  });
})();
