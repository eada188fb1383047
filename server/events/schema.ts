import { type Static, Type } from 'typebox';

/** Data of the event `change`: a committed change of a dataset, told to who may see it. */
export const ChangeEvent = Type.Object({
  sequence: Type.Integer({ description: 'change-log sequence; answers and tiles at this or later have it' }),
  dataset: Type.String(),
  layers: Type.Array(Type.String(), { description: 'tile layers of the dataset that the asker has' }),
  cells: Type.Union([Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])), Type.Null()], {
    description: 'touched tiles [x, y] of zoom 14; null = anywhere. Always null for records the asker may not read',
  }),
  version: Type.String({ description: 'for `?v=` of tile URLs' }),
});
export type ChangeEvent = Static<typeof ChangeEvent>;

/** Data of the event `reset`: events were missed; load anew what is shown. First data of a stream: `hello`. */
export const ResetEvent = Type.Object({ sequence: Type.Integer(), reason: Type.String() });
export const HelloEvent = Type.Object({ sequence: Type.Integer() });
export type ResetEvent = Static<typeof ResetEvent>;
export type HelloEvent = Static<typeof HelloEvent>;
