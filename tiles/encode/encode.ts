import type { TileId } from './grid.ts';
import type { SeenLayer } from './layers.ts';
import { type Query, tileStatement } from './statement.ts';

/** One layer of one tile. */
export interface Piece {
  /** A whole MVT of this layer alone; empty when nothing is there. Pieces joined end to end are a tile too. */
  bytes: Buffer;
  /** Features in it, and the records they stand for: more when the ladder has merged some. */
  drawn: number;
  records: number;
}

export const EMPTY: Piece = { bytes: Buffer.alloc(0), drawn: 0, records: 0 };

/**
 * Encodes layers of a tile in one round trip; all are read through views of the same role.
 * A layer below its minzoom is empty; above its maxzoom it is drawn as stored.
 */
export async function encodeTile(query: Query, layers: readonly SeenLayer[], tile: TileId): Promise<Piece[]> {
  const drawn = layers.filter((layer) => tile.z >= layer.declaration.minzoom);
  if (drawn.length === 0) return layers.map(() => EMPTY);
  const [row] = await query(tileStatement(drawn, tile));
  return layers.map((layer) => {
    const i = drawn.indexOf(layer);
    const bytes = row?.[`mvt${i}`] as Buffer | null | undefined;
    if (i < 0 || !bytes || bytes.length === 0) return EMPTY;
    return { bytes, drawn: Number(row![`drawn${i}`]), records: Number(row![`records${i}`]) };
  });
}
