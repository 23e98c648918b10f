/* Opens the field page without a network: the page and its files as they were when they last came through. Nothing else is kept,
   and nothing is answered from here while the network answers. */
"use strict";
const CACHE = "renda-field";
const PAGE = /^\/supervision\/[0-9a-f-]{36}\/field\/$/;
const PATIENCE = 4000;

function isOurs(address) {
  return address.origin === self.location.origin && (PAGE.test(address.pathname) || address.pathname.startsWith("/static/"));
}

function keep(request, answer) {
  if (!answer.ok || answer.redirected) return Promise.resolve(answer);
  const copy = answer.clone();
  return caches.open(CACHE).then(function (cache) { return cache.put(request, copy); }).then(function () { return answer; });
}

function kept(request) {
  return caches.match(request, { ignoreSearch: true }).then(function (found) { return found || Response.error(); });
}

// A network that is there and does not answer is no better than none.
function inTime(request) {
  return new Promise(function (resolve, reject) {
    const timer = setTimeout(reject, PATIENCE);
    fetch(request).then(resolve, reject).finally(function () { clearTimeout(timer); });
  });
}

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("fetch", function (event) {
  if (event.request.method !== "GET" || !isOurs(new URL(event.request.url))) return;
  event.respondWith(inTime(event.request).then(function (answer) { return keep(event.request, answer); }).catch(function () { return kept(event.request); }));
});
self.addEventListener("message", function (event) {
  const files = event.data.files.filter(function (one) { return isOurs(new URL(one)); });
  const wanted = [event.data.page].concat(files).map(function (one) {
    return fetch(one, { credentials: "same-origin" }).then(function (answer) { return keep(one, answer); });
  });
  event.waitUntil(Promise.all(wanted).then(function () { event.source.postMessage("kept"); }, function () { return null; }));
});
