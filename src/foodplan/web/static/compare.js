// Two maps that move together: what is done on one is passed on to the other.
"use strict";
{
  const frames = [...document.querySelectorAll("#maps-pair iframe")];
  const told = document.getElementById("shown");

  // The maps live in sandboxes, so their origin is "null"; the windows themselves are what we check.
  const tell = (frame, what) => frame.contentWindow?.postMessage(what, "*");
  const place = (placeId, stays) => ({ foodplan: "show", place_id: placeId, linked: true, stays });

  window.addEventListener("message", (event) => {
    const from = frames.findIndex((frame) => frame.contentWindow === event.source);
    if (from < 0 || !event.data) return;
    const other = frames[1 - from];
    const { foodplan: kind, place_id: placeId } = event.data;
    if (kind === "view" || kind === "day") tell(other, event.data);
    if (kind === "stop") tell(other, place(placeId, true));
  });

  for (const button of document.querySelectorAll("button[data-place]")) {
    button.addEventListener("click", () => {
      for (const frame of frames) tell(frame, place(button.dataset.place, false));
      told.textContent = told.dataset.shown.replace("%", button.dataset.name);
      document.getElementById("maps").scrollIntoView({ block: "start" });
    });
  }

  document.querySelectorAll("#maps-pair select").forEach((choice, i) => {
    choice.hidden = false;
    const link = choice.parentElement.querySelector("a");
    choice.addEventListener("change", () => {
      frames[i].src = choice.value;
      link.href = choice.value.replace(/\/map\?.*/, "");
    });
  });
}
