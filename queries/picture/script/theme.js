// theme: the colours of ink and paper for what is drawn on a canvas, which no style sheet reaches; light on paper.
const theme = { ink: "", paper: "", soft: "" };

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of Object.keys(theme)) theme[name] = style.getPropertyValue(`--${name}`).trim();
}

function onTheme(redraw, refit) {
  const again = () => { readTheme(); redraw(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  matchMedia("print").addEventListener("change", () => { again(); requestAnimationFrame(refit); });
}
