// Follow the work on a week's bound: bar and sentence. The page loads anew when its state changes.
"use strict";
{
  const box = document.getElementById("week-bound-work");
  if (box) {
    const bar = document.getElementById("week-bound-bar");
    const told = document.getElementById("week-bound-told");
    const events = new EventSource(box.dataset.events);
    events.addEventListener("progress", (event) => {
      const week = JSON.parse(event.data);
      if (week.status !== box.dataset.status) {
        events.close();
        window.location.reload();
        return;
      }
      bar.value = week.done_share;
      // The same words again would be read out again.
      if (told.textContent !== week.label) told.textContent = week.label;
    });
    events.addEventListener("over", () => {
      events.close();
      window.location.reload();
    });
    window.addEventListener("pagehide", () => events.close());
  }
}
