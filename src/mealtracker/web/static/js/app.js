// The entry of every page. Each element adds comfort to markup that works without it.
// An element of one page is loaded by that page: nothing is bundled, so each file is a request.
import "./elements/command-palette.js";
import "./elements/ended-drafts.js";
import "./elements/keyboard-shortcuts.js";
import "./elements/quick-line.js";
import "./elements/request-watch.js";
import "./elements/theme-switch.js";
import "./elements/toast-message.js";
