// Our own control: day, vehicles, layers and legend; plain form elements, so the keyboard works.
foodplan.panel = function (map, data, state, number, changed) {
  const el = foodplan.element;
  const say = (code) => data.texts["map-" + code];
  const box = el("section", "fp-panel");
  box.setAttribute("aria-label", say("panel"));
  L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);

  const toggle = el("button", "fp-toggle", say("panel"));
  toggle.type = "button";
  const body = el("div", "fp-body");
  body.id = "fp-body";
  toggle.setAttribute("aria-controls", body.id);
  function fold(isOpen) {
    box.classList.toggle("fp-open", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
  }
  toggle.addEventListener("click", () => fold(!box.classList.contains("fp-open")));
  box.append(toggle, body);

  function group(title) {
    const made = el("fieldset");
    made.append(el("legend", "", title));
    body.append(made);
    return made;
  }

  function option(parent, { type, name, value, text, title, checked, className }, onChange) {
    const label = el("label", className || "");
    const input = el("input");
    input.type = type;
    if (name) input.name = name;
    input.value = value;
    input.checked = checked;
    input.addEventListener("change", () => onChange(input.checked));
    const face = el("span", "", text);
    if (title) face.title = title;
    label.append(input, face);
    parent.append(label);
    return label;
  }

  const summary = el("p", "fp-summary");
  summary.setAttribute("aria-live", "polite");
  body.append(el("h1", "", data.label), summary);

  const days = group(say("days"));
  days.classList.add("fp-days");
  const choices = [{ day: null, short: say("whole-week"), name: say("whole-week") }, ...data.days];
  for (const { day, short, name } of choices) {
    option(days, { type: "radio", name: "fp-day", value: String(day), text: short, title: name, checked: day === state.day },
      () => changed({ day }));
  }

  const vehicles = group(say("vehicles"));
  const buttons = el("div", "fp-buttons");
  [["all", data.vehicles.map((vehicle) => vehicle.id)], ["none", []]].forEach(([code, ids]) => {
    const button = el("button", "", say(code));
    button.type = "button";
    button.addEventListener("click", () => changed({ vehicles: new Set(ids) }));
    buttons.append(button);
  });
  const list = el("div", "fp-vehicles");
  vehicles.append(buttons, list);

  const layers = group(say("layers"));
  layers.classList.add("fp-layers");
  for (const name of ["routes", "sites", "producers", "hubs"]) {
    option(layers, { type: "checkbox", value: name, text: say(name), checked: state.layers[name] },
      (checked) => changed({ layers: { ...state.layers, [name]: checked } }));
  }
  body.append(foodplan.legend(data));

  function line(index) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "fp-swatch");
    svg.setAttribute("viewBox", "0 0 26 8");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const style = foodplan.vehicleStyle(index);
    path.setAttribute("d", "M1 4H25");
    path.setAttribute("stroke", style.color);
    path.setAttribute("stroke-width", "4");
    if (style.dashArray) path.setAttribute("stroke-dasharray", style.dashArray);
    svg.append(path);
    return svg;
  }

  // What the day offers: vehicles that drive, with their stops and km.
  function show() {
    const ofDay = data.routes.filter((route) => state.day === null || route.day === state.day);
    const focused = document.activeElement && list.contains(document.activeElement) ? document.activeElement.value : null;
    list.replaceChildren();
    data.vehicles.forEach((vehicle, index) => {
      const routes = ofDay.filter((route) => route.vehicle === vehicle.id);
      if (!routes.length) return;
      const stops = routes.reduce((sum, route) => sum + foodplan.routeSum(route).stops, 0);
      const km = Math.round(routes.reduce((sum, route) => sum + route.km, 0));
      const label = option(list, { type: "checkbox", value: vehicle.id, text: vehicle.label,
        title: [vehicle.label, vehicle.kind, number(stops) + " " + say(stops === 1 ? "stop" : "stops")].join(" · "),
        checked: state.vehicles.has(vehicle.id) }, (checked) => {
        const next = new Set(state.vehicles);
        if (checked) next.add(vehicle.id); else next.delete(vehicle.id);
        changed({ vehicles: next });
      });
      label.querySelector("input").after(line(index));
      label.append(el("small", "", number(km) + " km"));
      if (vehicle.id === focused) label.querySelector("input").focus();
    });
    const chosen = ofDay.filter((route) => state.vehicles.has(route.vehicle));
    const km = Math.round(chosen.reduce((sum, route) => sum + route.km, 0));
    const baskets = chosen.reduce((sum, route) => sum + foodplan.routeSum(route).baskets, 0);
    const handouts = data.handouts.filter((one) => state.day === null || one.day === state.day);
    const counts = ofDay.length ? [[chosen.length, say("routes").toLowerCase()], [baskets, say("baskets")], [km, "km"]] : [];
    if (handouts.length) counts.push([handouts.reduce((sum, one) => sum + one.baskets, 0), say("baskets") + " " + say("collected-there-many")]);
    summary.textContent = counts.length
      ? counts.map(([value, unit]) => number(value) + "\u00a0" + unit).join(" · ")
      : say("nothing");
    box.querySelectorAll("input[name=fp-day]").forEach((input) => { input.checked = input.value === String(state.day); });
  }

  const Control = L.Control.extend({ onAdd: () => box });
  new Control({ position: "topright" }).addTo(map);
  fold(map.getSize().x >= 640);
  return { show, width: () => (map.getSize().x >= 640 ? box.offsetWidth + 16 : 0) };
};

foodplan.legend = function (data) {
  const el = foodplan.element;
  const say = (code) => data.texts["map-" + code];
  const box = el("details", "fp-legend");
  box.open = true;
  box.append(el("summary", "", say("legend")));
  const list = el("ul");
  const row = (face, text) => {
    const line = el("li");
    line.append(face, el("span", "", text));
    list.append(line);
  };
  const kinds = new Set(data.sites.map(foodplan.fillClass));
  for (const kind of ["full", "part", "low", "unserved", "none"]) {
    if (!kinds.has(kind) && kind === "none") continue;
    row(el("i", "fp-key fp-key-" + kind, kind === "unserved" ? "✕" : ""), say(kind === "none" ? "no-need" : kind));
  }
  row(el("i", "fp-key fp-key-size"), say("size"));
  row(el("i", "fp-mark fp-producer"), say("producers"));
  row(el("i", "fp-mark fp-hub"), say("hubs"));
  row(el("i", "fp-key fp-key-arrow", "▶"), say("direction"));
  if (data.gifts.length) row(el("i", "fp-key fp-key-gift"), say("direct"));
  box.append(list, el("p", "fp-sub", say("estimate")));
  return box;
};
