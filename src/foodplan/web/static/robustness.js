// Try a plan on random weeks: figures so far after each week; stopping keeps them.
"use strict";
{
  const form = document.getElementById("ask");
  const [start, stop] = ["start", "stop"].map((id) => document.getElementById(id));
  const head = document.getElementById("so-far");
  let events = null;

  const end = () => {
    events?.close();
    events = null;
    start.hidden = false;
    stop.hidden = true;
  };

  const show = (event) => {
    const found = JSON.parse(event.data);
    const told = head.dataset.told.replace("%", found.n_done).replace("#", found.n_weeks);
    head.textContent = told;
    document.getElementById("bar").value = found.n_done / found.n_weeks;
    document.getElementById("told").replaceChildren(...found.told.map((text) => {
      const line = document.createElement("li");
      line.textContent = text;
      return line;
    }));
    document.getElementById("lowest").replaceChildren(...found.lowest.map(([name, fill]) => {
      const row = document.createElement("tr");
      const site = document.createElement("th");
      site.scope = "row";
      site.textContent = name;
      const cell = document.createElement("td");
      cell.className = "right";
      cell.textContent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" }).format(fill);
      row.append(site, cell);
      return row;
    }));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    end();
    document.getElementById("found").hidden = false;
    head.textContent = "…";
    start.hidden = true;
    stop.hidden = false;
    events = new EventSource(`${form.dataset.events}&weeks=${new FormData(form).get("weeks")}`);
    events.addEventListener("progress", show);
    events.addEventListener("over", (one) => { show(one); end(); });
    events.addEventListener("error", () => {
      // The browser would ask again from the first week on.
      end();
      head.textContent = head.dataset.lost;
    });
  });
  stop.addEventListener("click", end);
  window.addEventListener("pagehide", end);
}
