import { defineConfig } from 'vite';

/** A running server for `npm run dev`, which serves the page itself and passes everything else on. */
const backend = process.env['PARLEY_SERVER'] ?? 'http://localhost:8080';

export default defineConfig({
  root: 'src/demo',
  base: '/demo/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../../dist',
    emptyOutDir: true,
    // Everything is a file of its own: the page runs under a Content-Security-Policy without inline code.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': backend,
      '/signaling': { target: backend, ws: true },
      '/v1': { target: backend, ws: true },
    },
  },
});
