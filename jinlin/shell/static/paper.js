// What does a page to keep gain from a script? <button data-print hidden>, <button data-copy="text" data-copied="word" hidden><span>.
(() => {
  "use strict";
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-print], [data-copy]");
    if (button?.matches("[data-print]")) return print();
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("span").textContent = button.dataset.copied;
  });
  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-print], [data-copy]").forEach((button) => { button.hidden = button.matches("[data-copy]") && !navigator.clipboard; });
  });
})();
