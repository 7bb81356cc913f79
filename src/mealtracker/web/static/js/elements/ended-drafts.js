// <ended-drafts data-nonce> forgets the draft of the form with this nonce: it was carried out.
// Around a form that signs out it forgets all, so nothing that was typed stays behind in this browser.
// Here as well, because every page has this element: how drafts are kept, as { at, version, nonce, fields } by key.
const PREFIX = "draft:";
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

class EndedDrafts extends HTMLElement {
  #listening;

  connectedCallback() {
    const { nonce } = this.dataset;
    if (nonce) forgetDrafts((draft) => draft.nonce === nonce);
    this.#listening = new AbortController();
    this.addEventListener("submit", () => forgetDrafts(() => true), { signal: this.#listening.signal });
  }

  disconnectedCallback() {
    this.#listening.abort();
  }
}

export function keepDraft(key, draft) {
  withStorage((storage) => storage.setItem(PREFIX + key, JSON.stringify({ ...draft, at: Date.now() })));
}

// Drafts that are too old, or of another version of the record, are gone.
export function keptDraft(key, version) {
  forgetDrafts((draft, name) => Date.now() - draft.at > KEPT_MS || (name === key && draft.version !== version));
  return withStorage((storage) => JSON.parse(storage.getItem(PREFIX + key)));
}

export function forgetDrafts(isOver) {
  withStorage((storage) => {
    for (const name of Object.keys(storage).filter((name) => name.startsWith(PREFIX))) {
      if (isOver(JSON.parse(storage.getItem(name)), name.slice(PREFIX.length))) storage.removeItem(name);
    }
  });
}

function withStorage(use) {
  try {
    return use(localStorage);
  } catch {
    // Storage is blocked or full: the form works without.
    return null;
  }
}

customElements.define("ended-drafts", EndedDrafts);
