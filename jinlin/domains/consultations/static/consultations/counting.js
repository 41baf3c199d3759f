// How does a teller make a key, and how do both tellers open the box in this browser?
"use strict";

import { isFit, newPair, opened, privateKey } from "./sealing.js";

const maker = document.querySelector("[data-key-maker]");
const box = document.querySelector("[data-box]");

function save(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
}

maker?.addEventListener("click", async () => {
  const said = document.querySelector("[data-key-said]");
  if (!isFit()) {
    said.textContent = maker.dataset.unfit;
    return;
  }
  maker.disabled = true;
  const pair = await newPair();
  save(maker.dataset.file, pair.private);
  const form = document.querySelector("[data-key-form]");
  form.querySelector("[name=public]").value = pair.public;
  form.hidden = false;
  said.textContent = maker.dataset.done;
});

async function keysOf(fields) {
  const texts = await Promise.all(fields.map((field) => field.files[0].text()));
  return Promise.all(texts.map(privateKey));
}

async function count(told, privates) {
  const counts = Object.fromEntries([...told.choices, "invalid"].map((key) => [key, 0]));
  const seen = new Set(); // the last two parts: nobody makes the same seal twice, a copy is none
  for (const sealed of told.ballots) {
    const seal = sealed.split(".").slice(2).join(".");
    const choice = seen.has(seal) ? "" : await opened(sealed, told.vote, privates);
    if (choice) seen.add(seal);
    counts[told.choices.includes(choice) ? choice : "invalid"] += 1;
  }
  return counts;
}

function isRevealing(counts) {
  const given = Object.values(counts).filter(Boolean);
  return given.length === 1 || given.reduce((sum, n) => sum + n, 0) < 5;
}

box?.querySelector("[data-box-open]").addEventListener("click", async () => {
  const said = box.querySelector("[data-box-said]");
  const fields = [...box.querySelectorAll("input[type=file]")];
  if (!isFit() || fields.some((field) => !field.files.length)) {
    said.textContent = isFit() ? box.dataset.both : box.dataset.unfit;
    return;
  }
  const told = JSON.parse(box.dataset.ballots);
  try {
    const keys = await keysOf(fields);
    let counts = await count(told, keys);
    if (counts.invalid === told.ballots.length) counts = await count(told, keys.reverse());
    const form = document.querySelector("[data-box-form]");
    for (const [key, n] of Object.entries(counts)) form.querySelector(`[name="${key}"]`).value = n;
    form.hidden = false;
    said.textContent = isRevealing(counts) ? box.dataset.revealing : box.dataset.done;
  } catch {
    said.textContent = box.dataset.unread;
  }
});
