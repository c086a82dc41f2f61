// The world for `webapp/query_page/maps.py`: the land as an SVG path, and where each country lies.
//
// Only the coast is drawn. Where one country ends and another begins is not for a catalogue to say.

import { createRequire } from "node:module";
import { geoArea, geoCentroid, geoEqualEarth, geoPath } from "d3-geo";
import countries from "i18n-iso-countries";
import { feature } from "topojson-client";

const read = createRequire(import.meta.url);
const WIDTH = 1000;
const MIDDLE = 243.35;
const HALF_A_WORLD = 2.7066297; // of the projection, at the equator
const SOUTH = -60; // below lies Antarctica, where nothing is published

export function world() {
  const projection = geoEqualEarth().scale(WIDTH / 2 / HALF_A_WORLD).translate([WIDTH / 2, MIDDLE]);
  const draw = geoPath(projection).digits(0);
  return { land: draw(land()), countries: places() };
}

function land() {
  const atlas = read("world-atlas/land-110m.json");
  const [{ geometry }] = feature(atlas, atlas.objects.land).features;
  const coordinates = geometry.coordinates.filter((polygon) => geoCentroid(part(polygon))[1] > SOUTH);
  return { type: "MultiPolygon", coordinates };
}

function places() {
  const atlas = read("world-atlas/countries-50m.json");
  const found = {};
  for (const { id, geometry } of feature(atlas, atlas.objects.countries).features) {
    const code = id && countries.numericToAlpha2(id);
    if (code) found[code] = geoCentroid(largest(geometry)).map((degrees) => Number(degrees.toFixed(2)));
  }
  return found;
}

// A country lies where most of it is: France is not in the Atlantic for the sake of Guiana.
function largest({ type, coordinates }) {
  const parts = (type === "Polygon" ? [coordinates] : coordinates).map(part);
  return parts.reduce((most, each) => (geoArea(each) > geoArea(most) ? each : most));
}

function part(coordinates) {
  return { type: "Polygon", coordinates };
}
