// Layers of the plan: one GeoJSON layer for all routes, one for each kind of place.

// Colours that stay apart for colour-blind eyes (after Paul Tol), then the same with dashes.
foodplan.COLOURS = ["#0077bb", "#cc3311", "#117733", "#aa3377", "#b8860b", "#332288", "#009988", "#6b4a2b"];
foodplan.DASHES = [null, "9 5", "2 5"];
foodplan.LOW = 0.8;
foodplan.GIFT_STYLE = { color: "#4d6b1f", weight: 2.5, opacity: 0.9, dashArray: "1 6", lineCap: "round" };

foodplan.vehicleStyle = function (index) {
  const round = Math.floor(index / foodplan.COLOURS.length) % foodplan.DASHES.length;
  return { color: foodplan.COLOURS[index % foodplan.COLOURS.length], dashArray: foodplan.DASHES[round] };
};

foodplan.decode = function (text) {
  const points = [];
  let lat = 0, lon = 0, at = 0;
  function step() {
    let value = 0, shift = 0, bits;
    do {
      bits = text.charCodeAt(at++) - 63;
      value |= (bits & 31) << shift;
      shift += 5;
    } while (bits >= 32);
    return value & 1 ? ~(value >> 1) : value >> 1;
  }
  while (at < text.length) {
    lat += step();
    lon += step();
    points.push([lat / 1e5, lon / 1e5]);
  }
  return points;
};

foodplan.fillClass = function (site) {
  if (!site.needed) return site.visited ? "full" : site.orders ? "unserved" : "none";
  if (!site.given) return "unserved";
  if (site.fill >= 0.995) return "full";
  return site.fill >= foodplan.LOW ? "part" : "low";
};

foodplan.SITE_STYLES = {
  full: { fillColor: "#2f6377", color: "#fff", weight: 1.2 },
  part: { fillColor: "url(#foodplan-part)", color: "#2f6377", weight: 1.5 },
  low: { fillColor: "url(#foodplan-low)", color: "#8a2f0c", weight: 1.8 },
  unserved: { fillColor: "#fff", color: "#b00020", weight: 2.5, dashArray: "3 2" },
  none: { fillColor: "#e4e1da", color: "#8d8a84", weight: 1 },
};

