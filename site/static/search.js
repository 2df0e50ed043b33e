/* Shows a found word among its neighbours. Sphinx would fetch each page for that,
   and from disk nothing can be fetched; TEXTS, from texts.js, has them all. */
"use strict";

const SPAN = 90; // characters on each side

const asked = new URLSearchParams(window.location.search).get("q") ?? "";
const words = asked.toLowerCase().split(/\s+/).filter((word) => word);

const place = (text, word) => {
  const stem = new Stemmer().stemWord(word);
  const found = [word, stem].find((part) => text.includes(part));
  return found ? { start: text.indexOf(found), length: found.length } : null;
};

const context = (text) => {
  const lower = text.toLowerCase();
  const found = words.map((word) => place(lower, word)).find((one) => one);
  if (!found) return null;
  const end = found.start + found.length;
  const before = text.slice(Math.max(0, found.start - SPAN), found.start);
  const after = text.slice(end, end + SPAN);
  const mark = document.createElement("mark");
  mark.textContent = text.slice(found.start, end);
  const line = document.createElement("p");
  line.className = "context";
  line.append(`… ${before.replace(/^\S*\s/, "")}`, mark);
  line.append(`${after.replace(/\s\S*$/, "")} …`);
  return line;
};

const explain = (item) => {
  const page = item.querySelector("a").getAttribute("href").split(".html")[0];
  const line = context(TEXTS[page] ?? "");
  if (line) item.append(line);
};

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) if (node.nodeName === "LI") explain(node);
  }
}).observe(document.body, { childList: true, subtree: true });
