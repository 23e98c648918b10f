/* The page around the forms: printing, copying, network, menu drawer, small messages. */
(function () {
  "use strict";

  function toast(text) {
    const place = document.querySelector("[data-toasts]");
    if (!place) return;
    const made = document.createElement("p");
    made.className = "toast";
    made.textContent = text;
    place.append(made);
    window.setTimeout(function () { made.remove(); }, 6000);
  }

  // The clipboard of modern browsers needs HTTPS; inside the office network there is often none.
  function copyOldWay(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr-only";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }

  function copy(text) {
    const say = function (copied) { toast(copied ? "已复制" : "没能复制，请手工选中文字再复制"); };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { say(true); }, function () { say(copyOldWay(text)); });
    } else {
      say(copyOldWay(text));
    }
  }

  document.addEventListener("click", function (event) {
    const pressed = event.target.closest("[data-print], [data-copy], [aria-disabled=true]");
    const drawer = document.querySelector("[data-drawer][open]");
    if (drawer && !drawer.contains(event.target)) drawer.open = false;
    if (!pressed) return;
    if (pressed.hasAttribute("data-print")) window.print();
    else if (pressed.hasAttribute("data-copy")) copy(pressed.dataset.copy);
    else event.preventDefault();
  });

  document.addEventListener("keydown", function (event) {
    const drawer = document.querySelector("[data-drawer][open]");
    if (event.key === "Escape" && drawer) {
      drawer.open = false;
      drawer.querySelector("summary").focus();
    }
  });

  function showNetwork() {
    const banner = document.querySelector("[data-offline-banner]");
    if (banner) banner.hidden = navigator.onLine;
  }
  window.addEventListener("online", function () { showNetwork(); toast("网络恢复了，可以提交"); });
  window.addEventListener("offline", showNetwork);
  showNetwork();

  document.addEventListener("htmx:sendError", function () { toast("没有连上，请看看网络，再试一次"); });
})();
