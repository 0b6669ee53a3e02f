// Positions in a string: Unicode code points, as Stet counts, and UTF-16 units, as the browser counts. The one place of
// the scripts where units exist. Pure functions; tested against the same cases as the server's (testdata/offsets.json).

const isHigh = (/** @type {number} */ unit) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (/** @type {number} */ unit) => unit >= 0xdc00 && unit < 0xe000;

/** Whether a surrogate pair, one code point, begins at this unit. @param {string} text @param {number} unit */
const pairAt = (text, unit) => isHigh(text.charCodeAt(unit)) && isLow(text.charCodeAt(unit + 1));

/** How many code points a text has. @param {string} text */
export const countPoints = (text) => toPoints(text, text.length);

/**
 * The code point position of a unit position. A unit inside a surrogate pair is taken back to the pair's beginning, one
 * beyond the text to the text's end.
 * @param {string} text @param {number} unit
 */
export function toPoints(text, unit) {
  const until = Math.min(unit, text.length);
  let points = 0;
  for (let at = 0; at < until; points++) {
    const width = pairAt(text, at) ? 2 : 1;
    if (at + width > until) break;
    at += width;
  }
  return points;
}

/**
 * The unit position of a code point position; one beyond the text is taken back to the text's end.
 * @param {string} text @param {number} point
 */
export function toUnits(text, point) {
  let unit = 0;
  for (let left = point; left > 0 && unit < text.length; left--) unit += pairAt(text, unit) ? 2 : 1;
  return unit;
}
