// Start the page: state, what it shows, and messages from and to the table beside it.
foodplan.start = function (map) {
  const data = JSON.parse(document.getElementById("foodplan-data").textContent);
  const el = foodplan.element;
  const say = (code) => data.texts["map-" + code];
  const format = new Intl.NumberFormat(data.language === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 1 });
  const number = (value) => format.format(value);
  const state = {
    day: data.days.length === 1 ? data.days[0].day : null,
    vehicles: new Set(data.vehicles.map((vehicle) => vehicle.id)),
    layers: { routes: true, sites: true, producers: true, hubs: true },
    chosen: null,
  };
  // While the map does what it was told by another one, it says nothing itself.
  let isFollowing = false;
  const popups = foodplan.popups(data, number);
  const everything = [...data.sites, ...data.producers, ...data.hubs];
  const bounds = L.latLngBounds(everything.map((place) => place.at));

  if (data.tiles) L.tileLayer(data.tiles.url, { maxZoom: 18, attribution: foodplan.escaped(data.tiles.credit) }).addTo(map);
  const container = map.getContainer();
  // Whoever comes by keyboard meets the controls before a mark for each producer.
  container.prepend(container.querySelector(".leaflet-control-container"));
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", say("title"));
  map.attributionControl.setPrefix("Leaflet");
  if (data.source) map.attributionControl.addAttribution(foodplan.escaped(data.source));
  L.control.zoom({ position: "topleft", zoomInTitle: say("zoom-in"), zoomOutTitle: say("zoom-out") }).addTo(map);

  L.control.scale({ imperial: false }).addTo(map);
  map.setMinZoom(7);

  function pop(at, content, { autoPan = true } = {}) {
    // Keep clear of the buttons and of the panel, which lies on top when the page is narrow.
    const size = map.getSize();
    const beside = panel.width();
    L.popup({ autoPan, maxWidth: Math.min(340, size.x - 90), minWidth: 180, maxHeight: Math.max(160, size.y * 0.55),
      autoPanPaddingTopLeft: [58, beside ? 12 : 62], autoPanPaddingBottomRight: [12 + beside, 24] })
      .setLatLng(at).setContent(content).openOn(map);
    const close = document.querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", say("close"));
  }

  function routeThrough(placeId) {
    return visible().find((route) => route.trips.some((trip) => trip.stops.some((stop) => stop.place === placeId)));
  }

  function post(what) {
    if (!isFollowing) window.parent.postMessage(what, "*");
  }

  function tell(placeId) {
    const route = routeThrough(placeId);
    post({ foodplan: "stop", place_id: placeId, route_id: route ? route.id : null });
  }

  const open = {
    site: (site) => { pop(site.at, popups.site(site)); tell(site.id); },
    producer: (producer) => { pop(producer.at, popups.producer(producer)); tell(producer.id); },
    hub: (hub) => pop(hub.at, popups.hub(hub)),
    route: (route, at) => { change({ chosen: route.id }); pop(at, popups.route(route)); },
  };
  const drawing = foodplan.draw(map, data, open);
  const names = foodplan.towns(map, data);
  const panel = foodplan.panel(map, data, state, number, change);

  function visible() {
    if (!state.layers.routes) return [];
    return data.routes.filter((route) => (state.day === null || route.day === state.day) && state.vehicles.has(route.vehicle));
  }

  function show() {
    const routes = visible();
    const ofDay = (one) => state.day === null || one.day === state.day;
    const gifts = state.layers.routes ? data.gifts.filter(ofDay) : [];
    const served = new Set(routes.flatMap((route) => route.trips.flatMap((trip) => trip.stops.map((stop) => stop.place))));
    for (const { site } of [...data.handouts.filter(ofDay), ...gifts]) served.add(site);
    const isNarrowed = state.day !== null || state.vehicles.size < data.vehicles.length;
    const isFaint = (site) => isNarrowed && !served.has(site.id) && foodplan.fillClass(site) !== "unserved";
    const chosen = routes.filter((route) => route.id === state.chosen);
    const sites = state.layers.sites ? data.sites : [];
    const numbered = chosen.length ? chosen : routes.length <= 3 || (state.day !== null && map.getZoom() >= 13) ? routes : [];
    container.classList.toggle("fp-far", map.getZoom() < 9.5);
    drawing.drawRoutes(routes, chosen.length ? state.chosen : null);
    drawing.drawGifts(gifts);
    drawing.drawArrows(chosen.length ? chosen : routes);
    drawing.drawSites(sites, isFaint);
    drawing.drawMarks({
      producers: state.layers.producers ? data.producers : [],
      hubs: state.layers.hubs ? data.hubs : [],
      sites,
      numbered,
    });
    names.show();
    panel.show();
  }

  function change(part) {
    Object.assign(state, "chosen" in part ? {} : { chosen: null }, part);
    if ("day" in part) post({ foodplan: "day", day: part.day });
    show();
  }

  function fit(target) {
    map.fitBounds(target, { paddingTopLeft: [24, 24], paddingBottomRight: [24 + panel.width(), 24], maxZoom: 15, animate: false });
  }

  const Everything = L.Control.extend({ onAdd: () => {
    const button = el("button", "fp-everything", "⤢");
    button.type = "button";
    button.title = say("everything");
    button.setAttribute("aria-label", say("everything"));
    L.DomEvent.disableClickPropagation(button);
    button.addEventListener("click", () => fit(bounds));
    return button;
  } });
  new Everything({ position: "topleft" }).addTo(map);

  function follow(asked) {
    if (asked.foodplan === "view") map.setView(asked.at, asked.zoom, { animate: false });
    if (asked.foodplan === "day" && asked.day !== state.day) showAsked({ day: asked.day });
    if (asked.foodplan === "show") showAsked(asked);
  }

  function showAsked(asked) {
    if (asked.day === null || data.days.some(({ day }) => day === asked.day)) change({ day: asked.day });
    const route = data.routes.find((one) => one.id === asked.route_id);
    if (route) {
      change({ day: route.day, vehicles: new Set(state.vehicles).add(route.vehicle), chosen: route.id });
      const box = drawing.boundsOf(route);
      if (box.isValid()) fit(box);
    }
    const place = everything.find((one) => one.id === asked.place_id);
    if (place) {
      if (!asked.stays) map.setView(place.at, Math.max(map.getZoom(), 13), { animate: false });
      // Two linked maps that each make room for their popup would pull each other about.
      if (asked.linked && !asked.stays) map.panBy([0, -map.getSize().y / 5], { animate: false });
      const kind = data.sites.includes(place) ? "site" : data.hubs.includes(place) ? "hub" : "producer";
      pop(place.at, popups[kind](place), { autoPan: !asked.linked });
    }
  }

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || !event.data) return;
    isFollowing = true;
    try {
      follow(event.data);
    } finally {
      isFollowing = false;
    }
  });

  map.on("click", () => { if (state.chosen) change({ chosen: null }); });
  if (bounds.isValid()) fit(bounds);
  show();
  map.on("zoomend", show);
  map.on("move", () => {
    const { lat, lng } = map.getCenter();
    post({ foodplan: "view", at: [lat, lng], zoom: map.getZoom() });
  });
  document.documentElement.dataset.ready = "yes";
};

