import { type Static, Type } from 'typebox';
import { oneOf, TextSchema } from '../schema.ts';

/** The stable answer of a load: `siku load --json` and POST /api/loads/{id}/commit. */
export const LoadResult = Type.Object({
  batch: Type.Integer(),
  read: Type.Integer(),
  accepted: Type.Integer(),
  quarantined: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  removed: Type.Integer(),
  unchanged: Type.Integer(),
  repaired: Type.Record(Type.String(), Type.Integer()),
  placed: Type.Record(Type.String(), Type.Integer()),
  seconds: Type.Number(),
});
export type LoadResult = Static<typeof LoadResult>;

/** GET /api/loads, /api/loads/{id} */
export const Batch = Type.Object({
  id: Type.Integer(),
  dataset: Type.String(),
  datasetTitle: TextSchema,
  file: Type.String(),
  fileHash: Type.String(),
  bytes: Type.Integer(),
  asOf: Type.String(),
  status: oneOf(['uploaded', 'checking', 'checked', 'committing', 'committed', 'undone', 'failed']),
  createdAt: Type.String(),
  createdBy: Type.String(),
  committedAt: Type.Union([Type.String(), Type.Null()]),
  result: Type.Union([LoadResult, Type.Null()]),
  /** While it runs. */
  progress: Type.Union([
    Type.Object({ step: Type.String(), done: Type.Integer(), total: Type.Union([Type.Integer(), Type.Null()]) }),
    Type.Null(),
  ]),
  error: Type.Union([TextSchema, Type.Null()]),
  header: Type.Array(Type.String()),
  mapping: Type.Array(Type.Object({ column: Type.String(), field: Type.Union([Type.String(), Type.Null()]) })),
  encoding: Type.Union([Type.String(), Type.Null()]),
  crs: Type.Union([Type.String(), Type.Null()]),
  /** What the reader decided, and lines that are no records (titles, remarks, totals). */
  notes: Type.Array(
    Type.Object({ line: Type.Union([Type.Integer(), Type.Null()]), code: Type.String(), text: Type.String() }),
  ),
});
export type Batch = Static<typeof Batch>;

/** POST /api/loads/{id}/undo */
export const Undone = Type.Object({
  batch: Type.Integer(),
  removed: Type.Integer({ description: 'records the batch had added' }),
  restored: Type.Integer({ description: 'records it had changed, now as before' }),
  returned: Type.Integer({ description: 'records it had removed, back under their ids' }),
});

/** GET /api/loads/{id}/rows/{line}: a row of the file as it was sent. */
export const SentRow = Type.Object({
  header: Type.Array(Type.String()),
  line: Type.Integer(),
  byteOffset: Type.Integer({ description: '-1 where the format has none' }),
  cells: Type.Array(Type.String()),
});
export type SentRow = Static<typeof SentRow>;

/** GET /api/loads/{id}/quarantine?after=&limit= ; `?f=csv` downloads it in the department's layout. */
export const QuarantinePage = Type.Object({
  header: Type.Array(Type.String()),
  rows: Type.Array(
    Type.Object({
      line: Type.Integer(),
      cells: Type.Array(Type.String()),
      reasons: Type.Array(
        Type.Object({
          column: Type.Union([Type.String(), Type.Null()]),
          field: Type.Union([Type.String(), Type.Null()]),
          code: Type.String(),
          text: TextSchema,
        }),
      ),
    }),
  ),
  next: Type.Union([Type.Integer(), Type.Null()]),
  total: Type.Integer(),
  /** How many rows each reason holds. */
  byReason: Type.Array(Type.Object({ code: Type.String(), text: TextSchema, count: Type.Integer() })),
});
export type QuarantinePage = Static<typeof QuarantinePage>;
