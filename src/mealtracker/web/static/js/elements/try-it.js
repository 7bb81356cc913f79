// <try-it data-method data-path> around a form: sends it to the API and shows the answer as text.
// A token typed in #try-token goes along; without one, the browser's own session does.
class TryIt extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    const form = this.querySelector("form");
    form.addEventListener("submit", (event) => this.#send(event), { signal: this.#listening.signal });
    form.hidden = false;
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  async #send(event) {
    event.preventDefault();
    const output = this.querySelector("output");
    output.textContent = this.dataset.waiting;
    const { url, headers, body } = this.#request(event.target);
    const method = this.dataset.method;
    let response;
    try {
      response = await fetch(url, { method, headers, body, credentials: headers.has("Authorization") ? "omit" : "same-origin" });
    } catch {
      output.textContent = this.dataset.failed;
      return;
    }
    output.textContent = `${response.status} ${response.statusText}`;
    this.#show(pretty(await response.text()));
  }

  #request(form) {
    const headers = new Headers();
    const query = new URLSearchParams();
    let path = this.dataset.path;
    for (const field of form.querySelectorAll("input")) {
      const value = field.value.trim();
      if (!value) continue;
      if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(value));
      else if (field.dataset.in === "header") headers.set(field.name, value);
      else query.set(field.name, value);
    }
    const token = document.getElementById("try-token").value.trim();
    if (token) headers.set("Authorization", `Bearer ${token}`);
    const body = form.elements.body?.value;
    if (body !== undefined) headers.set("Content-Type", this.dataset.type);
    return { url: query.size ? `${path}?${query}` : path, headers, body };
  }

  #show(text) {
    const answer = this.querySelector("form > pre");
    answer.textContent = text;
    answer.hidden = !text;
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

customElements.define("try-it", TryIt);
