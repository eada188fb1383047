import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

/**
 * The house rule: dependencies run one way. (dependency-cruiser cannot read TypeScript without the JavaScript
 * interface of the older compiler; a parser and this table can.)
 */
const MAY_IMPORT: Record<string, string[]> = {
  datasets: [],
  etl: ['datasets'],
  tiles: ['datasets'],
  server: ['datasets', 'etl', 'tiles'],
  'map-client': ['datasets'],
  bench: ['datasets', 'etl', 'tiles', 'server', 'test'],
};
/** The client knows the shape of the server's answers: types, never code. */
const MAY_IMPORT_TYPES: Record<string, string[]> = { 'map-client': ['server'] };
/** Rooms that must work without these packages. */
const WITHOUT: Record<string, RegExp> = { tiles: /^(fastify|pg|@fastify\/)/, datasets: /^(fastify|@fastify\/)/ };

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const root = join(import.meta.dirname, '..');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['dist', 'node_modules'].includes(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const { module, errors } = parseSync(file, readFileSync(file, 'utf8'));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const stated = module.staticImports.map((i) => ({
    to: i.moduleRequest.value,
    typeOnly: i.entries.length > 0 && i.entries.every((e) => e.isType),
  }));
  const passedOn = module.staticExports.flatMap((e) =>
    e.entries.flatMap((entry) =>
      entry.moduleRequest ? [{ to: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    ),
  );
  return [...stated, ...passedOn].map((i) => ({ ...i, from: file }));
}

const files = Object.keys(MAY_IMPORT).flatMap((room) =>
  existsSync(join(root, room)) ? sources(join(root, room)) : [],
);
const imports = files.flatMap(importsOf);
const roomOf = (path: string) => relative(root, path).split('/')[0]!;
const shown = (i: Import) => `${relative(root, i.from)} -> ${i.to}`;
const own = imports.filter((i) => i.to.startsWith('.')).map((i) => ({ ...i, target: resolve(dirname(i.from), i.to) }));

describe('rooms', () => {
  test('there is something to check', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(own.length).toBeGreaterThan(100);
  });

  test('import only what the house allows', () => {
    const wrong = own.filter(({ from, target, typeOnly }) => {
      const [here, there] = [roomOf(from), roomOf(target)];
      if (here === there) return false;
      const allowed = [...MAY_IMPORT[here]!, ...(typeOnly ? (MAY_IMPORT_TYPES[here] ?? []) : [])];
      return !allowed.includes(there);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  test('do without the packages of other rooms', () => {
    const wrong = imports.filter((i) => WITHOUT[roomOf(i.from)]?.test(i.to) && !i.typeOnly);
    expect(wrong.map(shown)).toEqual([]);
  });

  test('have no circles', () => {
    const next = new Map<string, string[]>();
    for (const { from, target, typeOnly } of own) if (!typeOnly) next.set(from, [...(next.get(from) ?? []), target]);
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: string[]) => {
      if (path.includes(file))
        circles.push([...path.slice(path.indexOf(file)), file].map((f) => relative(root, f)).join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const target of next.get(file) ?? []) walk(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});