// Leaflet's attribution takes HTML: give it text that has been made harmless.
foodplan.escaped = function (text) {
  return foodplan.element("span", "", text).innerHTML;
};

// Names of towns, the largest first, where they do not cover each other.
foodplan.towns = function (map, data) {
  map.createPane("foodplan-names").style.zIndex = 425;
  const layer = L.layerGroup().addTo(map);
  const towns = [...data.towns].sort((a, b) => b[1] - a[1]);
  const smallest = (zoom) => [[9, 90000], [10, 30000], [11, 12000], [12, 4000]].find(([upTo]) => zoom < upTo)?.[1] ?? 0;

  function show() {
    layer.clearLayers();
    const taken = [];
    for (const [name, population, lat, lon] of towns) {
      if (population < smallest(map.getZoom())) continue;
      const at = map.latLngToLayerPoint([lat, lon]);
      const half = 4 * name.length + 6;
      if (taken.some((other) => Math.abs(other.at.y - at.y) < 20 && Math.abs(other.at.x - at.x) < other.half + half)) continue;
      taken.push({ at, half });
      const face = foodplan.element("span", population > 60000 ? "fp-town fp-large" : "fp-town", name);
      const icon = L.divIcon({ html: face, className: "fp-mark-box", iconSize: null });
      L.marker([lat, lon], { icon, pane: "foodplan-names", interactive: false, keyboard: false }).addTo(layer);
    }
  }

  return { show };
};
