// What is wrong with a deck, asked of the page that shows it. Each fault is
// [rule, where, what]. Playwright calls these with the deck's own Reveal at hand.

const SMALLEST = 24; // px of a slide of 1280 x 720
const CONTRAST = 7;
const WORDS = 45;
const LINES = 14;
const COLUMNS = 70;
const NOTE_WORDS = 8;
const FRAMES = ".answer, .card, .listing, .boxes > div, .flow > div";
const NO_PROSE = "aside, pre, .exchange, svg, .countdown, .parts code";

const words = (text) => text.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word));
const slides = () => [...document.querySelectorAll(".slides > section")];
const named = (section, index) => `slide ${index + 1} (${section.dataset.cell})`;

// The rules that need no picture.
function told(minutes) {
  const faults = slides().flatMap((section, index) =>
    toldOf(section).map(([rule, what]) => [rule, named(section, index), what]),
  );
  const planned = slides().reduce((sum, one) => sum + Number(one.dataset.timing), 0) / 60;
  if (Math.abs(planned - minutes) > minutes / 10)
    faults.push(["total", "deck", `${planned} minutes of slides, ${minutes} of lesson`]);
  return faults;
}

function toldOf(section) {
  const faults = [];
  const titles = section.querySelectorAll("h1, h2");
  if (titles.length !== 1 || !titles[0].textContent.trim())
    faults.push(["title", `${titles.length} titles`]);
  const note = words(section.querySelector("aside.notes")?.textContent ?? "").length;
  if (note < NOTE_WORDS) faults.push(["notes", `${note} words of notes`]);
  if (!(Number(section.dataset.timing) > 0)) faults.push(["timing", "no timing"]);
  const prose = words(proseOf(section));
  if (prose.length > WORDS) faults.push(["words", `${prose.length} words`]);
  return [...faults, ...listings(section)];
}

function proseOf(section) {
  const copy = section.cloneNode(true);
  for (const one of copy.querySelectorAll(NO_PROSE)) one.remove();
  for (const one of copy.querySelectorAll("*")) one.append(" ");
  return copy.textContent;
}

function listings(section) {
  const faults = [];
  for (const listing of section.querySelectorAll("pre")) {
    const lines = [...listing.querySelectorAll(".line")].map((one) => one.textContent);
    const longest = Math.max(...lines.map((line) => line.trimEnd().length));
    if (lines.length > LINES) faults.push(["lines", `${lines.length} lines of code`]);
    if (listing.matches(".code") && longest > COLUMNS)
      faults.push(["columns", `a line of ${longest} columns`]);
  }
  return faults;
}

// The rules that need every state to be shown.
function walked() {
  const faults = new Map();
  let states = 0;
  slides().forEach((section, index) => {
    Reveal.slide(index, 0, -1);
    do {
      states += 1;
      for (const [rule, what] of seen(section)) {
        const fault = [rule, named(section, index), what];
        faults.set(fault.join(), fault);
      }
    } while (Reveal.availableFragments().next && (Reveal.nextFragment(), true));
  });
  return { states, faults: [...faults.values()] };
}

function seen(section) {
  const stage = document.querySelector(".slides").getBoundingClientRect();
  const chrome = [...document.querySelectorAll(".slide-number, .controls button.enabled")];
  const clock = [...section.querySelectorAll(".countdown")];
  const covers = [...chrome, ...clock].map((one) => one.getBoundingClientRect());
  const faults = scrolled(section);
  for (const text of texts(section)) {
    const said = JSON.stringify(text.data.trim().slice(0, 40));
    for (const box of boxes(text)) {
      const frame = text.parentElement.closest("svg")?.getBoundingClientRect() ?? stage;
      if (!inside(box, stage) || !inside(box, frame))
        faults.push(["overflow", `${said} leaves the slide or its drawing`]);
      if (!text.parentElement.closest(".countdown") && covers.some((one) => meet(one, box)))
        faults.push(["overlap", `${said} lies under the chrome or the countdown`]);
    }
    const size = parseFloat(getComputedStyle(text.parentElement).fontSize);
    if (size < SMALLEST - 0.01) faults.push(["font", `${said} has ${size} px`]);
    const ratio = contrast(text);
    if (ratio < CONTRAST) faults.push(["contrast", `${said} has ${ratio.toFixed(2)}:1`]);
  }
  for (const box of section.querySelectorAll(FRAMES))
    if (visible(box) && covers.some((one) => meet(one, box.getBoundingClientRect())))
      faults.push(["overlap", `<${box.localName} class="${box.className}"> under the chrome`]);
  return [...faults, ...covered(section), ...outside(section, stage)];
}

function outside(section, stage) {
  return [...section.querySelectorAll(".sheet > *")]
    .filter((one) => visible(one) && !inside(one.getBoundingClientRect(), stage))
    .map((one) => ["overflow", `<${one.localName} class="${one.className}"> leaves the slide`]);
}

function scrolled(section) {
  const all = [section, ...section.querySelectorAll("*:not(aside, aside *, svg, svg *)")];
  return all
    .filter((one) => getComputedStyle(one).display !== "inline")
    .filter((one) => one.clientWidth > 0 && (wide(one) || high(one)))
    .map((one) => ["scroll", `<${one.localName} class="${one.className}"> holds more than it shows`]);
}

const wide = (one) => one.scrollWidth > one.clientWidth + 1;
// Letters reach a little out of a tight line; that hides nothing unless it is cut.
const high = (one) =>
  getComputedStyle(one).overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1;

// Two boxes of one slide that lie over one another without one holding the other.
function covered(section) {
  const blocks = [...section.querySelectorAll(".sheet > :not(.countdown)")].filter(visible);
  const rects = blocks.map((one) => one.getBoundingClientRect());
  const faults = [];
  for (let i = 1; i < rects.length; i += 1)
    if (meet(rects[i - 1], rects[i])) faults.push(["overlap", `block ${i} and the next`]);
  return faults;
}

function texts(section) {
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.data.trim() && !text.parentElement.closest("aside") && visible(text.parentElement))
      found.push(text);
  }
  return found;
}

const visible = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });

function boxes(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  return [...range.getClientRects()].filter((box) => box.width > 0.5 && box.height > 0.5);
}

const inside = (box, stage) =>
  box.left >= stage.left - 1 && box.right <= stage.right + 1 &&
  box.top >= stage.top - 1 && box.bottom <= stage.bottom + 1;

const meet = (one, other) =>
  one.left < other.right - 1 && other.left < one.right - 1 &&
  one.top < other.bottom - 1 && other.top < one.bottom - 1;

// WCAG 2.2's contrast ratio of a text and of what is painted under its middle.
function contrast(text) {
  const style = getComputedStyle(text.parentElement);
  const ink = colour(text.parentElement.closest("svg") ? style.fill : style.color);
  const [high, low] = [luminance(ink), luminance(under(text))].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function under(text) {
  const box = boxes(text)[0];
  if (!box) return [255, 255, 255, 1];
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1);
  for (const one of document.elementsFromPoint(x, y)) {
    if (one.matches("text, path, line")) continue;
    const style = getComputedStyle(one);
    const paint = colour(one.matches("svg *") ? style.fill : style.backgroundColor);
    if (paint[3] > 0.99) return paint;
  }
  return colour(getComputedStyle(document.body).backgroundColor);
}

function colour(css) {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (css.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  return [red, green, blue, css === "none" || css === "transparent" ? 0 : alpha];
}

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue]
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

globalThis.deckCheck = { told, walked };
