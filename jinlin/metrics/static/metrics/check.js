/* Does a proof hold? Reckoned in the browser, without the network: SHA-256, the way to each root, the hash of each seal. */
(() => {
  "use strict";
  const desk = document.querySelector("[data-proof-check]");
  if (!desk) return;

  const K = [], H = [];
  for (let n = 2; K.length < 64; n++) {
    if ([...Array(n).keys()].slice(2).every((d) => n % d)) {
      const part = (root) => ((n ** root % 1) * 2 ** 32) | 0;
      if (H.length < 8) H.push(part(1 / 2));
      K.push(part(1 / 3));
    }
  }
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  const sha256 = (bytes) => {
    const whole = new Uint8Array(((bytes.length + 72) >> 6) << 6);
    whole.set(bytes);
    whole[bytes.length] = 128;
    const view = new DataView(whole.buffer);
    view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(whole.length - 4, bytes.length << 3);
    const h = H.slice(), w = new Int32Array(64);
    for (let at = 0; at < whole.length; at += 64) {
      for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
      for (let i = 16; i < 64; i++) {
        const a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, j] = h;
      for (let i = 0; i < 64; i++) {
        const s = (j + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [j, g, f, e, d, c, b, a] = [g, f, e, (d + s) | 0, c, b, a, (s + t) | 0];
      }
      [a, b, c, d, e, f, g, j].forEach((x, i) => { h[i] = (h[i] + x) | 0; });
    }
    return h.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  };

  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value && typeof value === "object") {
      const keys = Object.keys(value).sort();
      return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
    }
    return JSON.stringify(value);
  };
  const utf8 = (text) => new TextEncoder().encode(text);
  const raw = (hex) => Uint8Array.from(hex.match(/../g), (two) => parseInt(two, 16));
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const leaf = (value) => sha256(joined([0], utf8(canonical(value))));
  const rootOf = (start, path) => path.reduce((found, [side, partner]) => {
    const [left, right] = side === "left" ? [partner, found] : [found, partner];
    return sha256(joined([1], raw(left), raw(right)));
  }, start);

  const holds = (proof) => {
    const { figure, release, sealed } = proof;
    const told = release.facts, [ofRelease, ofMatter] = sealed;
    return rootOf(leaf([figure.key, figure.period, proof.matter]), proof.path) === proof.root
      && told.root.join("").replaceAll("-", "") === proof.root && told.number === figure.number
      && sha256(utf8(canonical(release))) === ofRelease.head
      && ofRelease.subject === release.subject_id && ofMatter.subject === proof.matter
      && sealed.every((one) => one.seal.county === proof.county
        && rootOf(leaf([one.subject, [one.subject_type, one.link, one.head]]), one.path) === one.seal.root
        && sha256(utf8(canonical(one.seal))) === one.seal_hash);
  };

  const answer = desk.querySelector("[data-proof-answer]");
  const facts = desk.querySelector("[data-proof-facts]");
  const say = (name, tone) => {
    const line = document.createElement("p");
    line.className = `notice tone-${tone}`;
    line.dataset.verdict = name;
    line.textContent = desk.getAttribute(`data-${name}`);
    answer.replaceChildren(line);
  };
  const show = (name, text) => { facts.querySelector(`[data-fact="${name}"]`).textContent = text; };

  const look = async () => {
    const [file, seals] = [...desk.querySelectorAll("input")].map((input) => input.files[0]);
    if (!file) return;
    facts.hidden = true;
    let proof, held;
    try {
      proof = JSON.parse(await file.text());
      held = proof.format === "jinlin-proof-1" && holds(proof);
    } catch {
      say("unreadable", "late");
      return;
    }
    if (!held) {
      say("altered", "late");
      return;
    }
    const marks = proof.sealed.map((one) => one.seal_hash);
    show("figure", `${proof.figure.key} · ${proof.figure.period}`);
    show("number", String(proof.figure.number));
    show("root", proof.root);
    show("seals", marks.join(" "));
    facts.hidden = false;
    if (!seals) {
      say("valid", "done");
      return;
    }
    const published = await seals.text();
    if (marks.every((mark) => published.includes(`:${mark}`))) say("published", "done");
    else say("other-root", "late");
  };
  desk.addEventListener("change", look);
})();
