/* A voter's page forgets: what was ticked is cleared when it is left, and a page brought back by the browser is asked for anew. */
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
  window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });
})();
