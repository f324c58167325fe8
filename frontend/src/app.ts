/** The app, drawn into the page. */

import { mount } from "svelte";
import App from "./App.svelte";

export const open = (root: HTMLElement) => mount(App, { target: root });
