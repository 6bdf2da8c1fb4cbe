// Popups. Every text from the data becomes a text node; nothing is ever parsed as HTML.
var foodplan = window.foodplan || {};
window.foodplan = foodplan;

foodplan.element = function (tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = String(text);
  return made;
};

foodplan.popups = function (data, number) {
  const el = foodplan.element;
  const say = (code) => data.texts["map-" + code];
  const vehicles = new Map(data.vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const places = new Map([...data.sites, ...data.producers, ...data.hubs].map((p) => [p.id, p]));
  const days = new Map(data.days.map((day) => [day.day, day]));

  function card(title, subtitle) {
    const box = el("div", "fp-popup");
    box.append(el("h2", "", title));
    if (subtitle) box.append(el("p", "fp-sub", subtitle));
    return box;
  }

  function facts(rows) {
    const list = el("dl");
    for (const [name, value] of rows) {
      if (value === "" || value === null || value === undefined) continue;
      list.append(el("dt", "", name), el("dd", "", value));
    }
    return list;
  }

  function table(heads, rows) {
    const made = el("table");
    const head = made.createTHead().insertRow();
    heads.forEach((text) => {
      const cell = el("th", "", text);
      cell.scope = "col";
      head.append(cell);
    });
    const body = made.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      row.forEach((value) => line.append(el("td", typeof value === "number" ? "fp-number" : "",
        typeof value === "number" ? number(value) : value)));
    }
    return made;
  }

  // Why a place got less, or why food stays there.
  function explain(box, placeId) {
    for (const sentence of data.notes[placeId] || []) box.append(el("p", "fp-note", sentence));
    return box;
  }

  const dayName = (day) => (days.get(day) || {}).name || "";
  const dayShort = (day) => (days.get(day) || {}).short || "";

  function calls(placeId) {
    const found = [];
    for (const route of data.routes) {
      for (const trip of route.trips) {
        for (const stop of trip.stops) {
          if (stop.place === placeId) found.push({ route, trip, stop });
        }
      }
    }
    return found;
  }

  function site(row) {
    const box = card(row.label, row.town);
    const fill = row.fill === null ? "" : number(Math.floor(100 * row.fill)) + " %";
    box.append(facts([[say("district"), row.district], [say("needed"), number(row.needed)],
      [say("given"), number(row.given)], [say("fill"), fill]]));
    const rows = calls(row.id).map(({ route, stop }) => [dayShort(route.day), stop.at,
      vehicles.get(route.vehicle).label, stop.baskets, stop.kg]);
    for (const one of data.handouts.filter(({ site }) => site === row.id)) {
      rows.push([dayShort(one.day), one.at, say("collected-there"), one.baskets, one.kg]);
    }
    const gifts = data.gifts.filter(({ site }) => site === row.id);
    if (rows.length) {
      box.append(table([say("day"), say("arrival"), say("vehicle"), say("baskets-column"), "kg"], rows));
    }
    if (gifts.length) {
      box.append(el("h3", "", say("direct")));
      box.append(table([say("day"), say("from"), say("product"), say("crates"), "kg"], gifts.map((gift) => [
        dayShort(gift.day), (places.get(gift.producer) || {}).label || "", gift.product, gift.crates, gift.kg])));
    }
    if (!rows.length && !gifts.length && (row.needed || row.orders)) {
      box.append(el("p", "fp-alert", "✕ " + say("unserved")));
    }
    return explain(box, row.id);
  }

  function producer(row) {
    const box = card(row.label, row.town);
    if (row.products.length) {
      const total = row.products.reduce((sum, [, kg]) => sum + kg, 0);
      box.append(facts([[say("collected"), number(total) + " kg"]]));
      box.append(table([say("product"), "kg"], row.products));
    } else {
      box.append(el("p", "fp-sub", say("nothing-collected")));
    }
    const gifts = data.gifts.filter(({ producer: giver }) => giver === row.id);
    if (gifts.length) {
      box.append(el("h3", "", say("directs")));
      box.append(table([say("day"), say("to"), say("product"), say("crates"), "kg"], gifts.map((gift) => [
        dayShort(gift.day), (places.get(gift.site) || {}).label || "", gift.product, gift.crates, gift.kg])));
    }
    return explain(box, row.id);
  }

  function hub(row) {
    const box = card(row.label, row.town);
    box.append(table([say("day"), say("received"), say("sent")],
      row.days.map(([day, kg, baskets]) => [dayName(day) || String(day + 1), kg, baskets])));
    const handouts = data.handouts.filter(({ hub: where }) => where === row.id);
    if (handouts.length) {
      box.append(el("h3", "", say("handouts")));
      box.append(table([say("day"), say("hours"), say("stop-column"), say("baskets-column")], handouts.map((one) => [
        dayShort(one.day), one.at, (places.get(one.site) || {}).label || "", one.baskets])));
    }
    return explain(box, row.id);
  }

  function route(row) {
    const vehicle = vehicles.get(row.vehicle);
    const sum = foodplan.routeSum(row);
    const box = card(vehicle.label, dayName(row.day) + " · " + vehicle.kind);
    box.append(facts([[say("hours"), row.start + " – " + row.end],
      [say("distance"), number(row.km) + " km"],
      [say("load"), number(sum.baskets) + " " + say("baskets") + ", " + number(sum.kg) + " kg"],
      [say("picked"), sum.picked ? number(sum.picked) + " kg" : ""],
      [say("trips"), number(row.trips.length)]]));
    const rows = [];
    row.trips.forEach((trip) => trip.stops.forEach((stop) => rows.push([String(rows.length + 1),
      stop.at, (places.get(stop.place) || {}).label || stop.place,
      stop.picked ? "+" + number(stop.picked) + " kg" : number(stop.baskets)])));
    box.append(table(["", say("arrival"), say("stop-column"), say("baskets-column")], rows));
    return box;
  }

  return { site, producer, hub, route };
};

foodplan.routeSum = function (route) {
  const sum = { baskets: 0, kg: 0, picked: 0, stops: 0 };
  for (const trip of route.trips) {
    for (const stop of trip.stops) {
      sum.baskets += stop.baskets;
      sum.kg += stop.kg;
      sum.picked += stop.picked;
      sum.stops += 1;
    }
  }
  return sum;
};
