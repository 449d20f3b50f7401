// Measures each frame when all are there, and prints what it found as JSON.

// Half a pixel is rounding.
const SLACK = 0.5;

function shown(element) {
  const box = element.getBoundingClientRect();
  return { box, name: `${element.tagName} ${element.className?.baseVal ?? element.className}: ${element.textContent.slice(0, 40)}` };
}

// What stands out of the frame or, of a drawing, out of the drawing; or is cut off at its own right.
function outside(page) {
  const wide = page.documentElement.clientWidth;
  const out = [];
  if (page.documentElement.scrollWidth > wide) out.push(`the page is ${page.documentElement.scrollWidth} wide`);
  for (const element of page.body.querySelectorAll("*")) {
    const { box, name } = shown(element);
    const drawing = element.ownerSVGElement?.getBoundingClientRect();
    const [left, right] = drawing ? [drawing.left, drawing.right] : [0, wide];
    if (box.width && (box.left < left - SLACK || box.right > right + SLACK)) out.push(name);
    else if (drawing && box.height && (box.top < drawing.top - SLACK || box.bottom > drawing.bottom + SLACK)) out.push(name);
    else if (!element.ownerSVGElement && element.clientWidth && element.scrollWidth > element.clientWidth + 1) out.push(`cut: ${name}`);
  }
  return out.slice(0, 5);
}

// Texts of a drawing that lie on one another.
function onAnother(page) {
  const texts = [...page.querySelectorAll("svg text")].map(shown);
  const meet = (a, b) =>
    a.left < b.right - SLACK && b.left < a.right - SLACK && a.top < b.bottom - SLACK && b.top < a.bottom - SLACK;
  const pairs = texts.flatMap((a, n) => texts.slice(n + 1).filter((b) => meet(a.box, b.box)).map((b) => `${a.name} / ${b.name}`));
  return pairs.slice(0, 5);
}

function cells(row) {
  const text = (name) => row.cells[name].textContent;
  return [text(0), text(1), text(2), text(4)];
}

// Days that do not stand on one line.
function brokenDays(page) {
  const lines = (cell) => {
    const range = page.createRange();
    range.selectNodeContents(cell);
    return range.getClientRects().length;
  };
  return [...page.querySelectorAll(".tasks tbody td:last-child")].filter((cell) => lines(cell) > 1).length;
}

onload = () => {
  const found = [...document.querySelectorAll("iframe")].map((frame) => {
    const page = frame.contentDocument;
    const count = (selector) => page.querySelectorAll(selector).length;
    return {
      width: page.documentElement.clientWidth,
      outside: outside(page),
      onAnother: onAnother(page),
      cells: [...page.querySelectorAll(".tasks tbody tr")].map(cells),
      bars: [...page.querySelectorAll(".leads rect")].filter((bar) => bar.getBoundingClientRect().width > 0).length,
      marks: [...page.querySelectorAll(".months rect")].filter((mark) => mark.getBoundingClientRect().width > 0).length,
      brokenDays: brokenDays(page),
      foreign: count("script, img, b, i, iframe, form, link"),
      loaded: frame.contentWindow.performance.getEntriesByType("resource").length,
    };
  });
  document.querySelector("pre").textContent = JSON.stringify(found);
};
