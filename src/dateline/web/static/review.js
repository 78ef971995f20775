// One key for each thing that can be done on the page: elements say theirs in `data-key`.

const typing = (element) =>
  element.closest?.("textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
  for (const element of document.querySelectorAll("[data-key]")) {
    if (element.dataset.key.split(" ").includes(event.key.toLowerCase())) {
      event.preventDefault();
      element.click();
      return;
    }
  }
});
