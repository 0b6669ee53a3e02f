package export

import (
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"stet/server/factcheck"
)

// cell is the content of a cell of a sheet. The zero value is an empty one.
type cell struct {
	kind   cellKind
	text   string
	number float64
}

type cellKind byte

const (
	emptyCell cellKind = iota
	textCell
	linkCell // a text that is a web address
	numberCell
	boolCell
	dayCell    // days since the last of 1899, as spreadsheets count
	momentCell // the same, with a fraction
)

func text(s string) cell {
	if s == "" {
		return cell{}
	}
	return cell{kind: textCell, text: s}
}

// address is a text that leads somewhere if it is a web address.
func address(s string) cell {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return cell{kind: linkCell, text: s}
	}
	return text(s)
}

func number(n int64) cell { return cell{kind: numberCell, number: float64(n)} }

func numberOrNothing(n int64) cell {
	if n == 0 {
		return cell{}
	}
	return number(n)
}

func yesOrNo(is bool) cell {
	if is {
		return cell{kind: boolCell, number: 1}
	}
	return cell{kind: boolCell}
}

// firstYear is where a spreadsheet's calendar begins. Earlier dates stay text.
const firstYear = 1900

// epoch is the day of 1970-01-01 in the count of spreadsheets.
const epoch = 25_569

const secondsOfDay = 24 * 60 * 60

func day(date string) cell {
	if at, err := time.Parse(time.DateOnly, date); err == nil && at.Year() > firstYear {
		return cell{kind: dayCell, number: float64(epoch + at.Unix()/secondsOfDay)}
	}
	return text(date)
}

// moment is a time to the second.
func moment(t factcheck.Timestamp) cell {
	return cell{kind: momentCell, number: epoch + float64(t.Time().Unix())/secondsOfDay}
}

// mostUnits is how many UTF-16 units of text a cell holds.
const mostUnits = 32_767

// cut ends a text of which a cell cannot hold all.
const cut = "… (cut: a cell holds no more; the sheet " + longTexts + " has all of it)"

// fits says whether a cell holds all of a text.
func fits(s string) bool { return len(s) <= mostUnits || len(firstUnits(s, mostUnits)) == len(s) }

// shown gives what a cell shows of a text.
func shown(s string) string {
	if fits(s) {
		return s
	}
	return firstUnits(s, mostUnits-utf8.RuneCountInString(cut)) + cut
}

// firstUnits gives as much of s as goes into so many UTF-16 units, and no half of a character.
func firstUnits(s string, most int) string {
	units := 0
	for at, c := range s {
		if units++; c > 0xFFFF {
			units++
		}
		if units > most {
			return s[:at]
		}
	}
	return s
}

// pieces cuts a text into parts that a cell holds.
func pieces(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s != "" {
			piece := firstUnits(s, mostUnits)
			if s = s[len(piece):]; !yield(piece) {
				return
			}
		}
	}
}

// append writes the cell that stands at a reference such as "B7"; linked says whether it is a link.
func (c cell) append(b []byte, column string, row int, linked bool) []byte {
	if c.kind == emptyCell {
		return b
	}
	b = append(append(b, `<c r="`...), column...)
	b = append(strconv.AppendInt(b, int64(row), 10), '"')
	if style := c.style(linked); style != plainStyle {
		b = append(strconv.AppendInt(append(b, ` s="`...), int64(style), 10), '"')
	}
	switch c.kind {
	case textCell, linkCell:
		b = append(b, ` t="inlineStr"><is><t xml:space="preserve">`...)
		return append(appendOOXML(b, shown(c.text)), `</t></is></c>`...)
	case boolCell:
		b = append(b, ` t="b"`...)
	}
	b = strconv.AppendFloat(append(b, `><v>`...), c.number, 'f', -1, 64)
	return append(b, `</v></c>`...)
}

func (c cell) style(linked bool) int {
	switch {
	case c.kind == dayCell:
		return dayStyle
	case c.kind == momentCell:
		return momentStyle
	case linked:
		return linkStyle
	case c.kind == textCell && strings.IndexByte(formulaMarks, c.text[0]) >= 0:
		return quotedStyle
	}
	return plainStyle
}