foodplan.draw = function (map, data, open) {
  const order = new Map(data.vehicles.map((vehicle, i) => [vehicle.id, i]));
  const places = new Map([...data.sites, ...data.producers, ...data.hubs].map((p) => [p.id, p]));
  ["routes", "sites", "marks"].forEach((name, i) => {
    map.createPane("foodplan-" + name).style.zIndex = 410 + 10 * i;
  });
  const renderers = {
    routes: L.svg({ pane: "foodplan-routes", padding: 0.5 }),
    sites: L.svg({ pane: "foodplan-sites", padding: 0.5 }),
  };

  const features = data.routes.map((route) => ({
    type: "Feature",
    properties: route,
    geometry: {
      type: "MultiLineString",
      coordinates: route.trips.flatMap((trip) => trip.lines.filter(Boolean)
        .map((line) => foodplan.decode(line).map(([lat, lon]) => [lon, lat]))),
    },
  }));
  const byId = new Map(features.map((feature) => [feature.properties.id, feature]));

  function colourOf(route) {
    return foodplan.vehicleStyle(order.get(route.vehicle));
  }

  // White under colour, so that lines that share a road stay readable.
  const shown = { routes: null, gifts: null, arrows: null, sites: null, marks: L.layerGroup().addTo(map) };

  function drawRoutes(routes, chosenId) {
    if (shown.routes) shown.routes.remove();
    const collection = { type: "FeatureCollection", features: routes.map((route) => byId.get(route.id)) };
    const options = { pane: "foodplan-routes", renderer: renderers.routes, smoothFactor: 0.8 };
    const listen = (feature, layer) => layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      open.route(feature.properties, event.latlng);
    });
    const faint = (feature) => (chosenId && feature.properties.id !== chosenId ? 0.18 : 1);
    const casing = L.geoJSON(collection, { ...options, onEachFeature: listen,
      style: (feature) => ({ color: "#fff", weight: 6.5, opacity: 0.85 * faint(feature) }) });
    const lines = L.geoJSON(collection, { ...options,
      style: (feature) => ({ ...colourOf(feature.properties), weight: 3.5, opacity: 0.95 * faint(feature) }),
      onEachFeature: listen });
    shown.routes = L.layerGroup([casing, lines]).addTo(map);
  }

  // What producers bring themselves: thin, straight and dotted, for nobody knows their way.
  function drawGifts(gifts) {
    if (shown.gifts) shown.gifts.remove();
    const pairs = new Map(gifts.map((gift) => [gift.producer + " " + gift.site, gift]));
    shown.gifts = L.layerGroup([...pairs.values()].map((gift) => L.polyline(
      [places.get(gift.producer).at, places.get(gift.site).at],
      { pane: "foodplan-routes", renderer: renderers.routes, interactive: false, ...foodplan.GIFT_STYLE }))).addTo(map);
  }

  function drawArrows(routes) {
    if (shown.arrows) shown.arrows.remove();
    shown.arrows = L.layerGroup().addTo(map);
    const every = routes.length > 8 ? 260 : 120;
    for (const route of routes) {
      const heads = byId.get(route.id).geometry.coordinates.flatMap((line) => foodplan.arrowHeads(map, line, every));
      if (!heads.length) continue;
      L.polygon(heads.map((head) => [head]), { pane: "foodplan-routes", renderer: renderers.routes, interactive: false, weight: 1,
        color: "#fff", fillColor: colourOf(route).color, fillOpacity: 1 }).addTo(shown.arrows);
    }
  }

  function siteRadius(site) {
    const zoom = Math.min(1.7, Math.max(0.72, 0.72 + 0.2 * (map.getZoom() - 10)));
    return (2.6 + 0.62 * Math.sqrt(Math.max(site.needed, 4))) * zoom;
  }

  function drawSites(sites, isFaint) {
    if (shown.sites) shown.sites.remove();
    const features = [...sites].sort((a, b) => b.needed - a.needed).map((site) => ({
      type: "Feature", properties: site,
      geometry: { type: "Point", coordinates: [site.at[1], site.at[0]] },
    }));
    shown.sites = L.geoJSON({ type: "FeatureCollection", features }, {
      pointToLayer: (feature, at) => {
        const site = feature.properties;
        const opacity = isFaint(site) ? 0.3 : 1;
        return L.circleMarker(at, { ...foodplan.SITE_STYLES[foodplan.fillClass(site)], radius: siteRadius(site),
          fillOpacity: opacity, opacity, pane: "foodplan-sites", renderer: renderers.sites });
      },
      onEachFeature: (feature, layer) => layer.on("click", () => open.site(feature.properties)),
    }).addTo(map);
  }

  function mark(at, className, text, { label, colour, onClick } = {}) {
    const face = foodplan.element("span", "fp-mark " + className, text);
    if (colour) face.style.background = colour;
    const icon = L.divIcon({ html: face, className: "fp-mark-box", iconSize: null });
    const marker = L.marker(at, { icon, pane: "foodplan-marks", keyboard: !!onClick, interactive: !!onClick });
    marker.addTo(shown.marks);
    if (label) marker.getElement().setAttribute("aria-label", label);
    if (onClick) marker.on("click", onClick);
  }

  function drawMarks({ producers, hubs, sites, numbered }) {
    shown.marks.clearLayers();
    for (const site of sites) {
      const kind = foodplan.fillClass(site);
      if (kind === "unserved") {
        mark(site.at, "fp-cross", "✕", { label: site.label, onClick: () => open.site(site) });
      }
      if (kind === "low" && map.getZoom() >= 12.5) mark(site.at, "fp-percent", Math.floor(100 * site.fill) + " %");
    }
    for (const row of producers) {
      mark(row.at, "fp-producer", "", { label: row.label, onClick: () => open.producer(row) });
    }
    for (const row of hubs) {
      mark(row.at, "fp-hub", "", { label: row.label, onClick: () => open.hub(row) });
    }
    for (const route of numbered) {
      let n = 0;
      for (const trip of route.trips) {
        for (const stop of trip.stops) {
          n += 1;
          const place = places.get(stop.place);
          if (place) mark(place.at, "fp-stop", n, { colour: colourOf(route).color });
        }
      }
    }
  }

  return { drawRoutes, drawGifts, drawArrows, drawSites, drawMarks,
    boundsOf: (route) => L.latLngBounds(byId.get(route.id).geometry.coordinates.flat().map(([lon, lat]) => [lat, lon])) };
};

// Small triangles along a line, so many pixels apart, at the present zoom.
foodplan.arrowHeads = function (map, line, every) {
  const points = line.map(([lon, lat]) => map.latLngToLayerPoint([lat, lon]));
  const heads = [];
  let until = every / 2;
  for (let i = 1; i < points.length; i += 1) {
    const way = points[i].subtract(points[i - 1]);
    const length = Math.hypot(way.x, way.y);
    while (length > 0 && until <= length) {
      const along = way.divideBy(length);
      const aside = L.point(-along.y, along.x);
      const at = points[i - 1].add(along.multiplyBy(until));
      heads.push([at.add(along.multiplyBy(6)), at.subtract(along.multiplyBy(4)).add(aside.multiplyBy(5)),
        at.subtract(along.multiplyBy(4)).subtract(aside.multiplyBy(5))].map((point) => map.layerPointToLatLng(point)));
      until += every;
    }
    until -= length;
  }
  return heads;
};
