// <more-rows> around a list and its `.pagination`, whose link htmx turns into more rows. The focus goes
// to the first new row; and whoever comes back finds as many rows as there were, and the same place.
// Two numbers are kept for each entry of the history: no address and no word of the list.
const PAGES_MOST = 20;

class MoreRows extends HTMLElement {
  #listening;
  #pages = 0;
  #missing = 0;
  #top = 0;
  #firstNew = -1;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("htmx:before:swap", (event) => isMore(event) && this.#note(), { signal });
    this.addEventListener("htmx:after:swap", (event) => isMore(event) && this.#grow(), { signal });
    addEventListener("pagehide", () => this.#keep(), { signal });
    this.#comeBack(signal);
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  // The link that was pressed is the last; the first new row begins with the one in its place.
  #note() {
    this.#firstNew = document.activeElement === this.#link() ? this.querySelectorAll("a").length - 1 : -1;
  }

  #grow() {
    this.#pages += 1;
    // The browser would scroll too, smoothly and only as far as the first rows go.
    history.scrollRestoration = "manual";
    this.querySelectorAll("a")[this.#firstNew]?.focus({ preventScroll: true });
    if (this.#missing) {
      this.#missing -= 1;
      this.#goOn();
    }
  }

  #comeBack(signal) {
    const { pages, top } = read();
    if (!pages || !this.#link() || isFresh()) return;
    this.#missing = Math.min(pages, PAGES_MOST);
    this.#top = top;
    // Before htmx knows the link, a click would leave the page.
    if (this.#link().matches("[data-htmx-powered]")) this.#goOn();
    else this.addEventListener("htmx:after:init", () => this.#goOn(), { once: true, signal });
  }

  #goOn() {
    const link = this.#link();
    if (!link) this.#missing = 0;
    if (this.#missing) link.click();
    else scrollTo({ top: this.#top, behavior: "instant" });
  }

  #keep() {
    write({ pages: this.#pages + this.#missing, top: this.#missing ? this.#top : scrollY });
  }

  #link() {
    return this.querySelector(".pagination a");
  }
}

function isMore(event) {
  return event.target.closest(".pagination") !== null;
}

// Following a link to the list begins anew, even where the entry of the history stays.
function isFresh() {
  return performance.getEntriesByType("navigation")[0]?.type === "navigate";
}

// A browser that does not name the entries of its history remembers nothing, nor does one without storage.
function key() {
  const entry = globalThis.navigation?.currentEntry;
  return entry ? `rows:${entry.key}` : null;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(key())) ?? {};
  } catch {
    return {};
  }
}

function write(kept) {
  try {
    if (key() && kept.pages) sessionStorage.setItem(key(), JSON.stringify(kept));
  } catch {
    // Storage is blocked or full: the list begins at its top.
  }
}

customElements.define("more-rows", MoreRows);
