// How are answers of somebody at a door kept until the house has them? Sealed at once, in the outbox; without a script or https the form is simply sent.
(() => {
  "use strict";
  const home = document.querySelector("[data-answers]"), form = document.querySelector("[data-answers-form]");
  const outbox = window.jinlinOutbox, knock = window.knock;
  if (!home || !form || !outbox || !knock?.isSafe) return;
  const { survey, sealing } = JSON.parse(document.getElementById("answers-told").textContent);
  const said = home.querySelector("[data-outbox-said]"), kept = home.querySelector("[data-answers-kept]");

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const fields = new FormData(form), answers = [];
    for (let n = 0; form.elements[`answer-${n}`]; n += 1) answers.push((fields.get(`answer-${n}`) ?? "").trim());
    if (!answers.some(Boolean)) { said.textContent = home.dataset.empty; home.scrollIntoView(); return; }
    const { body, ...own } = await knock.sealedForm(sealing, { survey, answers });
    await outbox.keep(body, own);
    form.reset();
    scrollTo({ top: 0 });
    outbox.flush();
  }, true);

  // The page and all it needs open without a network from the first visit on.
  (async () => {
    if (!("serviceWorker" in navigator) || !navigator.onLine) return;
    const ready = await navigator.serviceWorker.ready, { port1, port2 } = new MessageChannel();
    const parts = performance.getEntriesByType("resource").map((each) => each.name).filter((name) => name.includes("/static/"));
    port1.onmessage = ({ data }) => { if (data.kept) { kept.textContent = home.dataset.kept; kept.hidden = false; } };
    ready.active.postMessage({ keepWhole: { page: location.pathname, parts } }, [port2]);
  })();
})();
