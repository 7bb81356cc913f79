// The entry of every page. Each element adds comfort to markup that works without it.
import "./elements/keyboard-shortcuts.js";
import "./elements/live-sum.js";
import "./elements/theme-switch.js";
import "./elements/toast-message.js";
import "./elements/zone-guess.js";
