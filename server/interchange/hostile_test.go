package interchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/span"
)

// made says how many bytes are made by what is done.
func made(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func inJSONList(n int, item func(i int) string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = item(i)
	}
	return "[" + strings.Join(items, ",") + "]"
}

func hypothesisRow(selectors string) string {
	return `{"uri":"x","target":[{"selector":[` + selectors + `]}]}`
}

func doccanoLine(text string, labels string) string {
	raw, _ := json.Marshal(text)
	return fmt.Sprintf(`{"text":%s,"label":%s}`+"\n", raw, labels)
}

// TestWhatAsksForMuchWorkIsRefused gives each reader a file that would be worth gigabytes or hours, and looks that little is made of it.
func TestWhatAsksForMuchWorkIsRefused(t *testing.T) {
	article := span.NewText("A text.")
	deep := func(before, after string) string {
		return strings.Repeat(before, 4_000) + `"` + strings.Repeat("z", 2<<20) + `"` + strings.Repeat(after, 4_000)
	}
	empty := map[string]string{}
	for i := range maxFiles + 1 {
		empty[fmt.Sprint(i, ".ann")] = ""
	}
	for name, c := range map[string]struct {
		format    Format
		file, why string
	}{
		"rows without end":                 {Hypothesis, inJSONList(700_000, func(int) string { return "{}" }), "more than 250000 values"},
		"rows of few characters":           {Hypothesis, strings.Repeat("null\n", 800_000), "more than 2000 passages"},
		"rows within rows":                 {Hypothesis, `{"rows":` + inJSONList(100_000, func(int) string { return "{}" }) + "}", "more than 2000 passages"},
		"annotations without end":          {"", `{"items":` + inJSONList(800_000, func(int) string { return "0" }) + "}", "more than 250000 values"},
		"annotations that are none":        {WebAnnotation, `{"items":` + inJSONList(200_000, func(int) string { return "0" }) + "}", "more than 2000 passages"},
		"targets":                          {WebAnnotation, `{"target":` + inJSONList(200_000, func(int) string { return "0" }) + "}", "more than 2000 passages"},
		"bodies within bodies":             {WebAnnotation, `{"target":"x","body":` + deep(`{"items":[`, "]}") + "}", "more than 32 deep"},
		"selectors within selectors":       {"", `{"uri":"x","target":[{"selector":[` + deep(`{"refinedBy":`, "}") + "]}]}", "more than 32 deep"},
		"labels":                           {Doccano, doccanoLine("A text.", inJSONList(50_000, func(int) string { return `[0,1,"x"]` })), "more than 2000 passages"},
		"lines with a label each":          {Doccano, strings.Repeat(doccanoLine("A text.", "[[0,1]]"), 50_000), "more than 2000 passages"},
		"lines without":                    {Doccano, strings.Repeat(`{"text":"x"}`+"\n", 300_000), "more than 250000 values"},
		"annotations of two bytes":         {Brat, strings.Repeat("T\n", 2_000_000), "more than 2000 passages"},
		"empty files":                      {Brat, zipped(t, empty), "holds 2001 files; at most 2000"},
		"features without end":             {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#T_SP=a" + strings.Repeat("|b", 1_000_000) + "\n#Text=A\n1-1\t0-1\tA\tx\n", "more than 200 features"},
		"layers without end":               {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n" + strings.Repeat("#T_SP=a\n", 300_000), "more than 200 features"},
		"a long name":                      {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#T_SP=" + strings.Repeat("n", 1<<20) + "|b\n", "name of more than 200 bytes"},
		"marks stacked on one word":        {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#T_SP=a|b\n#Text=A\n1-1\t0-1\tA\t" + strings.Repeat("x|", 1_000_000) + "\n", "more than 2000 passages"},
		"marks of grammar":                 {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.lexmorph.type.pos.POS|b\n#Text=A\n1-1\t0-1\tA\t" + strings.Repeat("x|", 1_000_000) + "\n", "more than 400000 annotations"},
		"a long number of a word":          {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.lexmorph.type.pos.POS|b\n#Text=A\n" + strings.Repeat("1", 3<<20) + "\t0-1\tA\t" + strings.Repeat("x|", 400_000) + "\n", "line 4 has a number of more than 200 bytes"},
		"a long number of a claim's word":  {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#T_SP=a|b\n#Text=A\n" + strings.Repeat("1", 3<<20) + "\t0-1\tA\t" + strings.Repeat("x|", 1_000) + "\n", "line 4 has a number of more than 200 bytes"},
		"an offset that is not the file's": {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#Text=A\n1-1\t4194305-4194306\tA\n", "begins a sentence at offset"},
	} {
		var err error
		bytes := made(func() { _, err = Read(t.Context(), strings.NewReader(c.file), c.format, article) })
		if code := factcheck.CodeOf(err); code != factcheck.TooLarge && code != factcheck.Invalid || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: %v, want %q", name, err, c.why)
		}
		if bytes > 512<<20 {
			t.Errorf("%s: %d MB were made of %d KB", name, bytes>>20, len(c.file)>>10)
		}
	}
}

// TestALongArticleIsGoneThroughFewTimes holds an article of millions of characters against files whose every item is nearly there.
func TestALongArticleIsGoneThroughFewTimes(t *testing.T) {
	const sentence = "One two, “three” four. "
	long := strings.Repeat(sentence, 25_000)
	heap := "a" + strings.Repeat("\u0323", 300_000)
	equal := strings.Repeat(`"`, 300_000)
	var other strings.Builder
	for i := range 50_000 {
		fmt.Fprintf(&other, "abc “%d” ", i)
	}
	everywhere := func(i int) string {
		return fmt.Sprintf(`{"type":"TextPositionSelector","start":%d,"end":%d}`, i, 500_000-i)
	}
	for name, c := range map[string]struct {
		text   string
		format Format
		file   string
		error  factcheck.Code
	}{
		"quotes between other words": {long, Hypothesis, inJSONList(MaxItems, func(i int) string {
			return hypothesisRow(fmt.Sprintf(`{"type":"TextQuoteSelector","exact":"two, \"three\"","prefix":"zq%d ","suffix":" y"}`, i))
		}), ""},
		"quotes that stand nowhere": {long, Hypothesis, inJSONList(MaxItems, func(i int) string {
			return hypothesisRow(fmt.Sprintf(`{"type":"TextQuoteSelector","exact":"two, ”three %d"}`, i))
		}), ""},
		"short quotes at long positions": {long, Hypothesis, inJSONList(MaxItems, func(i int) string {
			return hypothesisRow(everywhere(i) + `,{"type":"TextQuoteSelector","exact":"two"}`)
		}), ""},
		"pieces of other texts": {long, Doccano, strings.Join(strings.Split(inJSONList(MaxItems, func(i int) string {
			return strings.TrimSpace(doccanoLine(fmt.Sprint("“three” four. ", i), `[[0,5,"x"]]`))
		}), "},{"), "},\n{"), ""},
		"pieces that stand everywhere": {long, Doccano, inJSONList(MaxItems, func(i int) string {
			return strings.TrimSpace(doccanoLine(sentence, `[[0,5,"x"]]`))
		}), ""},
		"long labels in another text": {long, Doccano, doccanoLine(other.String(), inJSONList(MaxItems, func(i int) string {
			return fmt.Sprintf(`[%d,%d,"x"]`, i, i+9_000)
		})), factcheck.TooLarge},
		"blanks in another text": {long, Doccano, doccanoLine("x"+strings.Repeat(" ", 300_000)+"x", inJSONList(MaxItems, func(i int) string {
			return fmt.Sprintf(`[%d,%d,"x"]`, i+1, 300_000-i)
		})), ""},
		"accents in a heap of them": {heap, Hypothesis, inJSONList(MaxItems, func(i int) string {
			return hypothesisRow(fmt.Sprintf(`{"type":"TextPositionSelector","start":%d,"end":%d},{"type":"TextQuoteSelector","exact":"\u0323"}`, 150_000+i, 150_001+i))
		}), ""},
		"one sign among its like": {equal, Hypothesis, inJSONList(MaxItems, func(i int) string {
			return hypothesisRow(fmt.Sprintf(`{"type":"TextQuoteSelector","exact":"%s“"}`, strings.Repeat("“", i%100)))
		}), ""},
		"a long quote of one sign": {equal, Hypothesis, inJSONList(200, func(i int) string {
			return hypothesisRow(`{"type":"TextQuoteSelector","exact":"` + strings.Repeat(`\"`, 9_000+i) + `"}`)
		}), ""},
	} {
		article := span.NewText(c.text)
		var placed []Placed
		var skipped []Skipped
		var err error
		bytes := made(func() {
			var file File
			if file, err = Read(t.Context(), strings.NewReader(c.file), c.format, article); err == nil {
				placed, skipped, err = file.Place(t.Context(), article)
			}
		})
		if factcheck.CodeOf(err) != c.error || err == nil && len(placed)+len(skipped) == 0 {
			t.Errorf("%s: %d placed, %d left out, %v", name, len(placed), len(skipped), err)
		}
		if bytes > 320<<20 {
			t.Errorf("%s: %d MB were made of an article of %d", name, bytes>>20, len(c.text)>>20)
		}
	}
}

// TestWhatIsSaidOfOneItemIsBounded gives an item more sources and remarks than it could keep.
func TestWhatIsSaidOfOneItemIsBounded(t *testing.T) {
	article := span.NewText("A text.")
	for name, c := range map[string]struct {
		format Format
		file   string
	}{
		"sources":         {WebAnnotation, `{"target":"x","body":` + inJSONList(50_000, func(int) string { return `"a"` }) + "}"},
		"bodies":          {WebAnnotation, `{"target":"x","body":` + inJSONList(25_000, func(int) string { return `{"value":"abcdefghij"}` }) + "}"},
		"notes":           {Brat, "T1\tx 0 1\tA\n" + strings.Repeat("#1\tAnnotatorNotes T1\tabcdefghij\n", 25_000)},
		"attributes":      {Brat, "T1\tx 0 1\tA\n" + strings.Repeat("A1\tabcdefghij T1\n", 40_000)},
		"references":      {Brat, "T1\tx 0 1\tA\n" + strings.Repeat("N1\tReference T1 a:b\tc\n", 40_000)},
		"tags":            {Hypothesis, `{"uri":"x","target":[],"tags":` + inJSONList(50_000, func(int) string { return `"abcdefghij"` }) + "}"},
		"sources of ours": {Hypothesis, `{"uri":"x","target":[],"stet":{"citations":` + inJSONList(12_000, func(int) string { return `{"URL":"a"}` }) + "}}"},
	} {
		var file File
		var err error
		bytes := made(func() { file, err = Read(t.Context(), strings.NewReader(c.file), c.format, article) })
		if err != nil || file.Count() != 1 || len(file.Parts[0].Items[0].Citations) > factcheck.MaxCitations+1 || len(file.Parts[0].Items[0].Note) > 32*maxRemarks {
			t.Errorf("%s: %d items, %v", name, file.Count(), err)
		}
		if bytes > 128<<20 {
			t.Errorf("%s: %d MB were made of %d KB", name, bytes>>20, len(c.file)>>10)
		}
	}
}

// ends is a context that ends once it has been asked so many times whether it has.
type ends struct {
	context.Context
	after int
}

func (e *ends) Err() error {
	if e.after--; e.after < 0 {
		return context.Canceled
	}
	return nil
}

// TestWhoIsGoneIsNotReadOnFor ends the request in the midst of reading each format, and of placing what was read.
func TestWhoIsGoneIsNotReadOnFor(t *testing.T) {
	article := span.NewText(strings.Repeat("Some words. ", 100))
	many := map[string]string{}
	for i := range 100 {
		many[fmt.Sprint(i, ".ann")] = "T1\tx 0 4\tSome\n"
	}
	for name, c := range map[string]struct {
		format Format
		file   string
	}{
		"Web Annotation": {WebAnnotation, inJSONList(100, func(int) string { return `{"target":"x"}` })},
		"Hypothesis":     {Hypothesis, inJSONList(100, func(int) string { return "{}" })},
		"doccano":        {Doccano, strings.Repeat(doccanoLine("Some words.", "[]"), 100)},
		"brat":           {Brat, strings.Repeat("T1\tx 0 4\tSome\n", 100)},
		"brat, zipped":   {Brat, zipped(t, many)},
		"WebAnno TSV":    {WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n" + strings.Repeat("\n", 100)},
	} {
		gone := &ends{t.Context(), 50}
		if _, err := Read(gone, strings.NewReader(c.file), c.format, article); !errors.Is(err, context.Canceled) || gone.after < -1 {
			t.Errorf("%s: %v after %d looks more", name, err, -gone.after)
		}
	}
	file, err := Read(t.Context(), strings.NewReader(strings.Repeat("T1\tx 0 4\tSome\n", 100)), Brat, article)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := file.Place(&ends{t.Context(), 50}, article); !errors.Is(err, context.Canceled) {
		t.Errorf("placing ends with %v", err)
	}
}

// TestAFullFileOfOursIsWithinTheLimits brings as many claims as may come in back out of each format, each with all that it can say.
func TestAFullFileOfOursIsWithinTheLimits(t *testing.T) {
	d := document(t, strings.Repeat("Twelve words stand here in a sentence, and others after them. ", 200))
	var claims []factcheck.Claim
	for i := range MaxItems {
		claims = append(claims, marked(d, factcheck.Span{Start: i, End: i + 12}, factcheck.Claim{Kind: factcheck.Money, Verdict: factcheck.Disputed, Rating: 2, Note: "a note", Speaker: "somebody", Citations: cited[:1]}))
	}
	for _, f := range Formats {
		raw := written(t, f, d, claims...)
		file, err := Read(t.Context(), strings.NewReader(string(raw)), "", d.Text)
		if err != nil && (len(raw) <= MaxBytes || factcheck.CodeOf(err) != factcheck.TooLarge) {
			t.Errorf("%s, %d KB: %v", f, len(raw)>>10, err)
			continue
		}
		if placed, skipped, err := file.Place(t.Context(), d.Text); len(raw) <= MaxBytes && (len(placed) != MaxItems || err != nil) {
			t.Errorf("%s: %d placed, %d left out, %v", f, len(placed), len(skipped), err)
		}
	}
}
