// <request-watch> holds a toast in a <template>, and shows it when htmx gets no answer, or one that
// the application did not write: the error page of a proxy must not end up in the middle of a page.
class RequestWatch extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
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

// A refusal says how it is to be shown, whatever its status; all else comes under our content policy.
function isOurs({ status, headers }) {
  if (headers.has("HX-Reswap")) return true;
  return status < 500 && Boolean(headers.get("Content-Security-Policy")?.includes("'nonce-"));
}

customElements.define("request-watch", RequestWatch);
