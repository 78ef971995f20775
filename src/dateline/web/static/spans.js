// Words of a sentence chosen for a field: with the mouse, or by moving the ends with buttons. A field
// that takes words names in `data-span` the hidden one that takes their place ("17-23").

const box = document.getElementById("chooser");
const words = [...box.querySelectorAll(".word")];
const fields = [...document.querySelectorAll("input[data-span]")];
let active = null;
let ends = [0, -1];

const place = (field) => document.getElementById(field.dataset.span);
const label = (field) => field.closest("label").firstChild.textContent.trim().toLowerCase();

/** The words between two ends, as they stand in the sentence. */
function between(first, last) {
  const range = document.createRange();
  range.setStartBefore(words[first]);
  range.setEndAfter(words[last]);
  return range.toString();
}

function draw() {
  words.forEach((word, n) => word.classList.toggle("in", ends[0] <= n && n <= ends[1]));
}

/** The field that the words are for; its own words are shown. */
function use(field) {
  active = field;
  const line = field.closest(".actor-line")?.querySelector(".name");
  const of = line ? line.firstChild.textContent.trim().toLowerCase() : "";
  document.getElementById("chooser-for").textContent = of ? `the words of ${of}` : label(field);
  const [start, end] = place(field).value.split("-").map(Number);
  const inside = words
    .map((word, n) => (Number(word.dataset.start) < end && Number(word.dataset.end) > start ? n : -1))
    .filter((n) => n >= 0);
  ends = inside.length ? [inside[0], inside.at(-1)] : [0, -1];
  draw();
}

function choose(first, last) {
  if (!active || first < 0 || last >= words.length || first > last) return;
  ends = [first, last];
  active.value = between(first, last);
  place(active).value = `${words[first].dataset.start}-${words[last].dataset.end}`;
  document.getElementById("chosen").textContent = active.value;
  draw();
}

for (const field of fields) {
  field.addEventListener("focus", () => use(field));
  field.addEventListener("input", () => {
    place(field).value = ""; // what is typed is looked for in the sentence
  });
}

for (const button of box.querySelectorAll("button")) {
  button.addEventListener("click", () => {
    if (ends[1] < 0) return choose(0, 0);
    const step = Number(button.dataset.step);
    const [first, last] = ends;
    return button.dataset.end === "start" ? choose(first + step, last) : choose(first, last + step);
  });
}

box.addEventListener("mouseup", (event) => {
  const selection = document.getSelection();
  const inside = words.map((word, n) => (selection.containsNode(word, true) ? n : -1)).filter((n) => n >= 0);
  const clicked = words.indexOf(event.target.closest(".word"));
  if (!selection.isCollapsed && inside.length) choose(inside[0], inside.at(-1));
  else if (clicked >= 0 && event.shiftKey && ends[1] >= 0) choose(Math.min(clicked, ends[0]), Math.max(clicked, ends[1]));
  else if (clicked >= 0) choose(clicked, clicked);
  selection.removeAllRanges();
});

if (words.length && fields.length) {
  box.hidden = false;
  use(fields[0]);
}
