// <quick-line> around the quick-add form: an element with data-line puts that line into the field.
class QuickLine extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    this.addEventListener("click", (event) => this.#take(event), { signal: this.#listening.signal });
    const field = this.querySelector("[autofocus]");
    if (field) caretAtEnd(field);
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #take(event) {
    const chosen = event.target.closest("[data-line]");
    if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const field = this.querySelector("[data-quick-add]");
    field.value = chosen.dataset.line;
    caretAtEnd(field);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function caretAtEnd(field) {
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

customElements.define("quick-line", QuickLine);
