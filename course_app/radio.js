// A question as a native radio group. The browser moves between the buttons by
// arrow key; a screen reader hears the question, the choice, then the message.

// The buttons outlive a kernel; what is chosen then is kept by nobody.
const SILENT = "The kernel does not answer. Run this cell again, then choose.";

function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// What stands in backticks is code.
function words(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}

function button(group, letter, choice, position) {
  const input = element("input", { type: "radio", name: group, value: position });
  const name = element("span", {}, ...words(choice));
  return element("label", {}, input, element("b", {}, letter), " ", name);
}

// JupyterLab reads plain keys as commands, "b" for a new cell, wherever the focus
// is. While a button has it they are the button's; Shift+Enter still runs the cell.
function keepKeys(fieldset, signal) {
  const decide = (event) => {
    if (!fieldset.contains(event.target)) return;
    const command = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !command);
  };
  // At the window, because JupyterLab listens at the document, before the fieldset.
  window.addEventListener("keydown", decide, { capture: true, signal });
}

function render({ model, el, signal }) {
  const group = `course-${Math.random().toString(36).slice(2)}`;
  const legend = element("legend", {}, element("b", {}, model.get("label")), " ");
  legend.append(...words(model.get("question")));
  const fieldset = element("fieldset", { className: "cw-radio" }, legend);
  if (model.get("code")) fieldset.append(element("pre", {}, model.get("code")));
  model.get("choices").forEach((choice, position) => {
    fieldset.append(button(group, "ABCDEFGH"[position], choice, position));
  });
  const message = element("p", {});
  message.setAttribute("role", "status");
  fieldset.append(message);

  const inputs = [...fieldset.querySelectorAll("input")];
  const check = () => {
    inputs.forEach((input, i) => (input.checked = i === model.get("chosen")));
  };
  let patience;
  const tell = () => {
    clearTimeout(patience);
    message.replaceChildren(...words(model.get("message")));
  };
  fieldset.addEventListener("change", (event) => {
    clearTimeout(patience);
    patience = setTimeout(() => (message.textContent = SILENT), 2000);
    model.set("chosen", Number(event.target.value));
    model.save_changes();
  });
  model.on("change:chosen", check);
  model.on("change:message", tell);
  keepKeys(fieldset, signal);
  check();
  tell();
  el.append(fieldset);
}

export default { render };
