// <kept-draft form data-key data-version data-state> keeps what is typed into a form when the tab is closed.
// State: a "fresh" form gets it back, and a line says so; one that was "filled" by a link does not; one that was
// "refused" holds typing from the start. Saved forms are forgotten first.
import { forgetDrafts, keepDraft, keptDraft } from "./ended-drafts.js";
import { fill, isChanged, typedInto } from "../fields.js";

class KeptDraft extends HTMLElement {
  #listening;
  #form;

  connectedCallback() {
    this.#form = document.getElementById(this.getAttribute("form"));
    if (!this.#form) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const event of ["input", "change"]) this.#form.addEventListener(event, () => this.#keep(), { signal });
    this.querySelector("button").addEventListener("click", () => this.#discard(), { signal });
    if (this.dataset.state === "fresh") this.#restore();
    if (this.dataset.state === "refused") this.#keep();
  }

  disconnectedCallback() {
    this.#listening?.abort();
  }

  #keep() {
    const { key, version, state } = this.dataset;
    if (state === "refused" || isChanged(this.#form)) {
      keepDraft(key, { version, nonce: this.#form.elements.nonce.value, fields: typedInto(this.#form) });
    } else {
      forgetDrafts((_draft, name) => name === key);
    }
  }

  #restore() {
    const draft = keptDraft(this.dataset.key, this.dataset.version);
    if (!draft || isChanged(this.#form)) return;
    fill(this.#form, draft.fields);
    this.hidden = false;
  }

  #discard() {
    this.#form.reset();
    this.#form.dispatchEvent(new Event("change"));
    this.hidden = true;
    this.#form.querySelector("input:not([type='hidden'])").focus();
  }
}

customElements.define("kept-draft", KeptDraft);
