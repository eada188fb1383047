import { PLACE_KINDS, UNIT_KINDS } from '../../../datasets/codes/framework.ts';
import places from '../../../datasets/places/dataset.ts';

/** One drawing in a box of 24 by 24; `{ground}` is the colour of the disc, for what is cut out of the white. */
const PLACES: Record<string, string> = {
  school:
    '<path d="M12 6.4 19.4 10 12 13.6 4.6 10z"/><path d="M8 12.6v3c0 1 1.8 2 4 2s4-1 4-2v-3l-4 2z"/><path d="M18.3 10.4h.9v4.2h-.9z"/>',
  kindergarten:
    '<circle cx="8.2" cy="8.4" r="2.1"/><circle cx="15.8" cy="8.4" r="2.1"/><circle cx="12" cy="12.8" r="5.2"/><g fill="{ground}"><circle cx="10.1" cy="12" r=".8"/><circle cx="13.9" cy="12" r=".8"/><ellipse cx="12" cy="14.6" rx="1.3" ry=".9"/></g>',
  hospital: '<path d="M10.2 6h3.6v4.2H18v3.6h-4.2V18h-3.6v-4.2H6v-3.6h4.2z"/>',
  nursing_home:
    '<path d="M12 5.4 19 11.6h-1.8V18H6.8v-6.4H5z"/><path fill="{ground}" d="m12 16.4-2.8-2.7a1.65 1.65 0 0 1 2.8-1.7 1.65 1.65 0 0 1 2.8 1.7z"/>',
  shelter: '<path d="M11.1 6.6 12 5.2l.9 1.4L19.8 18h-5.4L12 13.6 9.6 18H4.2z"/>',
  hydrant:
    '<path d="M10.4 5.2h3.2v1.5a4 4 0 0 1 2.5 3.4h1.5v3.2h-1.5v3.5h1v1.8H6.9v-1.8h1v-3.5H6.4v-3.2h1.5a4 4 0 0 1 2.5-3.4z"/><circle fill="{ground}" cx="12" cy="11.7" r="1.6"/>',
  hazchem:
    '<path d="M12 5 20 18.4H4z"/><g fill="{ground}"><path d="M11.2 9.8h1.6l-.3 4.6h-1z"/><circle cx="12" cy="16.1" r=".95"/></g>',
  fire_station:
    '<path d="M12.8 4.8c.7 3.1-4.2 4.6-4.2 8.8 0 3 1.6 5 3.4 5.4 2.8-.1 4.6-2.2 4.6-5 0-2.3-1.2-3.7-2-5.1-.3 1-.8 1.7-1.6 2 .6-2.3.4-4.6-.2-6.1z"/><path fill="{ground}" d="M12.2 13c-.2 1.5-1.5 1.9-1.5 3.4 0 .9.6 1.7 1.4 1.7s1.5-.7 1.5-1.7c0-1.3-1-1.7-1.4-3.4z"/>',
  ambulance_station:
    '<g><path d="M10.7 5.6h2.6v12.8h-2.6z"/><path d="M10.7 5.6h2.6v12.8h-2.6z" transform="rotate(60 12 12)"/><path d="M10.7 5.6h2.6v12.8h-2.6z" transform="rotate(120 12 12)"/></g>',
  police_station:
    '<path d="m12 4.8 6.2 2.2v4.7c0 3.6-2.5 6.4-6.2 7.5-3.7-1.1-6.2-3.9-6.2-7.5V7z"/><path fill="{ground}" d="m12 7.9 1.1 2.5 2.7.2-2.1 1.8.7 2.7-2.4-1.5-2.4 1.5.7-2.7-2.1-1.8 2.7-.2z"/>',
  government:
    '<path d="m12 5.2 7.2 4v1.4H4.8V9.2z"/><path d="M6.4 11.6h1.9v4.6H6.4zm4.65 0h1.9v4.6h-1.9zm4.65 0h1.9v4.6h-1.9zM4.8 17h14.4v1.8H4.8z"/>',
  metro_station: '<path d="M6.2 17V7.4h2.7L12 12.8l3.1-5.4h2.7V17h-2.3v-5.4L12.8 16h-1.6l-2.7-4.4V17z"/>',
  mall: '<path d="M7.2 9.4h9.6l.9 8.9H6.3z"/><path d="M9.5 11V9a2.5 2.5 0 0 1 5 0v2" fill="none" stroke="#fff" stroke-width="1.3"/>',
};

