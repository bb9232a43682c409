// Builds dist/: the package for bundlers and Node (ESM and CommonJS, the SDK stays a dependency), one bundle for
// script elements with everything in it, the licences of what is in that bundle, and the type declarations.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

process.chdir(join(import.meta.dirname, '..'));
for (const folder of ['dist', 'target/types']) {
  rmSync(folder, { recursive: true, force: true });
}
mkdirSync('dist');

const common = { bundle: true, target: 'es2020', sourcemap: true, logLevel: 'warning' };
const modules = { ...common, entryPoints: ['src/index.ts'], packages: 'external' };
await build({ ...modules, format: 'esm', outfile: 'dist/index.mjs' });
await build({ ...modules, format: 'cjs', outfile: 'dist/index.cjs' });
const { metafile } = await build({
  ...common,
  entryPoints: ['src/browser.ts'],
  format: 'iife',
  minify: true,
  metafile: true,
  define: { global: 'globalThis', 'process.env.NODE_DEBUG': '""' },
  banner: { js: '/*! parley-video, Apache-2.0; licences of its parts: parley-video.js.LICENSE.txt */' },
  outfile: 'dist/parley-video.js',
});
writeFileSync('dist/parley-video.js.LICENSE.txt', licences(Object.keys(metafile.inputs)));
declareTypes();

/** The licence texts of all packages among the bundled files. */
function licences(files) {
  const packages = new Set(files.map(file => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  return [...packages].sort().map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const text = readdirSync(folder).find(file => /^licen[cs]e/i.test(file));
    return `${name} ${version} (${license})\n\n${text ? readFileSync(join(folder, text), 'utf8').trim() : ''}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}

/** What applications see, once for ESM and once for CommonJS: TypeScript tells them apart by their extension. */
function declareTypes() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc'], { stdio: 'inherit' });
  for (const name of ['index', 'video', 'connect', 'server', 'older-types']) {
    const text = readFileSync(`target/types/${name}.d.ts`, 'utf8');
    for (const letter of ['m', 'c']) {
      writeFileSync(`dist/${name}.d.${letter}ts`, text.replace(/('\.\/[\w-]+)\.js'/g, `$1.${letter}js'`));
    }
  }
}
