import { mount } from "svelte";
import { beginSpeaking } from "./words/begin";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element #app");

// Sentences are told where modules are loaded, so the language comes before the rest of the app.
await beginSpeaking();
const { default: App } = await import("./App.svelte");
mount(App, { target: root });
