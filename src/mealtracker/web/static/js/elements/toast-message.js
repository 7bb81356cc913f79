// <toast-message> goes away after 8 seconds in which nobody points at it or has the focus in it.
// A live region is read when it changes: the words enter it a moment after it is there, so they are heard once.
const SHOWN_MS = 8000;
const HEARD_AFTER_MS = 100;

class ToastMessage extends HTMLElement {
  #listening;
  #timer;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const held of ["pointerenter", "focusin"]) {
      this.addEventListener(held, () => clearTimeout(this.#timer), { signal });
    }
    for (const left of ["pointerleave", "focusout"]) {
      this.addEventListener(left, () => this.#start(), { signal });
    }
    this.#announce(this.querySelector("p"));
    this.#start();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#listening.abort();
  }

  #announce(line) {
    const words = [...line.childNodes];
    line.replaceChildren();
    setTimeout(() => line.append(...words), HEARD_AFTER_MS);
  }

  #start() {
    clearTimeout(this.#timer);
    if (!this.matches(":hover, :focus-within")) {
      this.#timer = setTimeout(() => this.remove(), SHOWN_MS);
    }
  }
}

customElements.define("toast-message", ToastMessage);
