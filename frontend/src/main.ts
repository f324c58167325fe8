import { mount } from "svelte";
import App from "./App.svelte";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element #app");
mount(App, { target: root });
