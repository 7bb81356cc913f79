// The list of the palette: what fits the typed words, as the options of a combobox (ARIA 1.2).
import { activate } from "../keys.js";
import { matches, pieces } from "./matches.js";

export class PaletteList {
  #input;
  #list;
  #templates;

  constructor(dialog, groups, sprite) {
    this.groups = groups;
    this.sprite = sprite;
    this.#input = dialog.querySelector("[role='combobox']");
    this.#list = dialog.querySelector("[role='listbox']");
    this.#templates = dialog.querySelector("template").content;
    this.#input.addEventListener("input", () => this.show());
    this.#input.addEventListener("keydown", (event) => this.#press(event));
    this.#list.addEventListener("click", (event) => this.#click(event, dialog));
    dialog.addEventListener("close", () => this.#empty());
  }

  show() {
    const typed = this.#input.value.trim();
    this.#list.replaceChildren(...matches(this.groups, typed).map((group, index) => this.#group(group, index)));
    this.#options.forEach((option, index) => (option.id = `palette-option-${index}`));
    this.#input.setAttribute("aria-expanded", String(this.#options.length > 0));
    this.#list.scrollTop = 0;
    this.#choose(this.#options[0]);
  }

  get #options() {
    return [...this.#list.querySelectorAll("[role='option']")];
  }

  get #chosen() {
    return this.#list.querySelector("[aria-selected='true']");
  }

  #group({ label, options }, index) {
    const group = this.#templates.querySelector("[role='group']").cloneNode(true);
    group.setAttribute("aria-labelledby", `palette-group-${index}`);
    group.firstElementChild.id = `palette-group-${index}`;
    group.firstElementChild.textContent = label;
    group.append(...options.map((option) => this.#option(option)));
    return group;
  }

  #option({ entry, words, href, at }) {
    const option = this.#templates.querySelector("[role='option']").cloneNode(true);
    if (href) option.href = href;
    else option.dataset.target = entry.press;
    option.querySelector("use").setAttribute("href", `${this.sprite}#${entry.icon}`);
    option.querySelector("[data-words]").append(...pieces(words, at).map(marked));
    option.querySelector("[data-note]").textContent = entry.note;
    if (entry.key) option.querySelector("kbd").textContent = entry.key;
    else option.querySelector("kbd").remove();
    return option;
  }

  #press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    if (!step) {
      this.#chosen?.click();
      return;
    }
    const options = this.#options;
    this.#choose(options.at((options.indexOf(this.#chosen) + step) % options.length));
  }

  #choose(option) {
    this.#chosen?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    this.#input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  #click(event, dialog) {
    const target = event.target.closest("[role='option']")?.dataset.target;
    if (!target) return;
    dialog.close();
    activate(document.querySelector(`[data-press="${CSS.escape(target)}"]`));
  }

  #empty() {
    this.#input.value = "";
    this.#list.replaceChildren();
    this.#input.setAttribute("aria-expanded", "false");
  }
}

function marked({ text, isMark }) {
  return isMark ? Object.assign(document.createElement("mark"), { textContent: text }) : text;
}
