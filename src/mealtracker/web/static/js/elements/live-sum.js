// <live-sum form="…" data-decimal data-group data-fix> adds up amounts as they are typed.
// A help only: the server reads the form again. Amounts are whole minor units, never floats.
import { format, isoDigits, read } from "../amounts.js";

class LiveSum extends HTMLElement {
  #listening;

  connectedCallback() {
    const form = document.getElementById(this.getAttribute("form"));
    if (!form) return;
    this.#listening = new AbortController();
    for (const event of ["input", "change"]) {
      form.addEventListener(event, () => this.#update(form.elements), { signal: this.#listening.signal });
    }
    this.#update(form.elements);
    this.hidden = false;
  }

  disconnectedCallback() {
    this.#listening?.abort();
  }

  #update(fields) {
    const currency = fields.currency?.value || this.dataset.currency;
    const marks = { ...this.dataset, digits: isoDigits(currency) };
    let sum = 0n;
    for (const cell of this.querySelectorAll("[data-line]")) {
      const minor = this.#line(cell, fields, marks, currency);
      sum = sum === null || minor === null ? null : sum + minor;
    }
    const known = sum !== null && Boolean(fields.subtotal?.value.trim());
    show(this.querySelector("[data-sum]"), known ? format(sum, currency) : "–");
    this.#compare(known ? sum : null, read(fields.total?.value ?? "", marks), currency);
  }

  // What a line adds to the sum; null when it cannot be read.
  #line(cell, fields, marks, currency) {
    const typed = fields[cell.dataset.line]?.value.trim() ?? "";
    const minor = read(typed, marks);
    const isIncluded = Boolean(fields[cell.dataset.unless]?.checked);
    cell.classList.toggle("bad", minor === null);
    if (minor === null) {
      show(cell, this.dataset.fix);
      return null;
    }
    const signed = "minus" in cell.dataset ? -minor : minor;
    const written = typed ? format(signed, currency) : "–";
    show(cell, isIncluded ? cell.dataset.included : written);
    return isIncluded ? 0n : signed;
  }

  #compare(sum, total, currency) {
    const note = this.querySelector("[data-check]");
    if (!note) return;
    note.hidden = sum === null || !total;
    if (note.hidden) return;
    const matches = sum === total;
    note.classList.toggle("good", matches);
    note.classList.toggle("warn", !matches);
    const words = matches ? note.dataset.same : note.dataset.differs;
    show(note, words.replace("{amount}", format(sum > total ? sum - total : total - sum, currency)));
  }
}

function show(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

customElements.define("live-sum", LiveSum);
