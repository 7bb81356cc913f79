// <zone-guess> around a select of time zones: proposes that of this device where nothing was chosen.
class ZoneGuess extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (this.hasAttribute("data-chosen") || !select) return;
    if ([...select.options].some((option) => option.value === zone)) {
      select.value = zone;
    }
  }
}

customElements.define("zone-guess", ZoneGuess);
