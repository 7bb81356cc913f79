// <keyboard-shortcuts data-new="/expenses/new">: N adds an expense, / goes to the search field.
class KeyboardShortcuts extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    document.addEventListener("keydown", (event) => this.#press(event), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #press(event) {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]:modal")) return;
    if (event.key.toLowerCase() === "n" && this.dataset.new) {
      event.preventDefault();
      location.assign(this.dataset.new);
    }
    if (event.key === "/") {
      const search = document.querySelector("input[type='search']");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

customElements.define("keyboard-shortcuts", KeyboardShortcuts);
