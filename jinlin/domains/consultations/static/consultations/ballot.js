// How does the page of a secret vote seal what was chosen and send nothing else?
"use strict";

import { isFit, newCode, seal } from "./sealing.js";

// One card for each place on the roll that the reader votes for: their own, and one by a power.
function serve(card) {
  const form = card.querySelector("[data-ballot-form]");
  const problem = card.querySelector("[data-ballot-problem]");
  const typed = card.querySelector("[data-ballot-code]");
  const ownCode = newCode();

  function say(words) {
    problem.textContent = words;
    problem.hidden = !words;
  }

  async function send(choice) {
    const { vote, keyOne, keyTwo, action, elector } = card.dataset;
    const code = (typed ? typed.value : ownCode).trim().toUpperCase();
    const sealed = await seal(choice, vote, [keyOne, keyTwo]);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(action, {
      method: "POST",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams(elector ? { sealed, code, elector } : { sealed, code }),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.problem);
    form.hidden = true;
    form.reset();
    card.querySelector("[data-ballot-receipt]").textContent = said.receipt;
    const shown = card.querySelector("[data-ballot-own]");
    if (shown) shown.textContent = code;
    card.querySelector("[data-ballot-done]").hidden = false;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = form.querySelector("[name=ballot-choice]:checked");
    if (!chosen) return say(card.dataset.choose);
    if (!isFit()) return say(card.dataset.unfit);
    const button = form.querySelector("button");
    button.disabled = true;
    say("");
    try {
      await send(chosen.value);
    } catch (error) {
      say(error instanceof SyntaxError || error instanceof TypeError ? card.dataset.lost : error.message);
    }
    button.disabled = false;
  });
}

document.querySelectorAll("[data-ballot]").forEach(serve);
