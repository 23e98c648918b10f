/* Old papers: files go up in packets that can be stopped and taken up again; the list to look through by keyboard. */
(function () {
  "use strict";

  const PACKET_FILES = 20;
  const PACKET_BYTES = 40 * 1024 * 1024;
  const TRIES = 5;
  const PAUSE_MS = 3000;

  function wait(ms) { return new Promise(function (done) { window.setTimeout(done, ms); }); }

  function walk(entry) {
    if (entry.isFile) {
      return new Promise(function (done, fail) {
        entry.file(function (file) { done([{ file: file, name: entry.fullPath.replace(/^\//, "") }]); }, fail);
      });
    }
    const reader = entry.createReader();
    const found = [];
    return new Promise(function (done, fail) {
      (function more() {
        // A folder tells its entries a hundred at a time.
        reader.readEntries(function (entries) {
          if (!entries.length) { done(Promise.all(found).then(function (lists) { return lists.flat(); })); return; }
          entries.forEach(function (one) { found.push(walk(one)); });
          more();
        }, fail);
      })();
    });
  }

  function packets(files) {
    const made = [];
    let packet = [], bytes = 0;
    files.forEach(function (one) {
      if (packet.length && (packet.length >= PACKET_FILES || bytes + one.file.size > PACKET_BYTES)) {
        made.push(packet);
        packet = [];
        bytes = 0;
      }
      packet.push(one);
      bytes += one.file.size;
    });
    if (packet.length) made.push(packet);
    return made;
  }

  function upload(form) {
    const told = form.querySelector("[data-intake-told]");
    const bar = form.querySelector("[data-intake-bar]");
    const halt = form.querySelector("[data-intake-halt]");
    const drop = form.querySelector("[data-intake-drop]");
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    let dropped = [], isHalted = false, isSending = false, goOn = null;

    function say(text) { told.textContent = text; }

    async function post(address, body) {
      const answer = await fetch(address, { method: "POST", body: body, headers: { "Accept": "application/json", "X-CSRFToken": token } });
      if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) throw new Error(String(answer.status));
      return answer.json();
    }

    async function place() {
      if (form.dataset.to) return { to: form.dataset.to, then: form.dataset.then };
      const body = new FormData();
      body.append("title", form.querySelector("[name=title]").value);
      const made = await post(form.dataset.begin, body);
      return { to: form.dataset.list + made.id + "/add/", then: form.dataset.list + made.id + "/" };
    }

    async function sendPacket(address, packet) {
      for (let attempt = 1; ; attempt += 1) {
        const body = new FormData();
        packet.forEach(function (one) {
          body.append("files", one.file, one.file.name);
          body.append("names", one.name);
        });
        try {
          return await post(address, body);
        } catch (error) {
          if (attempt >= TRIES) throw error;
          say("没有连上，正在再试……");
          await wait(PAUSE_MS);
        }
      }
    }

    async function resumed() {
      halt.textContent = "接着传";
      await new Promise(function (done) { goOn = done; });
      goOn = null;
      halt.textContent = "先停一下";
    }

    async function send(files) {
      const where = await place();
      let done = 0;
      for (const packet of packets(files)) {
        if (isHalted) { say("停着。已传 " + done + " / " + files.length + " 个文件。"); await resumed(); }
        say("已传 " + done + " / " + files.length + " 个文件，请不要关这一页。");
        let answer = null;
        while (!answer) {
          try {
            answer = await sendPacket(where.to, packet);
          } catch (error) {
            say("断了，已传 " + done + " / " + files.length + " 个文件。网络好了按“接着传”，传过的不会重复。");
            isHalted = true;
            await resumed();
          }
        }
        done += packet.length;
        bar.value = done / files.length;
        if (answer.stopped) { say(answer.stopped); return; }
      }
      say("都传好了。");
      window.location.assign(where.then);
    }

    function chosen() {
      const found = dropped.slice();
      form.querySelectorAll("input[type=file]").forEach(function (input) {
        Array.from(input.files).forEach(function (file) { found.push({ file: file, name: file.webkitRelativePath || file.name }); });
      });
      return found;
    }

    function begin() {
      const files = chosen();
      if (!files.length || isSending) return;
      isSending = true;
      isHalted = false;
      form.querySelector("[data-intake-sending]").hidden = false;
      form.querySelector("button[type=submit]").disabled = true;
      send(files).catch(function () { say("没有传成。请刷新这一页再试一次，传过的不会重复。"); }).finally(function () { isSending = false; });
    }

    form.addEventListener("submit", function (event) {
      if (!chosen().length) return; // the page says what is missing
      event.preventDefault();
      begin();
    });
    halt.addEventListener("click", function () {
      isHalted = !isHalted;
      if (!isHalted && goOn) goOn();
    });
    drop.hidden = false;
    form.addEventListener("dragover", function (event) { event.preventDefault(); drop.classList.add("is-over"); });
    form.addEventListener("dragleave", function () { drop.classList.remove("is-over"); });
    form.addEventListener("drop", async function (event) {
      event.preventDefault();
      drop.classList.remove("is-over");
      const entries = Array.from(event.dataTransfer.items).map(function (item) { return item.webkitGetAsEntry(); }).filter(Boolean);
      dropped = dropped.concat((await Promise.all(entries.map(walk))).flat());
      drop.textContent = "拖进来 " + dropped.length + " 个文件，按“放进来”开始。";
    });
  }

  function check(form) {
    const papers = Array.from(form.querySelectorAll("[data-intake-paper]"));
    const keys = document.querySelector("[data-intake-keys]");
    if (keys) keys.hidden = false;

    function begin(paper) {
      const first = paper.querySelector(".field-wrong input, input[aria-invalid], input:not([type=checkbox])");
      if (first) { first.focus(); first.select(); }
      paper.scrollIntoView({ block: "start" });
    }

    form.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.isComposing) return;
      const paper = event.target.closest("[data-intake-paper]");
      if (!paper) return;
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) { form.requestSubmit(); return; }
      if (event.target.tagName === "SELECT") return;
      paper.querySelector("[name=take]").checked = true;
      const next = papers[papers.indexOf(paper) + 1];
      if (next) begin(next); else form.querySelector("button[type=submit]").focus();
    });
    if (papers.length) begin(papers.find(function (paper) { return paper.querySelector(".field-wrong"); }) || papers[0]);
  }

  document.querySelectorAll("[data-intake-upload]").forEach(upload);
  document.querySelectorAll("[data-intake-check]").forEach(check);
})();
