// What a pressed key means to a page, and doing it.

// The key of a press that is meant as a shortcut; nothing while typing, with a modifier or under a dialog.
export function plainKey(event) {
  const { key } = event;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return "";
  if (event.shiftKey && /^\p{Letter}$/u.test(key)) return "";
  return isTyping(event.target) || isUnderDialog() ? "" : key.toLowerCase();
}

export function isUnderDialog() {
  return document.querySelector("dialog:modal") !== null;
}

const PRESSED = "[type='checkbox'], [type='radio'], [type='button'], [type='submit']";

function isTyping(target) {
  const field = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  return Boolean(field) && !field.matches(PRESSED);
}

// Does what a part of the page is there for: opens a dialog, sends a form, goes to a field, follows a link.
// An address is gone to, and a box is ticked.
export function activate(part) {
  if (typeof part === "string") {
    location.assign(part);
  } else if (part instanceof HTMLDialogElement) {
    part.showModal();
  } else if (part instanceof HTMLFormElement) {
    part.requestSubmit();
  } else if (part instanceof HTMLInputElement && !part.matches(PRESSED)) {
    part.focus();
    part.select();
  } else {
    part.click();
  }
}
