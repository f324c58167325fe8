// Runs before the first paint, so that a dark bedroom is never lit by a white page. The key is THEME_KEY in src/device.ts.
try {
  const theme = localStorage.getItem("unkink.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // This browser keeps nothing: the page follows the system.
}
