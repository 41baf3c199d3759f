// How is something found at a door written down, and how does somebody sign with a finger?
(() => {
  "use strict";
  const { knock } = window;
  knock.findings = (into, people, old, changed) => {
    const rows = [];
    function add(kind, told = { id: window.jinlinOutbox.fresh(), kind }) {
      const node = knock.clone("knock-finding"), part = (name) => node.querySelector(`[data-${name}]`), area = node.querySelector("textarea");
      const label = document.querySelector(`[data-add=${kind}]`)?.textContent.trim() ?? kind, is = (name) => kind === name, group = `${told.id}-`;
      part("kind").textContent = label;
      for (const name of ["danger", "called"]) {
        part(name).hidden = !is("urgent");
        part(name).querySelectorAll("input").forEach((input) => { input.name = group + name; input.checked = input.value === told[name]; });
      }
      part("emergency").hidden = !is("urgent");
      part("wish").hidden = !is("wish");
      if (told.wish_kind) part("wish").querySelector("select").value = told.wish_kind;
      area.value = told.text ?? "";
      const whom = part("person").querySelector("select");
      whom.append(new Option(knock.words().anybody, ""), ...people.map((each) => new Option(each.name, each.id, false, each.id === told.person)));
      if (!told.text && people.length) whom.selectedIndex = 1;
      const chosen = (name) => node.querySelector(`[name="${group}${name}"]:checked`)?.value ?? "";
      const row = { node, read: () => ({ id: told.id, kind, text: area.value.trim(), person: whom.value || null, danger: chosen("danger"), called: chosen("called"), wish_kind: is("wish") ? part("wish").querySelector("select").value : "" }) };
      part("remove").addEventListener("click", () => { rows.splice(rows.indexOf(row), 1); node.remove(); changed(); });
      rows.push(row);
      into.append(node);
      return node;
    }
    (old ?? []).forEach((told) => add(told.kind, told));
    return {
      add: (kind) => (add(kind).querySelector("input:not([type=hidden]), textarea")).focus(),
      read: () => rows.map((row) => row.read()),
      // What is still to be said, and where; nothing when all is said.
      missing() {
        for (const { node, read } of rows) {
          const told = read();
          if (told.kind === "urgent" && !told.danger) return { node, words: knock.words().which };
          if (told.kind === "urgent" && !told.called) return { node, words: knock.words().call };
          if (!told.text && told.kind !== "urgent") return { node, words: knock.words().words };
        }
        return null;
      },
    };
  };
  knock.signature = (canvas, wipe) => {
    const pen = canvas.getContext("2d");
    let drawn = false, down = false;
    const at = (event) => { const box = canvas.getBoundingClientRect(); return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height]; };
    Object.assign(pen, { lineWidth: 5, lineCap: "round", lineJoin: "round", strokeStyle: "#1d2b2f" });
    const clear = () => { pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height); drawn = false; };
    canvas.addEventListener("pointerdown", (event) => { down = true; canvas.setPointerCapture(event.pointerId); pen.beginPath(); pen.moveTo(...at(event)); });
    canvas.addEventListener("pointermove", (event) => { if (!down) return; pen.lineTo(...at(event)); pen.stroke(); drawn = true; });
    canvas.addEventListener("pointerup", () => { down = false; });
    wipe.addEventListener("click", clear);
    clear();
    return { read: () => (drawn ? new Promise((resolve) => canvas.toBlob(resolve, "image/png")) : Promise.resolve(null)) };
  };
})();
