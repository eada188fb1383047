/** A MapLibre expression. */
export type Expression = readonly unknown[];

export type StyleLayer = Record<string, unknown> & { id: string; 'source-layer'?: string };

/** Road classes in falling rank, as the dataset declares them. */
export const CLASSES = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential'] as const;

/** A value that moves evenly between zooms. */
export const zoomed = (...stops: [number, unknown][]): Expression => [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...stops.flat(),
];
/** Sorts roads so that higher classes lie on top. */
export const RANK: Expression = ['-', 0, ['match', ['get', 'class'], ...CLASSES.flatMap((name, i) => [name, i]), 9]];
