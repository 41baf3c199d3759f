// How is one of many found in a list? By typing part of its name, or the first letters of its sound.
//
// <select data-seek="placeholder"> gets a field above it; what does not fit is left out of the list, the choice itself stays.
// So does every long list of a form that is sent; filters stay one line.
(() => {
  "use strict";
  const FEW = 8, MANY = 20;
  const words = document.getElementById("words")?.dataset.seek;
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  function seek(list) {
    const options = [...list.querySelectorAll("option")].filter((each) => each.value);
    if (options.length <= FEW || list.dataset.seekReady) return;
    list.dataset.seekReady = "1";
    const groups = [...list.querySelectorAll("optgroup")].map((group) => [group, [...group.children]]);
    const loose = [...list.children].filter((each) => each.tagName === "OPTION");
    const field = document.createElement("input");
    Object.assign(field, { type: "search", className: "input seek", placeholder: list.dataset.seek, autocomplete: "off" });
    field.setAttribute("aria-label", list.dataset.seek);
    if (list.id) field.setAttribute("aria-controls", list.id);
    list.before(field);

    const fits = (option, typed) => !option.value || option.selected || plain(option.textContent).includes(typed) || (option.dataset.initials || "").includes(typed);
    field.addEventListener("input", () => {
      const typed = plain(field.value);
      list.replaceChildren(...loose.filter((each) => fits(each, typed)));
      for (const [group, members] of groups) {
        const shown = members.filter((each) => fits(each, typed));
        group.replaceChildren(...shown);
        if (shown.length) list.append(group);
      }
      const found = [...list.options].filter((each) => each.value && (plain(each.textContent).includes(typed) || (each.dataset.initials || "").includes(typed)));
      if (typed && found.length === 1 && !found[0].selected) {
        found[0].selected = true;
        list.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "ArrowDown" || event.key === "Enter") list.focus();
    });
  }

  function all(root) {
    root.querySelectorAll?.("form[method=post] select:not([data-seek], [multiple])").forEach((list) => {
      if (words && list.options.length > MANY) list.dataset.seek = words;
    });
    root.querySelectorAll?.("select[data-seek]").forEach(seek);
  }
  all(document);
  document.addEventListener("htmx:load", (event) => all(event.target));
})();
