package extract

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"
)

// unknownSign stands for a sign that cannot be told.
const unknownSign = '□'

// What the fonts of signs show for the codes from 0x20 and from 0xA0 on, each to 0x7E and 0xFE; of Wingdings that which is common.
// Source: Adobe's symbol encoding, as the Unicode consortium maps it in VENDORS/ADOBE/symbol.txt.
const (
	symbolsLow = ` !∀#∃%&∋()∗+,−./0123456789:;<=>?` +
		`≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_` +
		`□αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼`
	symbolsHigh = `€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵` +
		`ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓` +
		`◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪□〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭`
)

var (
	symbols   = signsOf(symbolsLow, symbolsHigh)
	wingdings = map[int]rune{0x4A: '☺', 0x6C: '●', 0x6E: '■', 0x6F: '□', 0xA7: '▪', 0xA8: '◻', 0xD8: '➢', 0xDF: '←', 0xE0: '→', 0xE1: '↑', 0xE2: '↓', 0xFB: '✗', 0xFC: '✓', 0xFD: '☒', 0xFE: '☑'}
)

func signsOf(low, high string) map[int]rune {
	signs := map[int]rune{}
	for i, r := range []rune(low) {
		signs[0x20+i] = r
	}
	for i, r := range []rune(high) {
		signs[0xA0+i] = r
	}
	delete(signs, 0x60) // only lengthens a root
	delete(signs, 0xF0) // a company's
	return signs
}

// sign writes a sign that was put in from a font, and counts those that cannot be told.
func (b *wordBody) sign(t xml.StartElement) {
	sign := signOf(value(t, "font"), value(t, "char"))
	if sign == 0 {
		b.unread.signs++
		sign = unknownSign
	}
	b.write(string(sign))
}

// signOf gives what a font shows for a code in hexadecimal digits; 0 where that is not known. Fonts of signs have theirs from 0xF000 on.
func signOf(font, digits string) rune {
	code, err := strconv.ParseInt(digits, 16, 32)
	switch {
	case err != nil:
		return 0
	case strings.EqualFold(font, "Symbol"):
		return symbols[int(code%0xF000)]
	case strings.EqualFold(font, "Wingdings"):
		return wingdings[int(code%0xF000)]
	case !unicode.IsGraphic(rune(code)):
		return 0
	}
	return rune(code)
}
