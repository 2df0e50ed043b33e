/* A box that scrolls is reached with the keyboard, and only a box that does. */
"use strict";

const reach = () => {
  for (const box of document.querySelectorAll("pre")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
document.fonts.ready.then(reach);
window.addEventListener("resize", reach);
