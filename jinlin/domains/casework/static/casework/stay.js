// What is typed about a person is never kept on the device: it leaves the page only when the house answers.
(() => {
  "use strict";
  const reached = async () => {
    const patience = new AbortController();
    const bell = setTimeout(() => patience.abort(), 8000);
    try { return (await fetch("/health/live", { cache: "no-store", signal: patience.signal })).status < 500; } catch { return false; } finally { clearTimeout(bell); }
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target, by = event.submitter;
    const unsent = form.querySelector("[data-unsent]");
    if (!form.matches("[data-stays]") || !unsent || !form.requestSubmit) return;
    if (form.dataset.stays === "reached") { form.dataset.stays = ""; return; }
    event.preventDefault();
    unsent.hidden = true;
    if (await reached()) { form.dataset.stays = "reached"; form.requestSubmit(by || undefined); return; }
    unsent.hidden = false;
    unsent.scrollIntoView({ block: "nearest" });
  }, true);
})();
