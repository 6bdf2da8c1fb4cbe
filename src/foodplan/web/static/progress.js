// Follow a run: phase, bar, best cost, baskets, elapsed time. The page loads anew when it is over.
"use strict";
{
  const box = document.getElementById("progress");
  const at = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat(box.dataset.language, { maximumFractionDigits: 0 });
  const phases = [...document.querySelectorAll("[data-phase]")];

  const showPhase = (progress) => {
    // The same words again would be read out again.
    if (at("phase").textContent !== progress.phase_label) {
      at("phase").textContent = progress.phase_label;
    }
    const now = phases.findIndex((one) => one.dataset.phase === progress.phase);
    if (now < 0) return;
    phases.forEach((one, i) => {
      one.classList.toggle("done", i < now);
      one.toggleAttribute("aria-current", false);
      if (i === now) one.setAttribute("aria-current", "step");
    });
  };

  const show = (job) => {
    if (job.status === "stopping") at("stop").querySelector("button").disabled = true;
    const progress = job.progress;
    if (!progress) return;
    showPhase(progress);
    at("bar").value = progress.done_share;
    if (progress.baskets_served !== undefined && progress.baskets_served !== null) {
      at("baskets").textContent = number.format(progress.baskets_served);
    }
    if (progress.best_eur !== undefined && progress.best_eur !== null) {
      at("cost").textContent = `${number.format(progress.best_eur)}\u00a0${box.dataset.money}`;
    }
  };

  const tick = () => {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(box.dataset.started)) / 1000));
    const minutes = Math.floor(seconds / 60);
    const rest = minutes ? String(seconds % 60).padStart(2, "0") : seconds;
    at("elapsed").textContent = minutes ? `${minutes}\u00a0min ${rest}\u00a0s` : `${rest}\u00a0s`;
  };

  const events = new EventSource(box.dataset.events);
  events.addEventListener("progress", (event) => {
    at("lost").hidden = true;
    show(JSON.parse(event.data));
  });
  events.addEventListener("over", () => {
    events.close();
    window.location.reload();
  });
  events.addEventListener("error", () => {
    at("lost").hidden = false;
  });
  window.addEventListener("pagehide", () => events.close());
  setInterval(tick, 1000);
  tick();
}
