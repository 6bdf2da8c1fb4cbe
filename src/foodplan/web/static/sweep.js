// Follow a sweep: bar and count. The page loads anew when it is over, with all pictures.
"use strict";
{
  const box = document.getElementById("sweep");
  const done = document.getElementById("done");
  const events = new EventSource(box.dataset.events);
  events.addEventListener("progress", (event) => {
    const sweep = JSON.parse(event.data);
    document.getElementById("bar").value = sweep.done_share;
    const told = done.dataset.told.replace("%", sweep.n_done);
    // The same words again would be read out again.
    if (done.textContent !== told) done.textContent = told;
  });
  events.addEventListener("over", () => {
    events.close();
    window.location.reload();
  });
  window.addEventListener("pagehide", () => events.close());
}
