// <request-watch> marks a form or link as busy while htmx waits for its answer. It holds a toast in a
// <template>, and shows it when there is none, or one that the application did not write: the error
// page of a proxy must not end up in the middle of a page.
class RequestWatch extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    document.addEventListener("htmx:before:request", (event) => mark(event, true), { signal });
    document.addEventListener("htmx:finally:request", (event) => mark(event, false), { signal });
    document.addEventListener("htmx:before:response", (event) => this.#weigh(event), { signal });
    document.addEventListener("htmx:error", () => this.#tell(), { signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #weigh(event) {
    if (isOurs(event.detail.ctx.response)) return;
    event.preventDefault();
    this.#tell();
  }

  #tell() {
    const toast = this.querySelector("template").content.cloneNode(true);
    document.getElementById("status").replaceChildren(toast);
  }
}

// A field is not marked: a reader must not fall silent about it while it is typed into.
function mark(event, isBusy) {
  const source = event.detail.ctx.sourceElement;
  if (source.matches("form, a")) source.setAttribute("aria-busy", isBusy);
}

// A refusal says how it is to be shown, whatever its status; all else comes under our content policy.
function isOurs({ status, headers }) {
  if (headers.has("HX-Reswap")) return true;
  return status < 500 && Boolean(headers.get("Content-Security-Policy")?.includes("'nonce-"));
}

customElements.define("request-watch", RequestWatch);
