package extract

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// wordLists knows which lists of a Word file are numbered, and counts their items.
type wordLists struct {
	formats map[string]string // by pattern and level: "decimal", "bullet"
	pattern map[string]string // what a list is made after, by list
	counts  map[string]int    // numbers given out, by list and level

	of, level string // the pattern or list that is described, and the level of it
}

func newWordLists() wordLists {
	return wordLists{formats: map[string]string{}, pattern: map[string]string{}, counts: map[string]int{}}
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
		l.formats[l.of+"/"+l.level] = value(t, "val")
	case "num":
		l.of = value(t, "numId")
	case "abstractNumId":
		l.pattern[l.of] = value(t, "val")
	}
}

// number gives what stands before the next item of a list at a level: "3. ", or nothing before a bullet.
func (l *wordLists) number(list, level string) string {
	if l.formats[l.pattern[list]+"/"+level] != "decimal" {
		return ""
	}
	at := list + "/" + level
	l.counts[at]++
	for key := range l.counts { // what is further in begins anew
		if strings.HasPrefix(key, list+"/") && key > at {
			delete(l.counts, key)
		}
	}
	return fmt.Sprintf("%d. ", l.counts[at])
}
