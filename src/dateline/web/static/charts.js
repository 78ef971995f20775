// Charts: what they are comes from the server, their colours from the page, Vega from vl-convert. Vega
// runs by its interpreter (`ast`), so that no text is ever made into code.

const boxes = [...document.querySelectorAll("[data-chart]")];
const styles = getComputedStyle(document.documentElement);

/** A colour of the style sheet as this theme has it. */
function colour(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--chart-${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** The definition with "@ink" and the like in place; the data are left as they are. */
function dressed(value, known = new Map()) {
  if (typeof value === "string" && value.startsWith("@")) {
    if (value === "@font") return styles.getPropertyValue("--sans").trim();
    if (!known.has(value)) known.set(value, colour(value.slice(1)));
    return known.get(value);
  }
  if (Array.isArray(value)) return value.map((one) => dressed(one, known));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === "datasets" ? one : dressed(one, known)]),
  );
}

const options = {
  mode: "vega-lite",
  ast: true,
  renderer: "svg",
  actions: false,
  defaultStyle: false, // a style element is against the page's policy: charts.css has it
  tooltip: { disableDefaultStyle: true },
};

async function draw(box) {
  const answer = await fetch(box.dataset.chart, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
  const definition = await answer.json();
  await import(box.dataset.vega);
  // The box has a name, which Vega would take away; what is in it is not read out piece by piece.
  const place = document.createElement("div");
  place.setAttribute("aria-hidden", "true");
  box.replaceChildren(place);
  let shown = null;
  const show = async () => {
    shown?.finalize();
    shown = await window.vegaEmbed(place, dressed(definition), options);
  };
  await show();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
}

for (const box of boxes) {
  box.classList.add("waits");
  draw(box)
    .catch((error) => {
      box.textContent = `The chart cannot be drawn: ${error.message}. Its figures stand in the table.`;
      box.removeAttribute("role");
    })
    .finally(() => box.classList.remove("waits"));
}
