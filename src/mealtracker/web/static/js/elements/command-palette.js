// <command-palette data-url data-sprite>: Ctrl K, or a link marked data-palette, opens the dialog inside.
// What it needs is loaded with the first use; without it the link leads to the search of expenses.
import { isUnderDialog } from "../keys.js";

class CommandPalette extends HTMLElement {
  #listening;
  #list;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    document.addEventListener("keydown", (event) => this.#press(event), { signal });
    document.addEventListener("click", (event) => this.#click(event), { signal });
    if (navigator.platform.startsWith("Mac")) {
      for (const hint of document.querySelectorAll("[data-palette] kbd")) hint.textContent = "⌘ K";
    }
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #press(event) {
    const isCommand = event.ctrlKey !== event.metaKey && !event.altKey && !event.shiftKey;
    if (!isCommand || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    this.#open();
  }

  #click(event) {
    const hasModifier = event.ctrlKey || event.metaKey || event.shiftKey;
    const link = event.target instanceof Element ? event.target.closest("[data-palette]") : null;
    if (!link || hasModifier || event.defaultPrevented) return;
    event.preventDefault();
    this.#open();
  }

  async #open() {
    if (isUnderDialog()) return;
    const dialog = this.querySelector("dialog");
    dialog.showModal();
    try {
      this.#list ??= await this.#load(dialog);
      this.#list.show();
    } catch {
      // No answer, or no longer signed in: the page behind the link says so.
      location.assign(document.querySelector("[data-palette]").href);
    }
  }

  async #load(dialog) {
    const [{ PaletteList }, response] = await Promise.all([import("../palette/list.js"), fetch(this.dataset.url)]);
    const { groups } = await response.json();
    return new PaletteList(dialog, groups, this.dataset.sprite);
  }
}

customElements.define("command-palette", CommandPalette);
