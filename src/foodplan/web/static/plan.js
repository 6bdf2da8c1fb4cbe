// Day tabs, and the table as the map's twin: choosing a stop in one shows it in the other.
"use strict";
{
  const map = document.getElementById("map");
  const told = document.getElementById("shown");
  const tabs = [...document.querySelectorAll("[role=tab]")];
  const rows = [...document.querySelectorAll("tr[data-place]")];

  // The map lives in a sandbox, so its origin is "null"; the window itself is what we check.
  const tellMap = (what) => map.contentWindow?.postMessage({ foodplan: "show", ...what }, "*");

  const openDay = (tab, { focus = false, tell = true } = {}) => {
    for (const one of tabs) {
      const chosen = one === tab;
      one.setAttribute("aria-selected", String(chosen));
      one.tabIndex = chosen ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = !chosen;
    }
    if (focus) tab.focus();
    if (tell) tellMap({ day: Number(tab.dataset.day) });
  };

  const mark = (row) => {
    document.querySelectorAll("tr.chosen").forEach((one) => one.classList.remove("chosen"));
    row.classList.add("chosen");
  };

  const nameOf = (row) => row.querySelector(".show").firstChild.textContent.trim();

  const showOnMap = (row) => {
    mark(row);
    tellMap({ route_id: row.dataset.route, place_id: row.dataset.place });
    told.textContent = told.dataset.shown.replace("%", nameOf(row));
    if (window.matchMedia("(max-width: 63.99rem)").matches) map.scrollIntoView({ block: "center" });
  };

  const showInTable = ({ route_id: route, place_id: place }) => {
    const row =
      rows.find((one) => one.dataset.place === place && one.dataset.route === route) ??
      rows.find((one) => one.dataset.place === place);
    if (!row) return;
    const tab = tabs.find((one) => row.closest(".day").id === one.getAttribute("aria-controls"));
    if (tab && tab.getAttribute("aria-selected") === "false") openDay(tab, { tell: false });
    const card = row.closest("details");
    if (card) card.open = true;
    mark(row);
    row.scrollIntoView({ block: "center" });
    told.textContent = told.dataset.chosen.replace("%", nameOf(row));
  };

  const arrows = { ArrowRight: 1, ArrowLeft: -1 };
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => openDay(tab));
    tab.addEventListener("keydown", (event) => {
      let next = null;
      if (event.key in arrows) next = (i + arrows[event.key] + tabs.length) % tabs.length;
      if (event.key === "Home") next = 0;
      if (event.key === "End") next = tabs.length - 1;
      if (next === null) return;
      event.preventDefault();
      openDay(tabs[next], { focus: true });
    });
  });
  for (const row of rows) {
    row.querySelector(".show").addEventListener("click", () => showOnMap(row));
  }
  window.addEventListener("message", (event) => {
    if (event.source !== map.contentWindow) return;
    if (event.data?.foodplan === "stop") showInTable(event.data);
  });

  if (tabs.length) {
    document.querySelector("[role=tablist]").hidden = false;
    document.querySelectorAll(".day").forEach((day, i) => {
      day.setAttribute("role", "tabpanel");
      day.setAttribute("aria-labelledby", tabs[i].id);
    });
    openDay(tabs[0], { tell: false });
  }
}
