// What does the board gain from a script? x chooses the row at hand, as its box does.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]");
    const box = event.key === "x" && !busy && document.querySelector("[data-row].is-here input[name=pick]");
    if (!box) return;
    event.preventDefault();
    box.click();
  });
})();

// How many are chosen: said in the bar that appears with the first.
(() => {
  "use strict";
  const told = document.querySelector("[data-picked]");
  if (!told) return;
  const count = () => {
    told.textContent = told.dataset.picked.replace("{n}", document.querySelectorAll("input[name=pick]:checked").length);
  };
  document.addEventListener("change", count);
  count();
})();
