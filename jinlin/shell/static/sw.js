// Which pages open without a network? Those that ask for it, as they were last seen by whoever is signed in, and what they need.
"use strict";
const PAGES = "jinlin-pages-1", PARTS = "jinlin-parts-1", KEEPS = "data-keep-offline", LEAVES = ["/sign-out/", "/desk/sign-in/", "/sign-in/"];
const MOST = 20;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("jinlin-") && ![PAGES, PARTS].includes(name)) await caches.delete(name);
  await self.clients.claim();
})()));

async function keep(request, answer) {
  const text = await answer.clone().text();
  const cache = await caches.open(PAGES);
  if (!text.includes(KEEPS)) { await cache.delete(request); return; }
  await cache.put(request, new Response(text, { headers: answer.headers }));
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(keys.length - MOST, 0))) await cache.delete(old);
}

async function page(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && !answer.redirected) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  } catch (problem) {
    const kept = await (await caches.open(PAGES)).match(event.request);
    if (kept) return kept;
    throw problem;
  }
}

async function part(request) {
  const cache = await caches.open(PARTS);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (problem) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw problem;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (LEAVES.includes(url.pathname)) { event.waitUntil(caches.delete(PAGES)); return; } // the next one at this phone sees nothing of the one before
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith("/static/")) event.respondWith(part(request));
});
