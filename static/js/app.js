// Wires the page. Every module looks for its own part of the page and does nothing where that is missing, so one entry
// serves all screens; with scripts off every form and link still works.
import { openClaim, select } from "./cards.js";
import "./bring.js";
import "./buttons.js";
import "./carryover.js";
import { isOfComparison } from "./compare.js";
import "./conflict.js";
import "./decide.js";
import "./filter.js";
import { takeOverDrafts } from "./forms.js";
import { galley } from "./galley.js";
import "./hover.js";
import "./keys.js";
import { watchLeavingForms } from "./leaving.js";
import "./library.js";
import "./look.js";
import { marksOf } from "./marks.js";
import "./menus.js";
import "./nearby.js";
import { listNotSaved } from "./notsaved.js";
import "./paste.js";
import "./print.js";
import "./refused.js";
import "./review.js";
import "./revise.js";
import "./secondclick.js";
import "./selection.js";
import { start } from "./send.js";
import "./sources.js";
import "./waiting.js";
import { hideFromOthers, sayWhosePageIsLeft } from "./whose.js";
import { takeOverAhead } from "./write.js";

/** A permalink, or a card that the server has opened, is where one starts. */
function startAtClaim() {
  const named = Number(location.hash.replace("#claim-", "")) || openClaim();
  if (named && marksOf(named).length) select(named);
}

watchLeavingForms();
sayWhosePageIsLeft();
hideFromOthers();
if (galley) startAtClaim();
if (document.body.dataset.person) {
  start().then((others) => {
    takeOverDrafts(others);
    if (galley || isOfComparison) listNotSaved();
    if (galley) takeOverAhead(others);
  });
}
