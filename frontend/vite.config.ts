import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const SERVER = "http://127.0.0.1:8420";
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  base: "/",
  plugins: [svelte()],
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
    // The page that draws stills is built for that alone.
    ...(process.env["UNKINK_STILLS"] ? { rollupOptions: { input: here("stills.html") } } : {}),
    reportCompressedSize: false,
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
