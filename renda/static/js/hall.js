/* The big screen: full screen by a button, and a word when the network is down so that nobody trusts an old picture. */
(function () {
  "use strict";
  const full = document.querySelector("[data-full]"), cut = document.querySelector("[data-cut]");
  if (!document.documentElement.requestFullscreen) full.hidden = true;
  full.addEventListener("click", function () { document.documentElement.requestFullscreen().catch(function () { return null; }); });
  document.addEventListener("htmx:sendError", function () { cut.hidden = false; });
  document.addEventListener("htmx:responseError", function () { cut.hidden = false; });
  document.addEventListener("htmx:afterOnLoad", function () { cut.hidden = true; });
})();
