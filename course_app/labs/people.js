// The lab's site in this browser: in a tab of its own, and in a frame on the page.

const LOCAL = ["127.0.0.1", "localhost"];

// A browser keeps a frame's cookies only if it has the host name of the page.
function address(link) {
  const url = new URL(link, location.href);
  if (LOCAL.includes(url.hostname) && LOCAL.includes(location.hostname)) {
    url.hostname = location.hostname;
  }
  return url.href;
}

function render({ model, el }) {
  const tell = () => {
    el.replaceChildren();
    if (model.get("disabled")) return;
    const url = address(model.get("link"));
    const link = document.createElement("a");
    Object.assign(link, { href: url, target: "_blank", rel: "noopener" });
    link.textContent = "Open the site in a new tab";
    el.append(link);
    if (!model.get("shown")) return;
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: url, title: "The site, in your browser" });
    frame.sandbox = "allow-forms allow-same-origin"; // no scripts: it has none
    el.append(frame);
  };
  el.classList.add("cw-people-window");
  model.on("change:shown change:disabled", tell);
  tell();
}

export default { render };
