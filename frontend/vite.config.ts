import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { build, type HtmlTagDescriptor, type Plugin } from "vite";
import { defineConfig } from "vitest/config";

const SERVER = "http://127.0.0.1:8420";
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** main.ts imports the app when its language is there; the page names the app's files, so that they come meanwhile. */
const appFromTheStart: Plugin = {
  name: "app-from-the-start",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const app = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith("/src/app.ts"));
      const own = chunks.filter((chunk) => chunk === app || app?.imports.includes(chunk.fileName));
      const styles = own.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]);
      const named = [
        ...own.map(({ fileName }) => ["modulepreload", fileName] as const),
        ...styles.map((file) => ["stylesheet", file] as const),
      ];
      return named
        .filter(([, file]) => !html.includes(file))
        .map(([rel, file]): HtmlTagDescriptor => ({
          tag: "link",
          attrs: { rel, crossorigin: true, href: `/${file}` },
          injectTo: "head",
        }));
    },
  },
};

/** Larger files of the app, such as what draws in three dimensions, need not be there to open it. */
const LATER_BYTES = 150_000;

/** Writes /sw.js, the service worker, once all else is written: it knows every file, and their hash is its version. */
function serviceWorker(): Plugin {
  let out = "";
  return {
    name: "service-worker",
    apply: "build",
    configResolved: ({ build: { outDir } }) => void (out = outDir),
    async closeBundle(error?: Error) {
      if (error || process.env["UNKINK_STILLS"]) return;
      const files = filesIn(out).filter((file) => !/(^|\/)\./.test(file) && file !== "sw.js");
      const hash = createHash("sha256");
      for (const file of files) hash.update(file).update(readFileSync(join(out, file)));
      const later = files.filter((file) => statSync(join(out, file)).size > LATER_BYTES);
      const path = (file: string) => `/${file}`;
      const built = {
        version: hash.digest("hex").slice(0, 16),
        first: files.filter((file) => !later.includes(file)).map(path),
        later: later.map(path),
      };
      await build({
        configFile: false,
        logLevel: "warn",
        publicDir: false,
        define: { BUILT: JSON.stringify(built) },
        build: {
          outDir: out,
          emptyOutDir: false,
          target: "es2022",
          reportCompressedSize: false,
          rollupOptions: {
            input: here("src/offline/worker.ts"),
            output: { format: "iife", entryFileNames: "sw.js" },
          },
        },
      });
    },
  };
}

/** All files in a folder, by their path in it, in order. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
/** A browser fetches six files at a time, so what most screens share comes in one, and what comes before it in another. */
const GROUPS = [
  {
    name: "first",
    test: /src[\\/](routes|screens|early|device)\.ts|words[\\/](begin|which|language)\.ts|preload-helper/,
    priority: 2,
  },
  { name: "app", test: /src[\\/](?!player)|[\\/]svelte[\\/]/, minShareCount: 3, priority: 1 },
];

export default defineConfig({
  base: "/",
  plugins: [svelte(), appFromTheStart, serviceWorker()],
  build: {
    // x.py and the wheel's build hook build beside the last good build and swap it in when it is whole.
    outDir: process.env["UNKINK_STATIC_OUT"] ?? here("../src/unkink/web/static"),
    emptyOutDir: true,
    target: "es2022",
    // The server's Content-Security-Policy knows neither inline scripts nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The service worker's list of files, and the server's check that a build is whole.
    manifest: true,
    reportCompressedSize: false,
    rolldownOptions: {
      ...(process.env["UNKINK_STILLS"] ? { input: here("stills.html") } : {}),
      output: { codeSplitting: { groups: GROUPS } },
    },
  },
  server: {
    host: "127.0.0.1",
    // As from the server's own page: it checks Host and Origin.
    proxy: Object.fromEntries(
      ["/api", "/figures"].map((path) => [
        path,
        { target: SERVER, changeOrigin: true, headers: { origin: SERVER } },
      ]),
    ),
  },
  // Tests run in a browser-like document, so Svelte's browser build is the one to load.
  resolve: process.env["VITEST"] ? { conditions: ["browser"] } : {},
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    passWithNoTests: true,
    // Machines differ in speed, and a busy one is no mistake of a test.
    testTimeout: 60_000,
  },
});
