// The last line of a lab. A screen reader hears what it says. It also looks after the
// whole lab: its name, the names of its sliders, its keys, and a kernel that is gone.

// The controls outlive a kernel; what is done with them then is heard by nobody.
const SILENT = "The kernel does not answer. Run this cell again, then go on.";
const PATIENCE = 2000; // milliseconds

function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// What stands in backticks is code.
function words(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}

function nameParts(lab, title) {
  lab.setAttribute("role", "group");
  lab.setAttribute("aria-label", `Lab: ${title}`);
  for (const handle of lab.querySelectorAll(".noUi-handle")) {
    const label = handle.closest(".jupyter-widgets").querySelector("label, .widget-label");
    handle.setAttribute("aria-label", label?.textContent ?? title);
  }
}

// JupyterLab reads plain keys as commands, "b" for a new cell, wherever the focus
// is. Inside a lab they are the lab's; Shift+Enter still runs the cell.
function keepKeys(event) {
  const command = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  event.target.toggleAttribute("data-lm-suppress-shortcuts", !command);
}

function render({ model, el, signal }) {
  const line = element("p", { className: "cw-lab-status" });
  line.setAttribute("role", "status");
  el.append(line);

  let patience;
  const tell = () => line.replaceChildren(...words(model.get("message")));
  const ask = () => {
    if (patience) return;
    patience = setTimeout(() => line.replaceChildren(SILENT), PATIENCE);
    model.set("asked", model.get("asked") + 1);
    model.save_changes();
  };
  // A control without its kernel would raise an error on the console. Keys pass. A
  // link to the lab's site would open an empty tab.
  const refuse = (event) => {
    line.replaceChildren(SILENT);
    if (event.type !== "keydown") event.stopPropagation();
    if (event.type === "click" && event.target.closest("a[target]")) {
      event.preventDefault();
    }
  };
  const answered = () => {
    clearTimeout(patience);
    patience = undefined;
    if (line.textContent === SILENT) tell();
  };
  // At the window, because JupyterLab listens at the document, before the lab.
  const listen = (kind, act) => {
    const inside = (event) => {
      const lab = el.closest(".cw-lab");
      if (!lab?.contains(event.target)) return;
      if (lab.classList.contains("jupyter-widgets-disconnected")) refuse(event);
      else act(event);
    };
    window.addEventListener(kind, inside, { capture: true, signal });
  };
  listen("keydown", keepKeys);
  for (const kind of ["keydown", "click", "change"]) listen(kind, ask);

  // Its first call comes when the line is on the page, and so inside its lab.
  const placed = new ResizeObserver(() => {
    const lab = el.closest(".cw-lab");
    if (lab) nameParts(lab, model.get("title"));
  });
  placed.observe(el);
  signal.addEventListener("abort", () => placed.disconnect());
  model.on("change:message", tell);
  model.on("change:answered", answered);
  tell();
}

export default { render };
