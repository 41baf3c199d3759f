// What does this phone carry: the list of the day under a key that ends with it, forms that were begun, and the number of each form at a door?
//
// Lists and keys go when the day ends, at signing out (sw.js) and when the phone is shut out. A form that was begun is kept twice: under the day's key, to go on with,
// and sealed for the house, so that it is not lost when that key goes.
(() => {
  "use strict";
  const { knock } = window, STORES = ["keys", "lists", "drafts", "marks"];
  let database;
  const opened = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("jinlin-lists", 1);
    asked.onupgradeneeded = () => STORES.forEach((name) => asked.result.createObjectStore(name, { keyPath: "id" }));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  async function inside(names, mode, act) {
    database ??= opened();
    const work = (await database).transaction(names, mode, { durability: "strict" });
    return new Promise((resolve, reject) => {
      const asked = act(work);
      work.oncomplete = () => resolve(asked?.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  }
  const get = (store, id) => inside([store], "readonly", (work) => work.objectStore(store).get(id));
  const put = (store, row) => inside([store], "readwrite", (work) => work.objectStore(store).put(row));
  const drop = (store, id) => inside([store], "readwrite", (work) => work.objectStore(store).delete(id));

  // By the house's clock, as far as this phone can tell: what it was ahead when the list was taken.
  const now = (kept) => Date.now() + kept.offset;
  knock.phone = (user) => {
    const name = `knock-phone:${user}`, known = localStorage.getItem(name);
    if (known) return known;
    const made = window.jinlinOutbox.fresh();
    localStorage.setItem(name, made);
    return made;
  };
  knock.lists = {
    async keep(user, told) {
      const before = await get("keys", user), isOpen = before && now(before) <= before.ends_at; // what was begun goes on
      const key = isOpen ? before.key : await knock.newLock(), shut = await knock.lock(key, told);
      const offset = Date.parse(told.now) - Date.now();
      await inside(["keys", "lists", "marks"], "readwrite", (work) => {
        work.objectStore("keys").put({ id: user, key, offset, ends_at: Date.parse(told.ends_at) });
        work.objectStore("lists").put({ id: user, ...shut });
        work.objectStore("marks").put({ id: `phone:${user}`, phone: knock.phone(user) });
      });
    },
    async change(user, told) {
      const kept = await get("keys", user);
      if (kept) await put("lists", { id: user, ...(await knock.lock(kept.key, told)) });
    },
    // The list, or why there is none: "none", "ended".
    async open(user) {
      const kept = await get("keys", user), shut = await get("lists", user);
      if (!kept || !shut) return { why: "none" };
      if (now(kept) > kept.ends_at) { await knock.lists.end(user); return { why: "ended" }; }
      return { list: await knock.unlock(kept.key, shut), key: kept.key, ends_in: kept.ends_at - now(kept) };
    },
    end: (user) => inside(["keys", "lists"], "readwrite", (work) => { work.objectStore("keys").delete(user); work.objectStore("lists").delete(user); }),
    // Whether what this browser once had is still there.
    isWhole: async (user) => Boolean(await get("marks", `phone:${user}`)),
    mark: (user) => put("marks", { id: `phone:${user}`, phone: knock.phone(user) }),
  };
  // A begun form: {id: the form's key, user, door} with `shut` for going on and `entry` for handing in; its files stand beside it.
  knock.drafts = {
    of: async (user) => (await inside(["drafts"], "readonly", (work) => work.objectStore("drafts").getAll())).filter((each) => each.user === user),
    keep: (row) => put("drafts", row),
    drop: (id) => drop("drafts", id),
    // What was begun and can be gone on with no more is handed in unfinished: nothing of it is lost.
    async handOver(user) {
      for (const each of await knock.drafts.of(user)) {
        await window.jinlinOutbox.keep(each.entry.body, { ...each.entry, id: each.id, address: each.file ? window.jinlinOutbox.also : window.jinlinOutbox.address });
        await drop("drafts", each.id);
      }
    },
  };

  // The number of this phone's next form at a door is taken in the same transaction in which the form is kept: none is left out, none is used twice.
  knock.keepForm = async (user, key, told, id) => {
    const mark = `own:${user}:${told.door}`;
    for (;;) {
      const before = (await window.jinlinOutbox.inside("readonly", (store) => store.get(mark)))?.n ?? 0;
      const entry = await knock.sealedForm(key, { ...told, own: before + 1 });
      let taken = false;
      await window.jinlinOutbox.keep(entry.body, { ...entry, id, door: told.door }, (store, go) => {
        store.get(mark).onsuccess = (event) => {
          if ((event.target.result?.n ?? 0) !== before) { taken = true; return; }
          store.put({ id: mark, n: before + 1 });
          go();
        };
      });
      if (!taken) return;
    }
  };
})();
