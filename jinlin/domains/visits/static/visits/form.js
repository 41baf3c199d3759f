// How does a checklist become a form in one hand, and the form an answer to each question?
(() => {
  "use strict";
  const { knock } = window;
  const template = (id) => document.getElementById(id), clone = (id) => template(id).content.firstElementChild.cloneNode(true);
  const make = (tag, style = "", text = "") => Object.assign(document.createElement(tag), { className: style, textContent: text });
  let number = 0;

  function choices(name, type, options, chosen) {
    const box = make("div");
    options.forEach(([value, text]) => {
      const one = clone("knock-choice"), input = one.querySelector("input");
      Object.assign(input, { type, name, value, checked: chosen.includes(value) });
      one.querySelector("span").textContent = text;
      box.append(one);
    });
    return box;
  }
  function fieldset(question, inner) {
    const box = make("fieldset", "field choices");
    box.append(make("legend", "label", question.text), inner);
    return box;
  }
  function labelled(question, control) {
    const box = make("div", "field"), label = make("label", "label", question.text);
    control.id = `knock-${(number += 1)}`;
    label.htmlFor = control.id;
    box.append(label, control);
    return box;
  }
  const words = () => template("knock-given").dataset;
  const others = () => [["not_asked", words().notAsked], ["would_not_say", words().wouldNotSay]];

  // Each kind: what is shown, and how the answer is read: [given, said].
  const KINDS = {
    yes_no: (q, old) => radios(q, [["yes", words().yes], ["no", words().no]], old),
    choice: (q, old) => radios(q, q.options.map((each) => [each, each]), old),
    needs_help(q, old) {
      const name = `q-${q.key}`, kept = old ? (old.given === "said" ? (old.said.length ? old.said : ["-"]) : [old.given]) : ["not_asked"];
      const box = choices(name, "checkbox", [...q.options.map((each) => [each, each]), ["-", words().none], ["not_asked", words().notAsked]], kept);
      box.addEventListener("change", ({ target }) => {
        const alone = ["-", "not_asked"].includes(target.value);
        box.querySelectorAll("input").forEach((each) => { if (each !== target && target.checked && (alone || ["-", "not_asked"].includes(each.value))) each.checked = false; });
      });
      return { node: fieldset(q, box), read() {
        const said = [...box.querySelectorAll(":checked")].map((each) => each.value);
        if (said.includes("-")) return ["said", []];
        return said.length && !said.includes("not_asked") ? ["said", said] : ["not_asked", ""];
      } };
    },
    number: (q, old) => typed(q, old, { type: "number", inputMode: "numeric", className: "input short" }),
    date: (q, old) => typed(q, old, { type: "date", className: "input short" }),
    text(q, old) {
      const area = Object.assign(make("textarea", "input area"), { rows: 2, maxLength: 2000, value: old?.said ?? "" });
      return { node: labelled(q, area), read: () => (area.value.trim() ? ["said", area.value.trim()] : ["not_asked", ""]) };
    },
    photo: (q, _old, files) => attached(q, files, photoOf),
    voice: (q, _old, files) => attached(q, files, voiceOf),
  };
  function radios(q, options, old) {
    const chosen = old ? (old.given === "said" ? old.said : old.given) : "not_asked";
    const box = choices(`q-${q.key}`, "radio", [...options, ...others()], [chosen]);
    return { node: fieldset(q, box), read() {
      const value = box.querySelector(":checked")?.value ?? "not_asked";
      return ["not_asked", "would_not_say"].includes(value) ? [value, ""] : ["said", value];
    } };
  }
  function typed(q, old, ways) {
    const input = Object.assign(make("input"), ways, { value: old?.said ?? "" });
    return { node: labelled(q, input), read: () => (input.value ? ["said", input.value] : ["not_asked", ""]) };
  }

  // A photo is made small before it is kept; what it said of time and place goes with that.
  async function smaller(file) {
    const picture = await createImageBitmap(file), scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = Object.assign(make("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  }
  function photoOf(q, add) {
    const box = make("label", "upload"), input = Object.assign(make("input"), { type: "file", accept: "image/*" });
    input.setAttribute("capture", "environment");
    box.append(make("span", "", `${q.text} · ${words().photo}`), input);
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (file) await add("photo", await smaller(file).catch(() => file));
      input.value = "";
    });
    return box;
  }
  function voiceOf(q, add) {
    const box = make("div", "field"), button = Object.assign(make("button", "button quiet", words().voice), { type: "button" });
    let recorder;
    button.addEventListener("click", async () => {
      if (recorder?.state === "recording") { recorder.stop(); return; }
      try {
        const heard = await navigator.mediaDevices.getUserMedia({ audio: true }), parts = [];
        recorder = new MediaRecorder(heard);
        recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
        recorder.addEventListener("stop", async () => {
          heard.getTracks().forEach((track) => track.stop());
          button.textContent = words().voice;
          await add("voice", new Blob(parts, { type: recorder.mimeType }));
        });
        recorder.start();
        button.textContent = template("knock-words").dataset.recording;
      } catch { button.textContent = template("knock-words").dataset.noSound; }
    });
    box.append(make("span", "label", q.text), button);
    return box;
  }
  function attached(q, files, build) {
    const box = make("div", "stack tight"), count = make("p", "hint");
    const show = () => { const n = files.of(q.key).length; count.textContent = n ? words().kept.replace("{n}", n) : ""; };
    box.append(build(q, async (family, blob) => { await files.add(q.key, family, blob).catch(() => {}); show(); }), count);
    show();
    return { node: box, read: () => (files.of(q.key).length ? ["said", String(files.of(q.key).length)] : ["not_asked", ""]) };
  }

  // The questions in their order; those that a rule skips are hidden and say so in the answers.
  knock.ask = (into, questions, old, files) => {
    const known = Object.fromEntries((old ?? []).map((each) => [each.key, each]));
    const asked = questions.filter((q) => KINDS[q.kind]).map((q) => ({ q, ...KINDS[q.kind](q, known[q.key], files) }));
    const isAsked = (q, said) => !q.after || (Array.isArray(said[q.after]) ? said[q.after].includes(q.equals || "yes") : said[q.after] === (q.equals || "yes"));
    function read() {
      const said = {};
      return asked.map(({ q, node, read: answer }) => {
        const open = isAsked(q, said);
        node.hidden = !open;
        const [given, value] = open ? answer() : ["skipped", ""];
        if (given === "said") said[q.key] = value;
        return { key: q.key, kind: q.kind, text: q.text, given, said: value };
      });
    }
    into.replaceChildren(...asked.map(({ node }) => node));
    into.addEventListener("change", read);
    read();
    return read;
  };
  knock.make = make;
  knock.clone = clone;
  knock.words = () => template("knock-words").dataset;
  // 3月14日, as every other page says it; of another year with the year.
  const tongue = document.documentElement.lang, HERE = { timeZone: "Asia/Shanghai", month: "long", day: "numeric" };
  knock.moment = (at) => new Date(at).toLocaleString(tongue, { ...HERE, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  knock.day = (iso) => new Date(`${iso}T12:00+08:00`).toLocaleDateString(tongue, { ...HERE, year: iso.startsWith(`${new Date().getFullYear()}-`) ? undefined : "numeric" });
  knock.fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
})();
