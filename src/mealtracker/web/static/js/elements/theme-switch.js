// <theme-switch> around a form that posts the theme: switches at once, and saves without leaving the page.
class ThemeSwitch extends HTMLElement {
  #listening;

  connectedCallback() {
    this.#listening = new AbortController();
    this.addEventListener("submit", (event) => this.#switch(event), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #switch(event) {
    event.preventDefault();
    const form = event.target;
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    form.elements.theme.value = theme;
    remember(theme);
    // Not saved is no loss: the page is as wanted, and the next press tries again.
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" }).catch(() => {});
  }
}

function isDark() {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function remember(theme) {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Storage is blocked: the account still knows.
  }
}

customElements.define("theme-switch", ThemeSwitch);
