/* A voter's page forgets: what was ticked is cleared when it is left, and a page brought back by the browser is asked for anew.
   Once the choices are made, the button that casts is brought into sight: a ballot is not cast before it is pressed. */
(function () {
  "use strict";
  var form = document.querySelector("form");
  if (form) {
    form.addEventListener("submit", function (event) {
      if (form.getAttribute("data-sent")) { event.preventDefault(); return; }
      form.setAttribute("data-sent", "1");
      window.setTimeout(function () { form.removeAttribute("data-sent"); }, 8000);
    });
    window.addEventListener("pagehide", function () { form.reset(); });
  }
  var last = document.querySelector(".voting-last");
  if (last) {
    last.addEventListener("toggle", function () {
      if (last.open) last.querySelector(".voting-cast").scrollIntoView({ block: "end" });
    });
  }
  window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });
})();
