// A span of the histogram chosen with the mouse, a finger, or by its two ends with the keys. What is
// chosen goes into the address as `since` and `until`. Without this each bar is a link.

const DRAG = 5; // pixels: a shorter way is a click on a bar

for (const section of document.querySelectorAll("[data-brush]")) brush(section);

function brush(section) {
  const plot = section.querySelector(".plot");
  const bars = [...plot.querySelectorAll("a")];
  const choice = plot.querySelector(".choice");
  const form = section.querySelector(".brush");
  const [from, to] = form.querySelectorAll("input");
  const output = form.querySelector("output");
  const begun = [from.value, to.value];
  const wide = 100 / bars.length;
  let start = null; // the bar and the place where a drag began
  let dragged = false;

  const ends = () => [Math.min(+from.value, +to.value), Math.max(+from.value, +to.value)];
  const words = (n) => (bars[n].dataset.since === bars[n].dataset.until ? bars[n].dataset.since : `the week of ${bars[n].dataset.since}`);

  function draw() {
    const [first, last] = ends();
    bars.forEach((bar, n) => {
      bar.classList.toggle("in", first <= n && n <= last);
      bar.classList.toggle("out", n < first || n > last);
    });
    const all = first === 0 && last === bars.length - 1;
    choice.setAttribute("x", `${first * wide}%`);
    choice.setAttribute("width", all ? 0 : `${(last - first + 1) * wide}%`);
    from.setAttribute("aria-valuetext", words(+from.value));
    to.setAttribute("aria-valuetext", words(+to.value));
  }

  function tell() {
    const [first, last] = ends();
    const rows = bars.slice(first, last + 1).reduce((sum, bar) => sum + Number(bar.dataset.rows), 0);
    output.textContent = `${bars[first].dataset.since} to ${bars[last].dataset.until}: ${rows.toLocaleString("en")} event${rows === 1 ? "" : "s"} begin.`;
  }

  function go() {
    const [first, last] = ends();
    const address = new URL(section.dataset.brush, location.href);
    address.searchParams.set("since", bars[first].dataset.since);
    address.searchParams.set("until", bars[last].dataset.until);
    location.assign(address);
  }

  function choose(first, last) {
    from.value = first;
    to.value = last;
    draw();
    tell();
  }

  const barAt = (event) => {
    const box = plot.getBoundingClientRect();
    const n = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.max(0, Math.min(bars.length - 1, n));
  };

  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = { bar: barAt(event), x: event.clientX };
    dragged = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!start || (!dragged && Math.abs(event.clientX - start.x) < DRAG)) return;
    dragged = true;
    const here = barAt(event);
    choose(Math.min(start.bar, here), Math.max(start.bar, here));
  });
  window.addEventListener("pointerup", () => {
    if (start && dragged) go();
    start = null;
  });
  window.addEventListener("pointercancel", () => {
    start = null;
    reset();
  });
  // A drag that ends on the bar where it began is no click on it, and no link is dragged away.
  plot.addEventListener("click", (event) => dragged && event.preventDefault(), true);
  plot.addEventListener("dragstart", (event) => event.preventDefault());

  function reset() {
    [from.value, to.value] = begun;
    draw();
  }

  for (const end of [from, to]) {
    end.addEventListener("input", () => {
      // One end pushes the other before it.
      if (+from.value > +to.value) (end === from ? to : from).value = end.value;
      draw();
      tell();
    });
    end.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        reset();
        tell();
      }
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
  form.hidden = false;
  section.classList.add("brushed");
  draw();
}
