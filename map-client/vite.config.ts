import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** One web app, built into `dist` and served by the server itself; while developing, `/api` goes to a running server. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // MapLibre's worker must stay a file of its own: an inlined data: URL is refused by the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    target: 'es2022',
  },
  server: { proxy: { '/api': { target: process.env.SIKU_SERVER ?? 'http://localhost:8080', ws: true } } },
});
