// Reads all pages of a list of the API.

/**
 * The answer of a list with the rows of all its pages.
 *
 * @param get reads a resource of the API
 */
export async function readAll(get, resource, parameters) {
  const pages = [];
  let question = parameters;
  while (question) {
    const answer = await get(resource, question);
    pages.push(answer);
    question = answer.next ? { ...parameters, cursor: new URL(answer.next, "http://localhost").searchParams.get("cursor") } : null;
  }
  return { ...pages[0], next: null, items: pages.flatMap((page) => page.items) };
}
