import type { Text } from '../dataset.ts';

/** What a field holds in the database and in JSON. Dates are `YYYY-MM-DD` strings, codes always text. */
export type FieldValue = string | number | boolean | string[];

/**
 * What became of one cell.
 * - `value` alone: read as sent (null = the cell was empty)
 * - with `repair`: read after a safe repair, for that reason
 * - `reject`: cannot be read; the record goes to quarantine with that reason
 */
export interface Parsed<T> {
  value: T | null;
  repair?: ReasonCode;
  reject?: ReasonCode;
}

/** Why a cell was repaired or refused; sentences for people are in `reasons.ts`. */
export type ReasonCode = keyof typeof import('./reasons.ts').REASONS;

export interface FieldType<T extends FieldValue = FieldValue> {
  name: string;
  /** PostgreSQL column type. */
  sql: 'text' | 'integer' | 'bigint' | 'double precision' | 'numeric' | 'date' | 'boolean' | 'text[]';
  /** Reads a cell as a department wrote it. Must not throw. An empty or blank cell is `{ value: null }`. */
  parse(text: string): Parsed<T>;
  /** JSON Schema of a value, for OpenAPI and `/schema`. */
  schema: Record<string, unknown>;
  /** What a value means in words, where a code does not say it and no list of choices does. */
  describe?(value: T): Text | null;
  /** The SQL function `mask.<name>(text) returns text` that hides it; needed for personal and identifying fields. */
  mask?: 'name' | 'id_number' | 'phone' | 'date' | 'all';
}
