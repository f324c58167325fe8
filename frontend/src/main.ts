/** The first of all scripts: it is small and fetches the rest, so that all of that is on its way at once. */

import { askEarly } from "./early";
import { match } from "./routes";
import { SCREENS } from "./screens";
import "./styles/tokens.css";
import "./styles/base.css";
import { beginSpeaking } from "./words/begin";
import { language } from "./words/language";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element #app");

// Sentences are told where modules are loaded, so the language comes before the rest of the app.
await beginSpeaking();
// The screen and what it asks come while the app does; that they did not come is told by the app, which asks again.
const route = match(location.pathname, location.search);
askEarly(route, language());
SCREENS[route.screen]().catch(() => undefined);
const { open } = await import("./app");
open(root);
