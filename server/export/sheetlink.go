package export

import (
	"net/url"
	"strconv"
	"strings"
)

const (
	linksOfSheet   = 65_530  // the links that Excel takes in a sheet; it calls a file with more of them damaged
	unitsOfAddress = 2_079   // the longest address that Excel takes, in UTF-16 units
	bytesOfLinks   = 8 << 20 // of addresses that are kept until the rows of a sheet have been written
)

// sheetLinks are the links of a sheet. They stand behind its rows, and where they lead in a part of their own.
type sheetLinks struct {
	list  []sheetLink
	bytes int // of their addresses
}

type sheetLink struct {
	column  string
	row     int
	address string
}

// add takes up a link, unless there are too many or it is none that Excel takes. What is no link stays a text.
func (l *sheetLinks) add(column string, row int, address string) bool {
	if len(l.list) == linksOfSheet || l.bytes+len(address) > bytesOfLinks || !isTarget(address) {
		return false
	}
	l.list = append(l.list, sheetLink{column, row, strings.Clone(address)})
	l.bytes += len(address)
	return true
}

// isTarget says whether Excel takes a web address, which it may call damage of the whole file otherwise.
func isTarget(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || strings.ContainsAny(u.Host, `[]%"<> `) {
		return false
	}
	return len(address)*len("%20") <= unitsOfAddress || len(firstUnits(escapedTarget(address), unitsOfAddress)) == len(escapedTarget(address))
}

// escapedTarget writes an address without what Excel takes in none.
func escapedTarget(address string) string {
	var b strings.Builder
	for i := range len(address) {
		c := address[i]
		wild := c == '%' && !(i+2 < len(address) && isHex(address[i+1]) && isHex(address[i+2]))
		if wild || c <= ' ' || c == 0x7F || strings.IndexByte("\"<>[]`^{}|\\", c) >= 0 {
			b.WriteString("%" + string("0123456789ABCDEF"[c>>4]) + string("0123456789ABCDEF"[c&15]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// writePlaces writes where the links stand. What follows the "#" of an address stands here, as Excel has it.
func (l *sheetLinks) writePlaces(g *gathered) error {
	if len(l.list) == 0 {
		return nil
	}
	g.out = append(g.out, "<hyperlinks>"...)
	for i, link := range l.list {
		g.out = append(append(g.out, `<hyperlink ref="`...), link.column...)
		g.out = strconv.AppendInt(g.out, int64(link.row), 10)
		g.out = strconv.AppendInt(append(g.out, `" r:id="rId`...), int64(i+1), 10)
		if _, fragment, found := strings.Cut(escapedTarget(link.address), "#"); found {
			g.out = appendOOXML(append(g.out, `" location="`...), fragment)
		}
		g.out = append(g.out, `"/>`...)
		if err := g.writeWhenMany(); err != nil {
			return err
		}
	}
	g.out = append(g.out, "</hyperlinks>"...)
	return nil
}

// writeTargets writes where the links lead.
func (l *sheetLinks) writeTargets(g *gathered) error {
	for i, link := range l.list {
		target, _, _ := strings.Cut(escapedTarget(link.address), "#")
		g.out = strconv.AppendInt(append(g.out, `<Relationship Id="rId`...), int64(i+1), 10)
		g.out = append(append(g.out, `" Type="`...), officeRelations+"hyperlink"...)
		g.out = appendOOXML(append(g.out, `" Target="`...), target)
		g.out = append(g.out, `" TargetMode="External"/>`...)
		if err := g.writeWhenMany(); err != nil {
			return err
		}
	}
	return nil
}
