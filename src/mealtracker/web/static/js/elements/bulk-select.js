// <bulk-select data-selected="{count} selected"> around a form with a box in each row: all at once, a range
// with Shift, none with Esc; it says how many are selected and what they add up to. Rows may be added at any
// time, so they are looked up whenever they are needed.
import { format, isoDigits, read } from "../amounts.js";
import { plainKey } from "../keys.js";

const ROW_BOX = "tbody input[name='id']";
const CANONICAL = { decimal: ".", group: "," };

class BulkSelect extends HTMLElement {
  #listening;
  #last;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("click", (event) => this.#extend(event), { signal });
    this.addEventListener("change", (event) => this.#change(event.target), { signal });
    this.addEventListener("reset", () => setTimeout(() => this.#show()), { signal });
    this.addEventListener("htmx:after:swap", () => this.#show(), { signal });
    document.addEventListener("keydown", (event) => this.#press(event), { signal });
    // A browser that comes back to the page puts its ticks back.
    addEventListener("pageshow", () => this.#show(), { signal });
    this.#offerMode(document.querySelector("[data-select-mode]"), signal);
    this.querySelector("[data-select-all]").hidden = false;
    this.#show();
  }

  disconnectedCallback() {
    this.#listening.abort();
  }

  #extend(event) {
    if (!event.target.matches(ROW_BOX)) return;
    const boxes = this.#boxes();
    const ends = [boxes.indexOf(this.#last), boxes.indexOf(event.target)].sort((one, other) => one - other);
    if (event.shiftKey && ends[0] >= 0) {
      for (const box of boxes.slice(ends[0], ends[1] + 1)) box.checked = event.target.checked;
    }
    this.#last = event.target;
  }

  #change(target) {
    if (target.matches("[data-select-all]")) {
      for (const box of this.#boxes()) box.checked = target.checked;
    }
    this.#show();
  }

  #press(event) {
    if (plainKey(event) === "escape") this.querySelector("form").reset();
  }

  // On a phone the boxes stay away until they are wanted.
  #offerMode(mode, signal) {
    if (!mode) return;
    mode.hidden = false;
    const button = mode.querySelector("button");
    button.addEventListener("click", () => {
      const isOn = this.querySelector(".expense-table").toggleAttribute("data-selecting");
      button.setAttribute("aria-pressed", String(isOn));
      if (!isOn) this.querySelector("form").reset();
    }, { signal });
  }

  #boxes() {
    return [...this.querySelectorAll(ROW_BOX)];
  }

  #show() {
    const boxes = this.#boxes();
    const chosen = boxes.filter((box) => box.checked);
    const isWhole = boxes.length > 0 && chosen.length === boxes.length;
    const head = this.querySelector("[data-select-all]");
    head.checked = isWhole;
    head.indeterminate = chosen.length > 0 && !isWhole;
    const all = this.querySelector("[name='all']");
    const isAll = Boolean(all?.checked && isWhole);
    if (all) {
      all.closest("[data-all]").hidden = !isWhole;
      all.checked = isAll;
    }
    const many = (isAll ? Number(all.dataset.allCount) : chosen.length).toLocaleString(document.documentElement.lang);
    this.querySelector("[data-count]").textContent = this.dataset.selected.replace("{count}", many);
    this.querySelector("[data-sum]").textContent = isAll ? all.dataset.allSum : sum(chosen);
  }
}

// The total of each currency; nothing where amounts are hidden.
function sum(boxes) {
  const totals = new Map();
  for (const { dataset } of boxes) {
    if (!dataset.total) return "";
    const minor = read(dataset.total, { ...CANONICAL, digits: isoDigits(dataset.currency) });
    totals.set(dataset.currency, (totals.get(dataset.currency) ?? 0n) + minor);
  }
  return [...totals].map(([currency, minor]) => format(minor, currency)).join(" + ");
}

customElements.define("bulk-select", BulkSelect);
