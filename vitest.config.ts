import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{datasets,etl,tiles,server,map-client,test}/**/*.test.{ts,tsx}'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
