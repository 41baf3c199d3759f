// What does a visitor see in a stairwell: the day's list, one door's form, and above both what is not yet handed in?
(() => {
  "use strict";
  const home = document.querySelector("[data-knock]"), { knock, jinlinOutbox: outbox } = window;
  if (!home || !outbox) return;
  const { user } = outbox, words = knock.words();
  const part = (name, root = home) => root.querySelector(`[data-${name}]`);
  const view = (name) => home.querySelectorAll("[data-view]").forEach((each) => { each.hidden = each.dataset.view !== name && !(name === "list" && each.dataset.view === "start"); });
  const say = (name, text) => { part(name).hidden = !text; const inner = part(`${name}-words`); if (inner) inner.textContent = text; };
  const form = home.querySelector("[data-view=form]");
  let list = null, order = "risk", hearing, begun = [], waiting = new Set();

  // ---- what stands above all ----
  document.addEventListener("outbox:tried", ({ detail: { at, why } }) => {
    const line = part("outbox-tried"), reasons = { network: words.network, "signed-out": words.signedOut, server: words.server };
    line.hidden = !at;
    if (at) line.textContent = knock.fill(words.tried, { at: new Date(at).toLocaleTimeString([], { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit" }), why: reasons[why] ?? why });
    others();
    doors();
  });
  document.addEventListener("outbox:receipt", async ({ detail: { entry, receipt } }) => {
    if (!list || !entry.door) return;
    (list.done ??= {})[entry.door] = { state: receipt.state, numbers: (receipt.found ?? []).map((each) => each.number) };
    await knock.lists.change(user, list);
    doors();
    clearTimeout(hearing);
    hearing = setTimeout(hear, 1000);
  });
  async function others() {
    const number = (await outbox.sealedOfOthers()).length;
    part("others").hidden = !number;
    part("others-count").textContent = number;
  }

  // ---- the list ----
  async function open() {
    const found = await knock.lists.open(user);
    list = found.list ?? null;
    if (!list) {
      await knock.drafts.handOver(user);
      if (found.why === "ended") part("list-words").textContent = words.ended;
      forget();
      return;
    }
    setTimeout(open, Math.min(found.ends_in + 1000, 2 ** 31 - 1));
    view("list");
    await doors();
  }
  async function doors() {
    if (!list) return;
    begun = (await knock.drafts.of(user)).filter((each) => !each.file);
    waiting = new Set((await outbox.kept()).filter((each) => each.door && !each.refused).map((each) => each.door));
    part("list-title").textContent = knock.fill(words.people, { n: list.doors.length, until: knock.moment(list.ends_at) });
    const rows = order === "risk" ? list.doors : [...list.doors].sort((one, two) => `${one.place}${one.stair || "~"}${one.address}`.localeCompare(`${two.place}${two.stair || "~"}${two.address}`, "zh", { numeric: true }));
    const shown = [];
    let stair = null;
    for (const door of rows) {
      const here = `${door.place} ${door.stair || words.stairless}`;
      if (order === "stair" && here !== stair) { stair = here; const item = knock.make("li"); item.append(knock.make("h3", "knock-stair", here)); shown.push(item); }
      shown.push(line(door));
    }
    if (!shown.length) shown.push(knock.make("li", "muted", words.empty));
    part("doors").replaceChildren(...shown);
  }
  function line(door) {
    const item = knock.clone("knock-door"), put = (name, text) => { item.querySelector(`.knock-${name}`).textContent = text; };
    put("where", order === "stair" && door.address ? door.address : `${door.place} ${door.address}`);
    put("who", door.people.map((each) => each.name).join("、"));
    door.groups.forEach((each) => item.querySelector(".knock-badges").append(knock.make("span", "badge", each)));
    put("last", door.last ? `${knock.fill(words.last, { on: knock.day(door.last.on) })} ${door.last.told[0] ?? ""}` : words.never);
    const done = list.done?.[door.id], tries = door.tries ? knock.fill(words.tries, { n: door.tries }) : "";
    const state = waiting.has(door.id) ? words.waits : begun.some((each) => each.door === door.id) ? words.draft : done ? [words.done, ...done.numbers].join(" ") : tries;
    put("state", state);
    item.firstElementChild.dataset.door = door.id;
    item.firstElementChild.dataset.state = waiting.has(door.id) ? "waits" : done ? "done" : "open";
    return item;
  }
  async function post(address, told) {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": outbox.token() }, body: JSON.stringify(told) });
    const said = await answer.json().catch(() => ({ code: answer.status === 401 || answer.redirected ? "signed_out" : "server", message: answer.status === 401 ? words.signedOut : words.server }));
    return { ok: answer.ok, said };
  }
  // The page and all it needs must open without a network before the list is called ready.
  async function keepWhole() {
    if (!("serviceWorker" in navigator)) return;
    const ready = await navigator.serviceWorker.ready, parts = performance.getEntriesByType("resource").map((each) => each.name).filter((name) => name.includes("/static/"));
    const { port1, port2 } = new MessageChannel();
    await new Promise((resolve) => { port1.onmessage = resolve; setTimeout(resolve, 10000); ready.active.postMessage({ keepWhole: { page: location.pathname, parts } }, [port2]); });
  }
  async function take(button) {
    if (!knock.isSafe) { say("problem", words.secure); return; }
    button.setAttribute("aria-busy", "true");
    try {
      const name = navigator.userAgentData?.platform || navigator.platform || "";
      const { ok, said } = await post(home.dataset.list, { phone: knock.phone(user), name });
      if (said.reason === "shut_out") { await shutOut(); return; }
      if (!ok) { say("problem", knock.fill(words.noList, { why: said.message })); return; }
      if (!list) await knock.drafts.handOver(user);
      await knock.lists.keep(user, said);
      await keepWhole();
      say("problem", "");
      say("lost", "");
      await open();
    } catch { say("problem", knock.fill(words.noList, { why: words.network })); } finally { button.removeAttribute("aria-busy"); }
  }
  // Nothing of the list stays on the page either.
  function forget() {
    list = null;
    part("doors").replaceChildren();
    form.replaceChildren();
    view("start");
  }
  async function shutOut() {
    await knock.drafts.handOver(user);
    await knock.lists.end(user);
    say("problem", words.shutOut);
    forget();
  }
  async function hear() {
    const number = (await outbox.kept()).filter((each) => !each.refused && !each.file).length;
    const { ok, said } = await post(home.dataset.word, { phone: knock.phone(user), waiting: number, pack: list?.pack }).catch(() => ({}));
    if (ok && said.shut_out) await shutOut();
    else if (ok && said.gone?.length) await letGo(new Set(said.gone));
  }
  // What is somebody else's by now leaves this phone, but for a form that was begun: both are kept.
  async function letGo(gone) {
    if (!list) return;
    const stays = new Set((await knock.drafts.of(user)).map((each) => each.door)), left = list.doors.filter((each) => !gone.has(each.id) || stays.has(each.id));
    const number = list.doors.length - left.length;
    if (!number) return;
    list.doors = left;
    await knock.lists.change(user, list);
    say("gone", knock.fill(words.gone, { n: number }));
    await doors();
  }
  async function missed() {
    if (!home.dataset.known || (await knock.lists.isWhole(user))) return;
    say("lost", knock.fill(words.lost, { at: home.dataset.knownAt, n: home.dataset.knownWaiting }));
    await knock.lists.mark(user);
  }

  // ---- one door ----
  async function knockAt(id) {
    const door = list.doors.find((each) => each.id === id), round = list.rounds.find((each) => each.id === door.round);
    const draft = begun.find((each) => each.door === id), opened = await knock.lists.open(user);
    const old = draft && opened.key ? await knock.unlock(opened.key, draft.shut).catch(() => null) : null;
    const key = draft?.id ?? outbox.fresh();
    const kept = (await knock.drafts.of(user)).filter((each) => each.file && each.visit === key);
    form.replaceChildren(knock.clone("knock-form"));
    head(door);
    const files = {
      of: (question) => kept.filter((each) => each.question === question),
      async add(question, family, blob) {
        const entry = await knock.sealedFile(list.sealing, { pack: list.pack, secret: list.secret, visit: key, question, family }, blob);
        const row = { id: outbox.fresh(), user, visit: key, question, family, file: true, entry };
        try { await knock.drafts.keep(row); } catch (problem) { complain(words.full); throw problem; }
        kept.push(row);
        changed();
      },
    };
    const questions = part("questions", form), read = knock.ask(questions, round.questions, old?.answers, files);
    const findings = knock.findings(part("findings", form), door.people, old?.findings, () => changed());
    const signed = knock.signature(form.querySelector("canvas"), part("unsign", form));
    const outcome = () => form.querySelector("[name=outcome]:checked")?.value ?? "";
    const told = () => ({
      pack: list.pack, secret: list.secret, door: id, base: door.base, outcome: outcome(), said_at: new Date().toISOString(), checklist: round.checklist,
      answers: outcome() === "visited" ? read() : [], findings: findings.read(), files: kept.length,
    });
    const show = () => { questions.hidden = part("signature", form).hidden = outcome() !== "visited"; };
    if (old?.outcome) form.querySelector(`[name=outcome][value=${old.outcome}]`).checked = true;
    show();
    const complain = (text) => { const line = part("form-problem", form); line.textContent = text; line.hidden = false; line.scrollIntoView({ block: "center" }); };
    // What was begun is kept at every change, under the day's key and sealed; data-kept says that the last change is.
    let saving = Promise.resolve(), changes = 0;
    async function draftNow() {
      const now = told(), { key: lock } = await knock.lists.open(user);
      if (!lock || (!now.outcome && !now.findings.length && !kept.length)) return;
      const entry = await knock.sealedForm(list.sealing, { ...now, outcome: now.outcome || "visited", draft: true });
      await knock.drafts.keep({ id: key, user, door: id, shut: await knock.lock(lock, now), entry });
    }
    function changed() {
      const turn = (changes += 1);
      show();
      delete form.dataset.kept;
      saving = saving.then(draftNow).then(() => { if (turn === changes) form.dataset.kept = ""; }).catch(() => {});
    }
    form.oninput = changed;
    form.onchange = changed;
    form.onclick = ({ target }) => {
      if (target.closest("[data-back]")) { saving.then(back); return; }
      const add = target.closest("[data-add]");
      if (add) findings.add(add.dataset.add);
    };
    form.onsubmit = async (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      const problem = part("form-problem", form), missing = outcome() ? findings.missing() : { node: form.querySelector(".knock-outcome"), words: words.ends };
      problem.hidden = !missing;
      if (missing) { problem.textContent = missing.words; missing.node.scrollIntoView({ block: "center" }); missing.node.querySelector("input, textarea")?.focus(); return; }
      const button = form.querySelector(".knock-save button");
      if (button.disabled) return;
      button.disabled = true;
      try {
        await saving;
        const name = await signed.read();
        if (name && outcome() === "visited" && !kept.some((each) => each.family === "signature")) await files.add("", "signature", name);
        await saving;
        for (const file of kept) await outbox.keep(file.entry.body, { ...file.entry, id: file.id, address: outbox.also });
        await knock.keepForm(user, list.sealing, told(), key);
      } catch {
        complain(words.full);
        button.disabled = false;
        return;
      }
      await saving;
      for (const each of [...kept, { id: key }]) await knock.drafts.drop(each.id).catch(() => {});
      part("outbox-said").textContent = words.stored;
      await back();
      outbox.flush();
    };
    view("form");
    form.querySelector("h2").focus();
    scrollTo(0, 0);
  }
  function head(door) {
    part("where", form).textContent = `${door.place} ${door.address}`;
    door.people.forEach((each) => {
      part("people", form).append(knock.make("span", "", each.name));
      if (each.phone) part("people", form).append(Object.assign(knock.make("a", "button small quiet", each.phone), { href: `tel:${each.phone}` }));
    });
    door.groups.forEach((each) => part("groups", form).append(knock.make("span", "badge", each)));
    const last = door.last ? [knock.fill(words.last, { on: knock.day(door.last.on) }), ...door.last.told] : [words.never];
    part("last", form).append(...last.map((each) => knock.make("li", "", each)));
  }
  async function back() {
    form.replaceChildren();
    form.onsubmit = form.oninput = form.onchange = form.onclick = null;
    view("list");
    await doors();
  }

  home.addEventListener("click", ({ target }) => {
    const door = target.closest("[data-door]"), by = target.closest("[data-order]");
    if (door) knockAt(door.dataset.door);
    if (target.closest("[data-take]")) take(target.closest("[data-take]"));
    if (target.closest("[data-others-send]")) outbox.flushOthers();
    if (by) {
      order = by.dataset.order;
      home.querySelectorAll("[data-order]").forEach((each) => each.setAttribute("aria-pressed", String(each === by)));
      doors();
    }
  });
  addEventListener("online", hear);
  if (!knock.isSafe) say("problem", words.secure);
  missed().then(open).then(() => { home.dataset.ready = ""; others(); if ("shutOut" in home.dataset) shutOut(); else if (navigator.onLine) hear(); });
})();
