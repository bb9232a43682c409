import { defineConfig, type Plugin } from 'vite';

/** A running server for `npm run dev`, which serves the page itself and passes everything else on. */
const backend = process.env['PARLEY_SERVER'] ?? 'http://localhost:8080';

/**
 * While it loads, the SDK makes one function out of a string, to keep old bundlers away from an `import()`; a
 * Content-Security-Policy without `unsafe-eval` forbids that, and the SDK then does not load at all. This bundler
 * understands `import()`, so it gets what the string says. Nothing else of the package is touched.
 */
const IMPORT_FROM_STRING = "new Function('url', 'return import(url);')";
const importWithoutEval: Plugin = {
  name: 'import-without-eval',
  transform: {
    filter: { id: /\/twilio-video\/es5\/util\/dynamicimport\.js$/ },
    handler(code) {
      if (!code.includes(IMPORT_FROM_STRING)) {
        this.error(`the SDK no longer contains ${IMPORT_FROM_STRING}; see whether this plug-in is still needed`);
      }
      return code.replace(IMPORT_FROM_STRING, '(url) => import(/* @vite-ignore */ url)');
    },
  },
};

export default defineConfig({
  root: 'src/demo',
  base: '/demo/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [importWithoutEval],
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
