/* The sign-in table. Every scan gets an id of its own and lies in the storage of this device until the server has answered
   for that id, so nothing is lost while the network or the power is down, and nothing counts twice. */
(function () {
  "use strict";
  const desk = document.querySelector("[data-sign-in]");
  if (!desk) return;
  const PREFIX = "renda:signin:" + desk.dataset.sitting + ":";
  const PACKET = 50;
  const RETRY = 4000;
  const POLL = 5000;
  const SAME_CODE = 3000;

  const find = function (name) { return desk.querySelector("[data-" + name + "]"); };
  const scanForm = find("scan"), codeBox = scanForm.querySelector("[name=code]"), tableBox = find("table");
  const toldBox = find("told"), toldName = find("told-name"), toldWords = find("told-words");
  const queueBox = find("queue"), sentence = find("sentence");
  const people = new Map(), codes = new Map();
  const memory = new Map(); // stands in where the browser keeps nothing
  let sending = false, timer = 0, trouble = "";

  const store = (function () {
    try {
      window.localStorage.setItem(PREFIX + "try", "1");
      window.localStorage.removeItem(PREFIX + "try");
      return window.localStorage;
    } catch (refused) {
      return null;
    }
  })();

  function keep(scan) {
    memory.set(scan.id, scan);
    if (!store) return;
    try {
      store.setItem(PREFIX + scan.id, JSON.stringify(scan));
    } catch (full) {
      trouble = "这台设备存不下了，请不要关掉这个页面。";
    }
  }

  function drop(id) {
    memory.delete(id);
    if (store) store.removeItem(PREFIX + id);
  }

  function waiting() {
    const all = new Map(memory);
    if (store) {
      Object.keys(store).filter(function (key) { return key.startsWith(PREFIX); }).forEach(function (key) {
        try {
          const scan = JSON.parse(store.getItem(key));
          if (scan && scan.id) all.set(scan.id, scan);
        } catch (broken) {
          store.removeItem(key);
        }
      });
    }
    return Array.from(all.values()).sort(function (a, b) { return a.at - b.at; });
  }

  function newId() {
    if (window.crypto && window.crypto.randomUUID) return window.crypto.randomUUID();
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
  }

  function bare(text) {
    const code = text.trim();
    return code.startsWith("RENDA:") ? code.slice(6) : code;
  }

  function clock(at) {
    const when = new Date(at);
    return when.getHours() + ":" + String(when.getMinutes()).padStart(2, "0");
  }

  function tell(kind, name, words) {
    toldBox.className = "sign-told is-" + kind;
    toldName.textContent = name;
    toldWords.textContent = words;
  }

  function mark(button, kind, words) {
    button.classList.toggle("is-here", kind === "here");
    button.classList.toggle("is-kept", kind === "kept");
    button.querySelector("[data-state-words]").textContent = words;
  }

  function showQueue() {
    const kept = waiting();
    queueBox.hidden = kept.length === 0 && !trouble;
    const words = kept.length ? "已记在这台设备上" + kept.length + "人，等网络通了自动送出，请不要关掉这个页面。" : "";
    queueBox.textContent = words + trouble;
    kept.forEach(function (scan) {
      const button = codes.get(scan.code);
      if (button && !button.classList.contains("is-here")) mark(button, "kept", clock(scan.at) + " 已记下");
    });
  }

  function take(raw, way) {
    const code = bare(raw);
    if (!code) return;
    const button = codes.get(code);
    const name = button ? button.dataset.name : code;
    if (button && button.dataset.barred) {
      tell("refused", name, button.dataset.barred);
      return;
    }
    if (button && button.classList.contains("is-here")) {
      tell("already", name, "已经签到，" + button.querySelector("[data-state-words]").textContent);
      return;
    }
    if (waiting().some(function (scan) { return scan.code === code || (button && codes.get(scan.code) === button); })) {
      tell("kept", name, "刚才已经记下，等网络通了自动送出。");
      return;
    }
    const scan = { id: newId(), code: code, way: way, at: Date.now() };
    keep(scan);
    tell("kept", name, "已记下，正在送出……");
    if (button) mark(button, "kept", clock(scan.at) + " 已记下");
    send();
  }

  function headers() {
    const own = JSON.parse(document.body.getAttribute("hx-headers") || "{}");
    return Object.assign({ "Content-Type": "application/json", "Accept": "application/json" }, own);
  }

  function send() {
    window.clearTimeout(timer);
    if (sending) return;
    const packet = waiting().slice(0, PACKET);
    if (!packet.length) { showQueue(); return; }
    sending = true;
    const body = JSON.stringify({ table: tableBox.value.trim(), now: Date.now(), scans: packet });
    window.fetch(desk.dataset.send, { method: "POST", headers: headers(), body: body, credentials: "same-origin", redirect: "manual" })
      .then(function (answer) {
        if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Error("login");
        if (!answer.ok) throw new Error("server");
        return answer.json();
      })
      .then(function (answer) {
        sending = false;
        trouble = "";
        const last = packet[packet.length - 1].id;
        answer.told.forEach(function (told) {
          drop(told.id);
          answered(told, told.id === last);
        });
        refresh(answer);
        showQueue();
        if (waiting().length) send();
      })
      .catch(function (problem) {
        sending = false;
        trouble = problem.message === "login" ? "登录已过期：请在另一个窗口重新登录，记下的不会丢。" : "";
        const button = codes.get(packet[packet.length - 1].code);
        tell("kept", button ? button.dataset.name : packet[packet.length - 1].code, "没有连上，已记在这台设备上。");
        showQueue();
        timer = window.setTimeout(send, RETRY);
      });
  }

  function answered(told, isLast) {
    const button = people.get(told.attendee);
    const kind = { signed: "signed", already: "already" }[told.outcome] || "refused";
    if (button && (kind === "signed" || kind === "already")) mark(button, "here", told.at + " 已到");
    else if (button) mark(button, "", "未到");
    const place = [told.group, told.seat].filter(Boolean).join("　");
    if (isLast || kind === "refused") tell(kind, told.name || "没有找到", [told.words, place].filter(Boolean).join("　"));
  }

  function refresh(state) {
    sentence.textContent = state.sentence;
    if (!state.here) return; // the answer to a scan tells the numbers only; the poll brings who else came
    people.forEach(function (button, key) {
      const here = state.here[key];
      if (here) mark(button, "here", here[0] + (here[2] ? " 早退" : " 已到") + (here[1] ? "　" + here[1] : ""));
      else if (button.classList.contains("is-here")) mark(button, "", "未到");
    });
  }

  function poll() {
    window.fetch(desk.dataset.state, { headers: { "Accept": "application/json" }, credentials: "same-origin", redirect: "manual" })
      .then(function (answer) { return answer.ok ? answer.json() : null; })
      .then(function (state) { if (state && !sending) { refresh(state); showQueue(); } })
      .catch(function () { return null; })
      .then(function () { window.setTimeout(poll, POLL); });
  }

  desk.querySelectorAll("[data-person]").forEach(function (button) {
    people.set(button.value, button);
    button.dataset.codes.split(" ").filter(Boolean).forEach(function (code) { if (!codes.has(code)) codes.set(code, button); });
    if (/已到|早退/.test(button.textContent)) button.classList.add("is-here");
  });

  scanForm.addEventListener("submit", function (event) {
    event.preventDefault();
    take(codeBox.value, /^\d{1,5}$/.test(codeBox.value.trim()) ? "number" : "code");
    codeBox.value = "";
    codeBox.focus();
  });

  find("list").addEventListener("submit", function (event) {
    event.preventDefault();
    if (event.submitter && event.submitter.value) take(event.submitter.value, "list");
  });

  // Enter in the search box looks, it signs nobody in.
  const findBox = find("find");
  findBox.addEventListener("keydown", function (event) { if (event.key === "Enter") event.preventDefault(); });
  findBox.addEventListener("input", function () {
    const words = findBox.value.trim();
    desk.querySelectorAll("[data-group]").forEach(function (group) {
      let shown = 0;
      group.querySelectorAll("[data-person]").forEach(function (button) {
        button.hidden = !button.textContent.includes(words);
        shown += button.hidden ? 0 : 1;
      });
      group.hidden = shown === 0;
    });
  });

  // A hand scanner types: whatever is typed beside any field goes into the box of the code.
  document.addEventListener("keydown", function (event) {
    const here = document.activeElement;
    const typing = here && /^(INPUT|TEXTAREA|SELECT)$/.test(here.tagName);
    if (!typing && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) codeBox.focus();
  });

  if (store) {
    tableBox.value = store.getItem("renda:signin-table") || tableBox.value;
    tableBox.addEventListener("change", function () { store.setItem("renda:signin-table", tableBox.value.trim()); });
  }

  // ---- the camera, where the browser can read codes by itself
  const camera = find("camera"), cameraBox = find("camera-box"), video = find("video");
  let stream = null, lastCode = "", lastAt = 0;

  function stopCamera() {
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
    cameraBox.hidden = true;
  }

  function look(reader) {
    if (!stream) return;
    reader.detect(video).then(function (found) {
      if (!found.length) return;
      const code = found[0].rawValue;
      if (code === lastCode && Date.now() - lastAt < SAME_CODE) return;
      lastCode = code;
      lastAt = Date.now();
      take(code, "code");
    }).catch(function () { return null; }).then(function () { window.setTimeout(function () { look(reader); }, 250); });
  }

  if ("BarcodeDetector" in window && navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    camera.hidden = false;
    camera.addEventListener("click", function () {
      navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).then(function (got) {
        stream = got;
        video.srcObject = got;
        cameraBox.hidden = false;
        return video.play().then(function () { look(new window.BarcodeDetector({ formats: ["qr_code"] })); });
      }).catch(function () { tell("refused", "摄像头没有打开", "请允许使用摄像头，或者用扫码枪、输号码。"); });
    });
    find("camera-off").addEventListener("click", stopCamera);
  }

  window.addEventListener("online", send);
  window.addEventListener("beforeunload", function (event) {
    if (!waiting().length) return;
    event.preventDefault();
    event.returnValue = "";
  });
  showQueue();
  send();
  window.setTimeout(poll, POLL);
})();
