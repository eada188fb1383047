import { defineConfig } from 'vitest/config';

const common = {
  globalSetup: ['test/global-setup.ts'],
  testTimeout: 90_000,
  hookTimeout: 120_000,
  maxWorkers: 2,
};
const rooms = '{datasets,etl,tiles,server,map-client,bench,test}';

/** unit: beside the code. journey: the browser. full: slower proofs. real: Beijing from public data outside the checkout. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          include: [`${rooms}/**/*.test.{ts,tsx}`],
          exclude: ['**/node_modules/**', 'test/{journey,full,real}/**'],
        },
      },
      {
        test: {
          ...common,
          name: 'journey',
          include: ['test/journey/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 600_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          ...common,
          name: 'full',
          include: ['test/full/**/*.test.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 600_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          ...common,
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
