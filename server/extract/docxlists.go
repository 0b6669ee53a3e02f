package extract

import (
	"encoding/xml"
	"fmt"
	"strconv"
)

// wordLists knows which lists of a Word file are numbered, and counts their items.
type wordLists struct {
	formats map[wordLevel]string        // "decimal", "bullet"
	starts  map[wordLevel]int           // the first number less 1
	own     map[wordLevel]int           // likewise, of a list that begins otherwise than its pattern; the list stands for the pattern
	pattern map[string]string           // what a list is made after, by list
	counts  map[string]*[wordLevels]int // numbers given out, by list, at each level

	of, level string // the pattern or list that is described, and the level of it
}

// wordLevel is a level of the pattern that lists are made after.
type wordLevel struct {
	pattern string
	level   int // from 0
}

func newWordLists() wordLists {
	return wordLists{formats: map[wordLevel]string{}, starts: map[wordLevel]int{}, own: map[wordLevel]int{}, pattern: map[string]string{}, counts: map[string]*[wordLevels]int{}}
}

// anew gives the same lists, of which no items have been counted yet.
func (l wordLists) anew() wordLists {
	l.counts = map[string]*[wordLevels]int{}
	return l
}

func (l *wordLists) token(token xml.Token) {
	t, ok := token.(xml.StartElement)
	if !ok {
		return
	}
	switch t.Name.Local {
	case "abstractNum":
		l.of = value(t, "abstractNumId")
	case "lvl":
		l.level = value(t, "ilvl")
	case "numFmt":
		if at, ok := levelOf(l.level); ok {
			l.formats[wordLevel{l.of, at}] = value(t, "val")
		}
	case "start":
		l.begin(l.starts, value(t, "val"))
	case "lvlOverride":
		l.level = value(t, "ilvl")
	case "startOverride":
		l.begin(l.own, value(t, "val"))
	case "num":
		l.of = value(t, "numId")
	case "abstractNumId":
		l.pattern[l.of] = value(t, "val")
	}
}

func (l *wordLists) begin(starts map[wordLevel]int, first string) {
	number, err := strconv.Atoi(first)
	if at, ok := levelOf(l.level); ok && err == nil {
		starts[wordLevel{l.of, at}] = number - 1
	}
}

// wordLevels is how many levels a list has.
const wordLevels = 9

func levelOf(s string) (at int, ok bool) {
	at, err := strconv.Atoi(s)
	return at, err == nil && at >= 0 && at < wordLevels
}

// number gives what stands before the next item of a list at a level: "3. ", or nothing before a bullet, or at a level there is none of.
func (l *wordLists) number(list, level string) string {
	at, ok := levelOf(level)
	if !ok || l.formats[wordLevel{l.pattern[list], at}] != "decimal" {
		return ""
	}
	counts := l.counts[list]
	if counts == nil {
		counts = new([wordLevels]int)
		l.counts[list] = counts
	}
	counts[at]++
	clear(counts[at+1:]) // what is further in begins anew
	before, isOwn := l.own[wordLevel{list, at}]
	if !isOwn {
		before = l.starts[wordLevel{l.pattern[list], at}]
	}
	return fmt.Sprintf("%d. ", before+counts[at])
}
