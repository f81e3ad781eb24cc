// Elements of the page.

const SVG = "http://www.w3.org/2000/svg";

/** An element with a class and a text or children. */
export function element(name, className, content = [], attributes = {}) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...[content].flat());
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}

/** An SVG element with attributes, appended to its parent if there is one. */
export function shape(name, attributes, parent) {
  const node = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  parent?.append(node);
  return node;
}

/** An SVG text. */
export function label(words, attributes, parent) {
  const node = shape("text", attributes, parent);
  node.textContent = words;
  return node;
}

/** Sets a text if it is another one, so that screen readers hear only changes. */
export function write(node, words) {
  if (node.textContent !== words) node.textContent = words;
}
