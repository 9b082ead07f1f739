// A map to put a place out on: by pressing it, or by moving it under the cross with the keyboard.
// Loaded when someone asks for it. What is put out is written in the form's own fields.
import L from "leaflet";

const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const round = (degrees) => Number(degrees.toFixed(6));

const fieldsOf = (place) => {
  const field = (part) => place.querySelector(`[name$=".${part}"]`);
  if (place.dataset.place === "point") {
    const parts = [field("latitude"), field("longitude")];
    return {
      read: () => (parts.every((one) => one.value) ? [parts.map((one) => Number(one.value))] : []),
      write: ([point]) => parts.forEach((one, at) => (one.value = point ? point[at] : "")),
    };
  }
  const lines = field("points");
  const pair = (line) => line.trim().split(/[,\s]+/).map(Number);
  return {
    read: () => lines.value.split("\n").filter((line) => line.trim()).map(pair),
    write: (points) => (lines.value = points.map((point) => point.join(", ")).join("\n")),
  };
};

const isPosition = (point) => point.length === 2 && point.every(Number.isFinite);

const figure = (shape, points) => {
  const drawn = points.map((point) =>
    L.circleMarker(point, { radius: 9, className: "map-point", interactive: false }),
  );
  const style = { className: "map-line", interactive: false };
  if (shape === "line" && points.length > 1) drawn.push(L.polyline(points, style));
  if (shape === "area" && points.length > 2) drawn.push(L.polygon(points, style));
  return drawn;
};

const background = (map, { tiles, credit, zoomIn, zoomOut }) => {
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  const plain = document.createElement("span");
  plain.textContent = credit;
  L.tileLayer(tiles, { maxZoom: 19, attribution: plain.innerHTML }).addTo(map);
  map.attributionControl.setPrefix(false);
};

globalThis.openMap = (box) => {
  const place = box.closest("[data-place]");
  const shape = place.dataset.place;
  const { read, write } = fieldsOf(place);
  const canvas = box.querySelector("[data-canvas]");
  const status = box.querySelector("[role=status]");
  const [latitude, longitude, zoom] = box.dataset.centre.split(",").map(Number);
  const map = L.map(canvas, {
    center: [latitude, longitude],
    zoom,
    zoomControl: false,
    scrollWheelZoom: false,
    inertia: !still,
    fadeAnimation: !still,
    zoomAnimation: !still,
  });
  background(map, box.dataset);
  const layer = L.layerGroup().addTo(map);
  let points = read().filter(isPosition);
  const draw = () => {
    layer.clearLayers();
    figure(shape, points).forEach((one) => layer.addLayer(one));
  };
  const put = (changed, said) => {
    points = changed;
    write(points);
    draw();
    const last = points.at(-1) ?? [];
    status.textContent = said.replace("{count}", points.length).replace("{place}", last.join(", "));
  };
  const add = ({ lat, lng }) => {
    const point = [round(lat), round(lng)];
    put(shape === "point" ? [point] : [...points, point], box.dataset.added);
  };
  draw();
  if (points.length) map.fitBounds(points, { maxZoom: 16 });
  map.on("click", ({ latlng }) => add(latlng));
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== canvas) return;
    event.preventDefault();
    add(map.getCenter());
  });
  box.querySelector("[data-map-add]").addEventListener("click", () => add(map.getCenter()));
  box
    .querySelector("[data-map-undo]")
    .addEventListener("click", () => put(points.slice(0, -1), box.dataset.removed));
  canvas.focus();
};