const WHEELS =
  '<circle cx="8" cy="17" r="1.9"/><circle cx="16.2" cy="17" r="1.9"/><g fill="{ground}"><circle cx="8" cy="17" r=".8"/><circle cx="16.2" cy="17" r=".8"/></g>';
const TRUCK = `<path d="M4.4 9h9.8v7.6H4.4zm10.4 2h3l2 2.6v3h-5z"/>${WHEELS}`;
const UNITS: Record<string, string> = {
  fire_engine: `${TRUCK}<path d="M4.4 6.4h11v1.2h-11zm1.6 1h1v1.2H6zm3 0h1v1.2H9zm3 0h1v1.2h-1z"/>`,
  ambulance: `${TRUCK}<path fill="{ground}" d="M8.4 10.2h1.8v1.6H12v1.8h-1.8v1.6H8.4v-1.6H6.6v-1.8h1.8z"/>`,
  police_car: `<path d="m3.8 14.4 1.8-.8 2.2-3.4h6.6l2.8 3.3 3 .8v2.5H3.8z"/><path d="M10 8.2h2.6v1.3H10z"/>${WHEELS}`,
  hazmat: `${TRUCK}<path fill="{ground}" d="m9.3 10.1 2.9 4.9H6.4z"/>`,
  rescue: `${TRUCK}<path d="M5 8.2 13.6 4.4l.6 1.2L7.2 8.8z"/><path d="M13.6 5.4h1v2.4h-1z"/>`,
};

/** The colours of the legend that places are shown with. */
const PLACE_COLORS: Record<string, string> = Object.fromEntries(
  places.tiles[0].legend.classes.map(({ value, color }) => [value, color]),
);
const UNIT_COLORS: Record<string, string> = {
  fire_engine: '#c8414b',
  ambulance: '#2e8b6b',
  police_car: '#2f6fbb',
  hazmat: '#b5651d',
  rescue: '#6c5b9e',
};
/** For base maps, light and dark. */
const QUIET = '#8a93a0';

/** An icon of 24 by 24 pixels; places are discs, units are rounded squares. */
export interface Icon {
  name: string;
  svg: string;
}

const icon = (name: string, ground: string, drawing: string, square: boolean): Icon => ({
  name,
  svg: `${
    square
      ? `<rect x="1" y="1" width="22" height="22" rx="6" fill="${ground}" stroke="#fff" stroke-width="1.2"/>`
      : `<circle cx="12" cy="12" r="11" fill="${ground}" stroke="#fff" stroke-width="1.2"/>`
  }<g fill="#fff">${drawing.replaceAll('{ground}', ground)}</g>`,
});

/** Every icon of the sprite: `<kind>` in colour, `quiet-<kind>` for base maps. A kind without a drawing is a dot. */
export const ICONS: Icon[] = [
  ...PLACE_KINDS.flatMap(({ code }) => [
    icon(code, PLACE_COLORS[code] ?? QUIET, PLACES[code] ?? '<circle cx="12" cy="12" r="4"/>', false),
    icon(`quiet-${code}`, QUIET, PLACES[code] ?? '<circle cx="12" cy="12" r="4"/>', false),
  ]),
  ...UNIT_KINDS.map(({ code }) =>
    icon(code, UNIT_COLORS[code] ?? QUIET, UNITS[code] ?? '<circle cx="12" cy="12" r="4"/>', true),
  ),
];
