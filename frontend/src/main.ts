/** The first of all scripts: it is small and fetches the rest, so that all of that is on its way at once. */

import { match } from "./routes";
import { SCREENS } from "./screens";
import "./styles/tokens.css";
import "./styles/base.css";
import { beginSpeaking } from "./words/begin";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element #app");

// Sentences are told where modules are loaded, so the language comes before the rest of the app.
await beginSpeaking();
// The screen comes while the app does; that it did not come is told by the app, which asks again.
SCREENS[match(location.pathname, location.search).screen]().catch(() => undefined);
const { open } = await import("./app");
open(root);
