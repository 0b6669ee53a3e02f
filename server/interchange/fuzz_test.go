package interchange

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"stet/server/factcheck"
)

const fuzzedText = "Café society 😀 spent 12.62 million.\n\nAnd more was café talk.\nThe end, 精彩。"

// fuzz reads whatever comes as a format. Nothing may break, every item is placed where a claim can stand or left out with a reason,
// and what is told of it can be shown.
func fuzz(f *testing.F, format Format, seeds ...string) {
	d := document(f, fuzzedText)
	f.Add(written(f, format, d, marked(d, factcheck.Span{Start: 5, End: 9}, factcheck.Claim{Verdict: factcheck.Disputed, Rating: 2, Note: "a\nb", Speaker: "c", Citations: cited}),
		marked(d, factcheck.Span{Start: 13, End: 45}, factcheck.Claim{Kind: factcheck.Money})))
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := Read(t.Context(), bytes.NewReader(raw), format, d.Text)
		if err != nil {
			var known *factcheck.Error
			if !errors.As(err, &known) || !utf8.ValidString(known.Message) {
				t.Fatalf("it fails with %v", err)
			}
			return
		}
		placed, skipped, err := file.Place(t.Context(), d.Text)
		if factcheck.CodeOf(err) == factcheck.TooLarge {
			return
		}
		if len(placed)+len(skipped) != file.Count() {
			t.Fatalf("%d placed and %d left out of %d", len(placed), len(skipped), file.Count())
		}
		for _, p := range placed {
			if err := d.Text.Check(p.At); err != nil || p.Why != "" || !utf8.ValidString(p.Note+p.Speaker+p.Name) {
				t.Fatalf("placed %+v: %v", p, err)
			}
		}
		for _, s := range skipped {
			if s.Item == "" || s.Why == "" {
				t.Fatalf("left out %+v", s)
			}
		}
	})
}

func FuzzWebAnnotation(f *testing.F) {
	fuzz(f, WebAnnotation, `{"@context":"x","type":"Annotation","body":["http://a","b",{"items":[{"value":"c"}]}],"target":[{"selector":{"refinedBy":[{"type":"TextQuoteSelector","exact":"The end"}]}},"http://b"]}`)
}

func FuzzHypothesis(f *testing.F) {
	fuzz(f, Hypothesis, `[{"uri":"x","text":"t","tags":["Disputed","rating: 3","speaker: x","other"],"references":["a"],"target":[{"selector":[{"type":"TextPositionSelector","start":13,"end":15}]}]}]`)
}

func FuzzDoccano(f *testing.F) {
	fuzz(f, Doccano, `{"text":"The end","entities":[{"label":"money","start_offset":0,"end_offset":3}],"relations":[{}],"Comments":["x"]}`+"\n"+`{"data":"x","label":["y",[0],[0,1,"z"]]}`)
}

func FuzzBrat(f *testing.F) {
	fuzz(f, Brat, "T1\tPerson 0 4;5 9\tCafé soci\nA1\tNegation T1\nN1\tReference T1 Wiki:1\tx\nE1\tBe:T1\nR1\tx Arg1:T1 Arg2:T1\n*\tEquiv T1 T1\n#1\tAnnotatorNotes T1\tn\n\t\nT1\tx 0 1\ty\n")
}

func FuzzWebAnnoTSV(f *testing.F) {
	fuzz(f, WebAnnoTSV, "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.NamedEntity|value|ROLE_x_y|z\n#T_RL=b|c|BT_a\n#T_SP=x.lexmorph.type.pos.POS|p\n\n\n#Text=The end\n1-1\t0-3\tThe\tPER[1]|LOC[2]\t_\t_\t_\t_\tDT\n1-2\t4-7\tend\tPER[1]\t_\t_\t_\t1-1\tNN\n1-2.1\t4-5\te\t*\t_\t_\t_\t_\t_\n")
}

func FuzzDetect(f *testing.F) {
	d := document(f, fuzzedText)
	for _, format := range Formats {
		f.Add(written(f, format, d, marked(d, factcheck.Span{Start: 5, End: 9}, factcheck.Claim{})))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		format, err := Detect(raw)
		if (err == nil) != (traitsOf[format].name != "") {
			t.Fatalf("taken for %q, %v", format, err)
		}
	})
}
