// Elements of the page.

/** An element with a class and a text or children. */
export function element(name, className, content = [], attributes = {}) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...[content].flat());
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}
