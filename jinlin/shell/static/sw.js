// Which pages open without a network? Those that ask for it, as they were last seen by whoever is signed in, and what they need.
"use strict";
const PAGES = "jinlin-pages-1", PARTS = "jinlin-parts-1", KEEPS = "data-keep-offline", ENDS = ["/sign-out/", "/sign-out/everywhere/"], LEAVES = [...ENDS, "/desk/sign-in/", "/sign-in/"];
const ALWAYS = `${KEEPS}="always"`, UNTIL = "X-Kept-Until", DAY = 16 * 3600 * 1000; // milliseconds: a page with names is kept for a day's work
const MOST = 20, PATIENCE = 4000; // milliseconds that a line which is there, but carries nothing, holds up a page that is kept

self.addEventListener("install", () => self.skipWaiting());
// A newer script takes over what the older one kept: somebody may be in a stairwell.
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) {
    if (!name.startsWith("jinlin-") || [PAGES, PARTS].includes(name)) continue;
    const old = await caches.open(name), own = await caches.open(name.startsWith("jinlin-pages") ? PAGES : PARTS);
    for (const request of await old.keys()) if (!(await own.match(request))) await own.put(request, await old.match(request));
    await caches.delete(name);
  }
  await self.clients.claim();
})()));

async function keep(request, answer) {
  const text = await answer.clone().text();
  const cache = await caches.open(PAGES);
  if (!text.includes(KEEPS)) { await cache.delete(request); return; }
  const headers = new Headers(answer.headers);
  if (!text.includes(ALWAYS)) headers.set(UNTIL, Date.now() + DAY);
  await cache.put(request, new Response(text, { headers }));
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(keys.length - MOST, 0))) await cache.delete(old);
}

// Whoever closed the browser without signing out leaves nothing for the next day, whichever page is opened then.
async function dropOld() {
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) {
    const until = (await cache.match(request))?.headers.get(UNTIL);
    if (until && Date.now() > Number(until)) await cache.delete(request);
  }
}

async function page(event) {
  await dropOld();
  const kept = await (await caches.open(PAGES)).match(event.request);
  const asked = fetch(event.request).then((answer) => {
    if (answer.ok && !answer.redirected) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  });
  if (!kept) return asked.catch(elsewhere);
  const waited = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([asked.catch(() => kept), waited]);
}

// Without a network, and of a page that was not kept: the ones that were, said in their own words. Where there are none, the browser says it.
async function elsewhere(problem) {
  const cache = await caches.open(PAGES), doors = [];
  let words = "";
  for (const request of await cache.keys()) {
    const text = await (await cache.match(request)).text(), { pathname, search } = new URL(request.url);
    words = /data-no-network="([^"]*)"/.exec(text)?.[1] ?? words;
    doors.push(`<p><a href="${pathname}${search}" style="display:block;padding:12px 0">${/<title>([^<]*)/.exec(text)?.[1] ?? pathname}</a></p>`);
  }
  if (!words) throw problem;
  const page = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words}</title><main style="max-width:640px;margin:24px auto;padding:0 16px;font:18px/1.6 sans-serif"><h1 style="font-size:1.25em">${words}</h1>${doors.join("")}</main>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
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

// A page that is about to go out says what it needs, and hears when all of it is here: on a first visit this script came too late to see it pass.
async function keepWhole({ page: address, parts }) {
  const pages = await caches.open(PAGES), cache = await caches.open(PARTS);
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error("not kept");
  await pages.put(address, answer);
  await Promise.all(parts.map(async (each) => { if (!(await cache.match(each))) await cache.add(each); }));
}
self.addEventListener("message", (event) => {
  if (!event.data?.keepWhole) return;
  event.waitUntil(keepWhole(event.data.keepWhole).then(() => event.ports[0]?.postMessage({ kept: true }), () => event.ports[0]?.postMessage({ kept: false })));
});

// Lists that a phone carries end with signing out, whichever page it was done on; what waits to be handed in stays.
function endLists() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("jinlin-lists", 1);
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => resolve();
    asked.onsuccess = () => {
      const work = asked.result.transaction(["keys", "lists"], "readwrite");
      work.objectStore("keys").clear();
      work.objectStore("lists").clear();
      work.oncomplete = work.onabort = () => { asked.result.close(); resolve(); };
    };
  });
}

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (LEAVES.includes(url.pathname)) { // the next one at this phone sees nothing of the one before
    event.waitUntil(Promise.all([caches.delete(PAGES), ENDS.includes(url.pathname) && request.method === "POST" ? endLists() : null]));
    return;
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith("/static/")) event.respondWith(part(request));
});
