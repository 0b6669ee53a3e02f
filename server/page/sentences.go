package page

import (
	"strconv"

	"stet/server/desk"
	"stet/server/span"
)

// sentences gives the spans of a revision's sentences, in code points, as JSON: [[0,41],[42,90]].
func (p *Pages) sentences(revision *desk.Revision) []byte {
	name := "sentences " + id(revision.ArticleID) + " " + strconv.Itoa(revision.Number)
	if known, ok := p.bodies.get(name); ok {
		return known
	}
	list := []byte{'['}
	for i, s := range span.Sentences(revision.Index, revision.Blocks) {
		if i > 0 {
			list = append(list, ',')
		}
		list = append(strconv.AppendInt(append(list, '['), int64(s.Start), 10), ',')
		list = append(strconv.AppendInt(list, int64(s.End), 10), ']')
	}
	list = append(list, ']')
	p.bodies.put(name, list)
	return list
}
