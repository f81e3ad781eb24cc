// Keys of the screen. They are silent while something is typed, and with Ctrl, Alt or Meta.

const TYPED = "input:not([type=range]):not([type=checkbox]), textarea, select, dialog";

/** Calls the function of a pressed key; returns a function that takes the keys away. */
export function listenToKeys(find) {
  const listener = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.(TYPED)) return;
    const run = find(event.key.length === 1 ? event.key.toLowerCase() : event.key, event);
    if (!run) return;
    event.preventDefault();
    run();
  };
  addEventListener("keydown", listener);
  return () => removeEventListener("keydown", listener);
}
