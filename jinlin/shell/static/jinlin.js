// What do pages gain from a script? Drafts, one sending, keys, photos seen first, clocks that move.
(() => {
  "use strict";
  const words = () => document.getElementById("words")?.dataset ?? {};
  const fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const make = (tag, style = "", text = "") => Object.assign(document.createElement(tag), { className: style, textContent: text });
  const all = (selector, root = document) => root.querySelectorAll(selector);

  // <textarea data-draft="x"> is kept until a page carries data-draft-done="x".
  const draftKey = (field) => `draft:${field.dataset.draft}:${field.name}`;
  const store = (act) => { try { return act(localStorage); } catch { return null; } };
  function offerDraft(field) {
    const kept = store((s) => s.getItem(draftKey(field)));
    if (!kept || field.value.trim()) return;
    field.value = kept;
    const line = make("p", "hint row", words().draft);
    const forget = make("button", "button plain small", words().forget);
    line.setAttribute("role", "status");
    forget.type = "button";
    forget.addEventListener("click", () => { field.value = ""; store((s) => s.removeItem(draftKey(field))); line.remove(); field.focus(); });
    line.append(forget);
    field.after(line);
  }
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches?.("[data-draft]")) store((s) => (field.value.trim() ? s.setItem(draftKey(field), field.value) : s.removeItem(draftKey(field))));
  });

  // A form is sent once; a page that comes back opens again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.target || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => all("button:not([type=button])", form).forEach((button) => button.setAttribute("aria-busy", "true")), 0);
  });
  const reopen = () => all("form[data-sent]").forEach((form) => { delete form.dataset.sent; all("[aria-busy]", form).forEach((b) => b.removeAttribute("aria-busy")); });
  addEventListener("pageshow", reopen);
  document.addEventListener("htmx:afterRequest", reopen);
  document.addEventListener("htmx:afterSettle", (event) => event.target.querySelector?.("#move-title")?.focus());

  // At the desk j k walk [data-row], Enter opens, e presses [data-likely], / searches, ? names the keys.
  let here = -1;
  function walk(step) {
    const rows = [...all("[data-row]")];
    if (!rows.length) return;
    rows[here]?.classList.remove("is-here");
    here = Math.max(0, Math.min(rows.length - 1, here + step));
    rows[here].classList.add("is-here");
    rows[here].scrollIntoView({ block: "nearest" });
    rows[here].querySelector("[data-open], a")?.focus({ preventScroll: true });
  }
  const press = (selector) => {
    const target = all("[data-row]")[here]?.querySelector(selector) ?? (here < 0 ? document.querySelector(`.matter ${selector}`) : null);
    target?.click();
    return Boolean(target);
  };
  const keys = {
    j: () => walk(1),
    k: () => walk(-1),
    e: () => press("[data-likely]"),
    "/": () => document.querySelector("[data-search]")?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog, [contenteditable]");
    if (busy || !document.body.classList.contains("desk") || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  // <input type="file" data-photos data-limit-mb="20">: in .photos[data-preview]; what is too large is named.
  function preview(input) {
    const limit = +(input.dataset.limitMb || 20), isBig = (file) => file.size > limit * 1048576;
    const only = (fits) => {
      const kept = new DataTransfer();
      [...input.files].filter(fits).forEach((each) => kept.items.add(each));
      input.files = kept.files;
    }, tooBig = [...input.files].filter(isBig);
    only((file) => !isBig(file));
    const field = input.closest(".field") || input.form;
    all("[data-too-big]", field).forEach((old) => old.remove());
    tooBig.forEach((file) => {
      const notice = make("p", "notice tone-late", fill(words().tooBig, { name: file.name, size: Math.ceil(file.size / 1048576), limit }));
      notice.dataset.tooBig = "";
      notice.role = "alert";
      field.append(notice);
    });
    const list = input.form?.querySelector(".photos[data-preview]");
    if (!list) return;
    all("img", list).forEach((img) => URL.revokeObjectURL(img.src));
    list.replaceChildren(...[...input.files].map((file, n) => {
      const item = make("li");
      item.append(
        Object.assign(make("img"), { src: URL.createObjectURL(file), alt: file.name }),
        Object.assign(make("button", "", "×"), { type: "button", ariaLabel: words().drop, onclick() { only((_, i) => i !== n); preview(input); } }),
      );
      return item;
    }));
  }
  document.addEventListener("change", (event) => { if (event.target.matches?.("[data-photos]")) preview(event.target); });

  // <time><span data-clock>: how much is left.
  function tick() {
    all("[data-clock]").forEach((mark) => {
      const due = Date.parse(mark.closest("time")?.dateTime);
      if (Number.isNaN(due)) return;
      const minutes = Math.floor(Math.abs(due - Date.now()) / 60000);
      const [unit, n] = minutes >= 2880 ? ["days", Math.floor(minutes / 1440)] : minutes >= 60 ? ["hours", Math.floor(minutes / 60)] : ["minutes", minutes];
      mark.textContent = fill(due < Date.now() ? words().late : words().left, { span: fill(words()[unit], { n }) });
    });
  }

  addEventListener("DOMContentLoaded", () => {
    all("[data-draft-done]").forEach((mark) => store((s) => Object.keys(s).filter((k) => k.startsWith(`draft:${mark.dataset.draftDone}:`)).forEach((k) => s.removeItem(k))));
    all("textarea[data-draft], input[data-draft]").forEach(offerDraft);
    setInterval(tick, 60000);
  });
})();
