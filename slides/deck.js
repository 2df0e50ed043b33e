// A deck's own keys: d for dark, c for the countdown. All else is reveal.js.
"use strict";

const PHONE = 640; // px: a narrower window gets slides of its own, to scroll
const inner = /receiver|print-pdf/.test(location.search); // the speaker's, or paper
const phone = innerWidth < PHONE && !inner;
const [WIDTH, HEIGHT] = phone ? [640, 1240] : [1280, 720];

// Two windows of one deck (its speaker's and the room's) keep one theme. A browser
// may forbid a page from disk to store anything: then each has its own.
function stored(value) {
  try {
    if (value !== undefined) localStorage.setItem("deck-theme", value);
    return localStorage.getItem("deck-theme");
  } catch {
    return value;
  }
}

function showTheme(name) {
  document.documentElement.classList.toggle("dark", name === "dark");
}

function changeTheme() {
  const dark = document.documentElement.classList.contains("dark");
  const name = dark ? "light" : "dark";
  stored(name);
  showTheme(name);
}

function clock(seconds) {
  const rest = String(seconds % 60).padStart(2, "0");
  return `${Math.floor(seconds / 60)}:${rest}`;
}

// The end is a moment, not a count of ticks: a tab in the background ticks late.
function startOrPause(button) {
  const left = Number(button.dataset.left ?? button.dataset.seconds);
  if (button.dataset.timer) {
    clearInterval(Number(button.dataset.timer));
    delete button.dataset.timer;
    button.classList.remove("running");
    return;
  }
  const end = Date.now() + (left || Number(button.dataset.seconds)) * 1000;
  button.classList.remove("over");
  button.classList.add("running");
  button.dataset.timer = setInterval(() => tick(button, end), 200);
  tick(button, end);
}

function tick(button, end) {
  const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
  button.dataset.left = left;
  button.textContent = clock(left);
  if (left > 0) return;
  startOrPause(button);
  button.textContent = "Time";
  button.classList.add("over");
}

function countdownHere() {
  const button = Reveal.getCurrentSlide()?.querySelector(".countdown");
  if (button) startOrPause(button);
}

document.documentElement.classList.toggle("phone", phone);
if (!/print-pdf/.test(location.search)) showTheme(stored());
addEventListener("storage", () => showTheme(stored()));
for (const button of document.querySelectorAll(".countdown")) {
  button.addEventListener("click", () => startOrPause(button));
}

Reveal.initialize({
  width: WIDTH,
  height: HEIGHT,
  margin: 0,
  center: false,
  hash: true,
  transition: "none",
  backgroundTransition: "none",
  slideNumber: "c/t",
  defaultTiming: 60, // seconds; each slide has its own, but without this no pacing
  scrollActivationWidth: inner ? null : PHONE,
  scrollLayout: "compact",
  scrollSnap: false,
  pdfSeparateFragments: false,
  pdfMaxPagesPerSlide: 1,
  plugins: [RevealNotes],
});
Reveal.addKeyBinding(
  { keyCode: 68, key: "D", description: "Dark, and back" },
  changeTheme,
);
Reveal.addKeyBinding(
  { keyCode: 67, key: "C", description: "Start or pause the countdown" },
  countdownHere,
);
