// What does a phone keep until the server has it? Entries in IndexedDB; each leaves only on its receipt.
//
// <div data-outbox="/address/" data-outbox-user="id">   where this page's entries go, and whose they are
//   <button data-outbox-entry='{"what": …}'>             a tap is an entry (data-outbox-with="field id" adds its value under that id)
//   <form data-outbox-form='{"what": …}'>                the fields are an entry; without a script the form is simply sent
//   [data-outbox-waits] [data-outbox-count] [data-outbox-said]   how many wait, and what the last receipt said
(() => {
  "use strict";
  const NAME = "jinlin-outbox", STORE = "entries", FINAL = new Set([400, 403, 404, 409, 422]);
  const home = document.querySelector("[data-outbox]");
  if (!home) return;
  const user = home.dataset.outboxUser, address = home.dataset.outbox;
  const find = (name) => home.querySelector(`[data-outbox-${name}]`);
  const fresh = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (n) => (n ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (n / 4)))).toString(16));
  const token = () => home.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  // Resolves when the database has it on disk, not when it was asked.
  async function inside(mode, act) {
    const database = await opened;
    return new Promise((resolve, reject) => {
      const work = database.transaction(STORE, mode, { durability: "strict" });
      const asked = act(work.objectStore(STORE));
      work.oncomplete = () => resolve(asked?.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  }
  const kept = async () => (await inside("readonly", (store) => store.getAll())).filter((entry) => entry.user === user && entry.address === address);

  async function show(words) {
    const waiting = (await kept()).filter((entry) => !entry.refused);
    const note = find("waits"), count = find("count"), said = find("said");
    if (note) note.hidden = !waiting.length;
    if (count) count.textContent = waiting.length;
    if (said && words !== undefined) said.textContent = words;
    if (navigator.setAppBadge) (waiting.length ? navigator.setAppBadge(waiting.length) : navigator.clearAppBadge()).catch(() => {});
  }

  async function keep(told) {
    const entry = { id: fresh(), user, address, said_at: new Date().toISOString(), body: told };
    await inside("readwrite", (store) => store.add(entry));
    await show();
    return entry.id;
  }

  // One tab sends at a time; a receipt that does not name the entry is no receipt.
  let lines = Promise.resolve();
  const alone = (act) => (navigator.locks ? navigator.locks.request(NAME, act) : (lines = lines.then(act, act)));
  const flush = () => alone(async () => {
    for (const entry of (await kept()).filter((each) => !each.refused)) {
      let answer, receipt;
      try {
        answer = await fetch(entry.address, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
          body: JSON.stringify({ ...entry.body, id: entry.id, said_at: entry.said_at, sent_at: new Date().toISOString() }),
        });
        receipt = await answer.json();
      } catch { break; }
      if (answer.ok && receipt.id === entry.id && receipt.digest) {
        await inside("readwrite", (store) => store.delete(entry.id));
        await show(receipt.words || "");
      } else if (FINAL.has(answer.status) && receipt.code) {
        await inside("readwrite", (store) => store.put({ ...entry, refused: receipt.message || receipt.code }));
        await show(receipt.message || "");
      } else break;
    }
  }).catch(() => {});

  home.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-outbox-entry]");
    if (!button) return;
    const told = JSON.parse(button.dataset.outboxEntry), field = document.getElementById(button.dataset.outboxWith || "");
    if (field) {
      if (!field.value.trim()) { field.focus(); return; }
      told[field.id] = field.value.trim();
      field.value = "";
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
  addEventListener("online", flush);
  addEventListener("pageshow", () => { show(); flush(); });
  setInterval(flush, 20000);
  if (navigator.storage?.persist) navigator.storage.persist().catch(() => {});
  if ("serviceWorker" in navigator && document.querySelector("[data-keep-offline]")) navigator.serviceWorker.register("/sw.js").catch(() => {});
})();
