// What does a phone keep until the server has it? Entries in IndexedDB; each leaves only on its receipt.
//
// <div data-outbox="/address/" data-outbox-user="id">   where this page's entries go, and whose they are (data-outbox-also: a second address, for files)
//   <button data-outbox-entry='{"what": …}'>             a tap is an entry (data-outbox-with="field id" adds its value under that id)
//   <form data-outbox-form='{"what": …}'>                the fields are an entry; without a script the form is simply sent
//   [data-outbox-waits] [data-outbox-count] [data-outbox-said]   how many wait, and what the last receipt said
//   [data-outbox-none] [data-outbox-tried] [data-outbox-send]    that nothing waits; when it was last tried and why it failed; a button that tries now
// A page's own script: window.jinlinOutbox {fresh, keep, kept, sealedOfOthers, flush, flushOthers}; 'outbox:receipt' and 'outbox:tried' are told to the document.
// An entry may be `sealed` (an envelope that only the house opens: whoever signs in may hand it in), have a `file`, and a `digest` that its receipt must prove.
(() => {
  "use strict";
  if (window.jinlinOutbox !== undefined) return; // named twice on a page, a tap would be two entries
  window.jinlinOutbox = null;
  const NAME = "jinlin-outbox", STORE = "entries", FINAL = new Set([400, 403, 404, 409, 422]);
  const opened = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  let database;
  // Resolves when the database has it on disk, not when it was asked.
  async function inside(mode, act) {
    database ??= opened();
    const held = await database;
    return new Promise((resolve, reject) => {
      const work = held.transaction(STORE, mode, { durability: "strict" });
      const asked = act(work.objectStore(STORE), work);
      work.oncomplete = () => resolve(asked?.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  }
  const all = async () => (await inside("readonly", (store) => store.getAll())).filter((entry) => entry.address);

  // Whoever signs out at the desk with entries on this phone is asked first, on every page of it.
  document.addEventListener("submit", async (event) => {
    const form = event.target, ask = document.getElementById("unsent");
    if (!ask || form.dataset.asked || !/\/sign-out\/(everywhere\/)?$/.test(form.getAttribute("action") ?? "")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const waiting = (await all().catch(() => [])).filter((entry) => entry.user === ask.dataset.user && !entry.refused && !entry.file).length;
    const leave = () => { form.dataset.asked = "1"; form.requestSubmit(); };
    if (!waiting) { leave(); return; }
    ask.querySelector("[data-unsent]").textContent = waiting;
    ask.returnValue = "";
    ask.addEventListener("close", () => { if (ask.returnValue === "leave") leave(); }, { once: true });
    ask.showModal();
  }, true);

  const home = document.querySelector("[data-outbox]");
  if (!home) return;
  const user = home.dataset.outboxUser, address = home.dataset.outbox, addresses = [address, home.dataset.outboxAlso].filter(Boolean);
  const find = (name) => home.querySelector(`[data-outbox-${name}]`);
  const fresh = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (n) => (n ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (n / 4)))).toString(16));
  const field = () => home.querySelector("[name=csrfmiddlewaretoken]");
  const kept = async () => (await all()).filter((entry) => entry.user === user && addresses.includes(entry.address));
  const sealedOfOthers = async () => (await all()).filter((entry) => entry.sealed && entry.user !== user && addresses.includes(entry.address) && !entry.refused);
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`outbox:${name}`, { detail }));

  async function show(words) {
    const waiting = (await kept()).filter((entry) => !entry.refused), forms = waiting.filter((entry) => !entry.file || entry.alone);
    const number = forms.length || waiting.length;
    const note = find("waits"), count = find("count"), said = find("said"), none = find("none"), send = find("send");
    if (note) note.hidden = !waiting.length;
    if (none) none.hidden = Boolean(waiting.length);
    if (send) send.hidden = !waiting.length;
    if (count) count.textContent = number;
    if (said && words !== undefined) said.textContent = words;
    const last = waiting.filter((entry) => entry.tried_at).sort((one, two) => (one.tried_at < two.tried_at ? 1 : -1))[0];
    tell("tried", { waiting: waiting.length, forms: number, at: last?.tried_at, why: last?.why });
    if (navigator.setAppBadge) (waiting.length ? navigator.setAppBadge(number) : navigator.clearAppBadge()).catch(() => {});
  }

  // `check` may stop it: (store, go) calls go() inside the same transaction when all is as it was.
  async function keep(told, own = {}, check = (_store, go) => go()) {
    const entry = { id: fresh(), user, address, said_at: new Date().toISOString(), body: told, ...own };
    await inside("readwrite", (store, work) => { check(store, () => store.put(entry), work); });
    await show();
    return entry.id;
  }

  // A page that stood open while somebody signed in again has an old token.
  async function renew() {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const now = page.querySelector("[data-outbox] [name=csrfmiddlewaretoken]");
    if (now && field()) field().value = now.value;
  }
  function packed(entry) {
    const told = { ...entry.body, id: entry.id, said_at: entry.said_at, sent_at: new Date().toISOString() };
    if (!entry.file) return { headers: { "Content-Type": "application/json" }, body: JSON.stringify(told) };
    const body = new FormData();
    body.set("told", JSON.stringify(told));
    body.set("file", new Blob([entry.file]), "sealed");
    return { headers: {}, body };
  }
  // What came of one try: true when it left, or why it stays.
  async function send(entry) {
    const { headers, body } = packed(entry);
    let answer, receipt;
    const signal = AbortSignal.timeout?.(entry.file ? 600000 : 60000); // a line that is half dead holds up no other entry
    try { answer = await fetch(entry.address, { method: "POST", headers: { ...headers, "X-CSRFToken": field()?.value ?? "" }, body, signal }); } catch { return "network"; }
    try { receipt = await answer.json(); } catch {
      if (answer.status === 403) await renew().catch(() => {});
      return answer.status === 401 || answer.redirected ? "signed-out" : answer.status === 403 ? "again" : "server";
    }
    if (answer.ok && receipt.id === entry.id && receipt.digest && (!entry.digest || receipt.digest === entry.digest)) {
      await inside("readwrite", (store) => store.delete(entry.id));
      tell("receipt", { entry, receipt });
      await show(receipt.words || (entry.file ? undefined : "")); // a file keeps the words of its form standing
      return true;
    }
    if (FINAL.has(answer.status) && receipt.code) {
      await inside("readwrite", (store) => store.put({ ...entry, refused: receipt.message || receipt.code }));
      await show(receipt.message || "");
      return true;
    }
    return "server";
  }

  // One tab sends at a time; a receipt that does not name the entry is no receipt. Forms go before files, and a file that fails keeps nothing else waiting.
  let lines = Promise.resolve();
  const alone = (act) => (navigator.locks ? navigator.locks.request(NAME, act) : (lines = lines.then(act, act)));
  const flushed = (which) => alone(async () => {
    const entries = (await which()).filter((each) => !each.refused).sort((one, two) => Boolean(one.file) - Boolean(two.file));
    for (const entry of entries) {
      let came = await send(entry);
      if (came === "again") came = await send(entry);
      if (came === true) continue;
      await inside("readwrite", (store) => { store.get(entry.id).onsuccess = (event) => { if (event.target.result) store.put({ ...event.target.result, tried_at: new Date().toISOString(), why: came === "again" ? "signed-out" : came }); }; });
      if (!entry.file) break;
    }
    await show();
  }).catch(() => {});
  const flush = () => flushed(kept);

  home.addEventListener("click", async (event) => {
    if (event.target.closest("[data-outbox-send]")) { flush(); return; }
    const button = event.target.closest("[data-outbox-entry]");
    if (!button) return;
    const told = JSON.parse(button.dataset.outboxEntry), typed = document.getElementById(button.dataset.outboxWith || "");
    if (typed) {
      if (!typed.value.trim()) { typed.focus(); return; }
      told[typed.id] = typed.value.trim();
      typed.value = "";
    } else button.disabled = true;
    await keep(told);
    flush();
  });
  home.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-outbox-form]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const fields = Object.fromEntries([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "key"].includes(name)));
    await keep({ ...JSON.parse(form.dataset.outboxForm), ...fields });
    form.reset();
    flush();
  }, true);
  window.jinlinOutbox = { user, address, also: home.dataset.outboxAlso, fresh, keep, kept, inside, show, flush, sealedOfOthers, token: () => field()?.value ?? "", flushOthers: () => flushed(sealedOfOthers) };
  addEventListener("online", flush);
  addEventListener("pageshow", () => { show(); flush(); });
  setInterval(flush, 20000);
  if (navigator.storage?.persist) navigator.storage.persist().catch(() => {});
  if ("serviceWorker" in navigator && document.querySelector("[data-keep-offline]")) navigator.serviceWorker.register("/sw.js").catch(() => {});
})();
