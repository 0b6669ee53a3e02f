package interchange

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"stet/server/factcheck"
	"stet/server/span"
)

// annReader gathers what the lines of an annotation file say of its text-bound annotations.
type annReader struct {
	items []*Item
	byID  map[string]*Item
	text  *span.Text     // nil where the file has none
	left  map[string]int // how many lines of a sort have no place here
}

// readAnn reads the annotations of a text, "" where it is not known.
func readAnn(left *allowance, content, text string) ([]Item, error) {
	r := annReader{byID: map[string]*Item{}, left: map[string]int{}}
	if text != "" {
		r.text = span.NewText(text)
	}
	number := 0
	for line := range linesOf(content) {
		if number++; !strings.HasPrefix(line, "T") {
			continue
		}
		if err := left.take(); err != nil {
			return nil, err
		}
		r.bound(number, line)
	}
	for line := range linesOf(content) {
		r.about(line)
	}
	return r.all(), left.ctx.Err()
}

func linesOf(content string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.SplitSeq(content, "\n") {
			if !yield(strings.TrimSuffix(line, "\r")) {
				return
			}
		}
	}
}

// bound reads a text-bound annotation: "T1", its type with its fragments, and its words, parted by tabs.
func (r *annReader) bound(number int, line string) {
	id, rest, _ := strings.Cut(line, "\t")
	where, words, _ := strings.Cut(rest, "\t")
	label, positions, _ := strings.Cut(where, " ")
	i := &Item{Name: clip(id), Quote: words}
	r.items = append(r.items, i)
	if r.byID[id] != nil {
		i.Name = fmt.Sprintf("line %d", number)
		i.Why = "There is another annotation under the same name, " + clip(id) + "."
		return
	}
	r.byID[id] = i
	if label != "Claim" {
		i.take("", label)
	}
	fragments, ok := fragmentsOf(positions)
	if !ok {
		i.Why = "Its positions cannot be read."
		return
	}
	i.Span = &factcheck.Span{Start: fragments[0].Start, End: fragments[len(fragments)-1].End}
	i.Pieces = r.text == nil && len(fragments) > 1
	if r.text != nil && r.parted(fragments) {
		i.Why = inPieces
	}
}

// fragmentsOf reads "0 5;6 10".
func fragmentsOf(positions string) (fragments []factcheck.Span, ok bool) {
	for fragment := range strings.SplitSeq(positions, ";") {
		from, to, _ := strings.Cut(strings.TrimSpace(fragment), " ")
		start, err := strconv.Atoi(from)
		end, bad := strconv.Atoi(to)
		if err != nil || bad != nil || start < 0 || end <= start {
			return nil, false
		}
		fragments = append(fragments, factcheck.Span{Start: start, End: end})
	}
	slices.SortFunc(fragments, func(a, b factcheck.Span) int { return cmp.Compare(a.Start, b.Start) })
	return fragments, true
}

// parted says whether there is more than white space between fragments, or more of it than a claim could hold.
func (r *annReader) parted(fragments []factcheck.Span) bool {
	last := len(fragments) - 1
	if last > 0 && fragments[last].End-fragments[0].Start > maxMarked {
		return true
	}
	for n := 1; n <= last; n++ {
		if strings.TrimSpace(r.text.Slice(factcheck.Span{Start: fragments[n-1].End, End: fragments[n].Start})) != "" {
			return true
		}
	}
	return false
}

// about reads a line about a text-bound annotation, or counts it as having no place here.
func (r *annReader) about(line string) {
	id, rest, _ := strings.Cut(line, "\t")
	head, tail, _ := strings.Cut(rest, "\t")
	fields := strings.SplitN(head, " ", 3)
	switch {
	case strings.TrimSpace(line) == "" || strings.HasPrefix(id, "T"):
		return
	case id == "" || len(fields) < 2 || r.byID[fields[1]] == nil:
		r.left[sortOf(id)]++
		return
	}
	i, value := r.byID[fields[1]], strings.Join(fields[2:], " ")
	switch id[0] {
	case 'A', 'M':
		i.takeAttribute(fields[0], value)
	case '#':
		i.takeBratNote(fields[0], strings.ReplaceAll(tail, "␤", "\n"))
	case 'N':
		i.takeReference(value, strings.ReplaceAll(tail, "␤", " "))
	default:
		r.left[sortOf(id)]++
	}
}

func (i *Item) takeAttribute(name, value string) {
	if value == "" && (i.takeVerdict(name) || i.takeKind(name)) {
		return
	}
	if value == "" {
		i.note("Label: " + name)
		return
	}
	i.take(name, value)
}

func (i *Item) takeBratNote(name, text string) {
	switch {
	case name != "AnnotatorNotes":
		i.take(name, text)
	case !i.remarked():
		i.Note = strings.TrimSpace(text + "\n\n" + i.Note)
	}
}

// takeReference takes a reference for a source: a web address, or what a database has under a name.
func (i *Item) takeReference(address, title string) {
	title = strings.TrimSpace(title)
	if title == address {
		title = ""
	}
	i.cite(factcheck.Citation{URL: address, Title: title, Stance: factcheck.Context})
}

func sortOf(id string) string {
	switch {
	case strings.HasPrefix(id, "E"):
		return "events"
	case strings.HasPrefix(id, "R"):
		return "relations"
	case strings.HasPrefix(id, "*"):
		return "equivalences"
	}
	return "other lines"
}

var whyLeft = map[string]string{
	"events":       "Events have no place on a desk; the words that they hang on come in.",
	"relations":    "Relations between passages have no place on a desk.",
	"equivalences": "Equivalences between passages have no place on a desk.",
	"other lines":  "These lines are about none of the passages that are marked, or cannot be read.",
}

// all gives the items, and one for each sort of line that has no place.
func (r *annReader) all() []Item {
	part := Part{}
	for _, i := range r.items {
		part.Items = append(part.Items, *i)
	}
	for _, sort := range []string{"events", "relations", "equivalences", "other lines"} {
		part.leave(sort, r.left[sort], whyLeft[sort])
	}
	return part.Items
}
