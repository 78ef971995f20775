// A row and its words light each other: hover or focus one, and the other is shown.

/** Ties each element with `data-row` to the marks whose `data-rows` name it. */
export function light(root) {
  const marks = new Map();
  for (const mark of root.querySelectorAll("mark[data-rows]")) {
    for (const id of mark.dataset.rows.split(" ")) {
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    }
  }
  for (const row of root.querySelectorAll("[data-row]")) {
    const mine = marks.get(row.dataset.row) ?? [];
    const both = (on) => {
      row.classList.toggle("lit", on);
      for (const mark of mine) mark.classList.toggle("lit", on);
    };
    for (const one of [row, ...mine]) {
      one.addEventListener("mouseenter", () => both(true));
      one.addEventListener("mouseleave", () => both(false));
    }
    row.addEventListener("focusin", () => both(true));
    row.addEventListener("focusout", () => both(false));
  }
}
