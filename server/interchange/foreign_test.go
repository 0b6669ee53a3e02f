package interchange

import (
	"strings"
	"testing"

	"stet/server/factcheck"
)

const foreignText = "Japan was struck by a storm. The storm 😀 cost 12.62 million yen.\n\nJapan rebuilt."

// TestFilesOfOtherTools reads files as other tools write them, whose labels are not those of a desk.
func TestFilesOfOtherTools(t *testing.T) {
	d := document(t, foreignText)
	for name, c := range map[string]struct {
		file string
		want []told // in the order of the file; the quote, the words, where they are in doubt the place
		left []string
	}{
		"W3C, one annotation with a bare body": {
			file: `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://a/1","type":"Annotation","bodyValue":"Check this","target":{"source":"http://b/","selector":{"type":"TextQuoteSelector","exact":"cost 12.62 million","prefix":"😀 "}}}`,
			want: []told{{Quote: "cost 12.62 million", Note: "Check this"}},
		},
		"W3C, an older page with tags, a link and refinement": {
			file: `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationPage","items":[
				{"type":"Annotation","body":[{"type":"TextualBody","value":"Disputed","purpose":"tagging"},{"type":"TextualBody","value":"why?"},"https://example.org/src"],
				 "target":{"source":"x","selector":{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"Japan","suffix":" rebuilt"}}}},
				{"type":"Annotation","target":"http://b/"},
				{"type":"Annotation","target":{"source":"x","selector":{"type":"TextPositionSelector","start":0,"end":5}}},
				{"type":"Annotation","target":{"source":"x","selector":{"type":"SvgSelector","value":"<svg/>"}}}]}`,
			want: []told{{Quote: "Japan", Verdict: factcheck.Disputed, Note: "why?", Citations: "https://example.org/src", Span: factcheck.Span{Start: 66, End: 71}}},
			left: []string{"annotation 2: It is about the whole article", "annotation 3: It gives a position, but not the words", "annotation 4: It marks its words in a way"},
		},
		"Hypothesis, a search": {
			file: `{"total":3,"rows":[{"id":"abc","uri":"u","text":"Really?","tags":["money","econ"],"target":[{"source":"u","selector":[{"type":"RangeSelector","startContainer":"/p[1]"},{"type":"TextPositionSelector","start":999,"end":1015},{"type":"TextQuoteSelector","exact":"12.62 million yen","prefix":"x cost ","suffix":"."}]}]},
				{"id":"def","uri":"u","text":"I agree","references":["abc"],"target":[{"source":"u"}]},{"id":"ghi","uri":"u","text":"On the page","target":[{"source":"u"}]}]}`,
			want: []told{{Quote: "12.62 million yen", Kind: factcheck.Money, Note: "Really?\n\nTag: econ"}},
			left: []string{"row 2 (def): It is a reply", "row 3 (ghi): It is a note on the whole page"},
		},
		"doccano, a line a paragraph": {
			file: `{"id":1,"text":"Japan was struck by a storm. The storm 😀 cost 12.62 million yen.","label":[[39,44,"LOC"],[41,64,"disputed"]],"Comments":["look"]}` + "\n" +
				`{"id":2,"data":"Japan rebuilt.","label":[[0,5,"LOC"]]}`,
			want: []told{{Quote: "😀 cos", Note: "Label: LOC"}, {Quote: "cost 12.62 million yen.", Verdict: factcheck.Disputed}, {Quote: "Japan", Note: "Label: LOC", Span: factcheck.Span{Start: 66, End: 71}}},
			left: []string{"line 1, comments (1): Comments are on the whole text"},
		},
		"doccano, with relations": {
			file: `{"id":1,"text":"` + strings.ReplaceAll(foreignText, "\n", `\n`) + `","entities":[{"id":5,"label":"Money","start_offset":46,"end_offset":63},{"id":6,"label":"x","start_offset":46,"end_offset":9999}],"relations":[{"id":1,"from_id":5,"to_id":5,"type":"r"}]}`,
			want: []told{{Quote: "12.62 million yen", Kind: factcheck.Money}},
			left: []string{"line 1, label 2: Its position is not one of the file’s text", "line 1, relations (1): Relations"},
		},
		"brat, the .ann alone": {
			file: "T1\tLocation 0 5\tJapan\nT2\tMoney 46 63\t12.62 million yen\nT3\tX 66 71;72 79\tJapan rebuilt\nT4\tX 0 5;73 80\tJapan rebuilt\nA1\tNegation T2\nM1\tdisputed T3\nE1\tCost:T2 Who:T1\n#1\tAnnotatorNotes T2\tsee the budget\n",
			want: []told{{Quote: "Japan", Note: "Label: Location", Span: factcheck.Span{Start: 0, End: 5}}, {Quote: "12.62 million yen", Kind: factcheck.Money, Note: "see the budget\n\nLabel: Negation"}, {Quote: "Japan rebuilt", Note: "Label: X", Verdict: factcheck.Disputed}},
			left: []string{"T4: It marks pieces", "events (1): Events have no place"},
		},
		"WebAnno, named entities beside parts of speech": {
			file: "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n#T_RL=webanno.custom.Rel|BT_x\n\n\n" +
				"#Text=Japan was struck by a storm.\n1-1\t0-5\tJapan\tNNP\thttp://q/1\tLOC\t_\t\n1-2\t6-9\twas\tVBD\t_\t_\t1-1\t\n1-3\t10-27\tstruck by a storm\t_\t*[7]\t*[7]|Disputed[8]\t_\t\n1-4\t27-28\t.\t.\t*[7]\t*[7]\t_\t\n\n" +
				"#Text=The storm 😀 cost\n2-1\t29-38\tThe storm\t_\t_\t_\t_\t\n2-2\t39-41\t😀\t_\t_\tSYM\t_\t\n2-3\t42-46\tcost\t_\t_\t_\t_\t\n2-3.1\t42-45\tcos\t_\t_\tX\t_\t\n",
			want: []told{{Quote: "Japan", Note: "identifier: http://q/1\n\nvalue: LOC"}, {Quote: "struck by a storm", Verdict: factcheck.Disputed}, {Quote: "struck by a storm."}, {Quote: "😀", Note: "value: SYM"}, {Quote: "cos", Note: "value: X"}},
			left: []string{"annotations of other layers (3)", "relations, chains and roles (1)"},
		},
	} {
		back, skipped := placed(t, d, []byte(c.file), "")
		if len(back) != len(c.want) {
			t.Errorf("%s: %d came in, want %d: %+v, left out %+v", name, len(back), len(c.want), back, skipped)
			continue
		}
		for i, want := range c.want {
			got := tellPlaced(d, back[i])
			if want.Span == (factcheck.Span{}) {
				want.Span = got.Span
			}
			cites := strings.Contains(got.Citations, want.Citations)
			want.Citations = got.Citations
			if got != want || !cites {
				t.Errorf("%s: got %+v, want %+v", name, got, want)
			}
		}
		var left []string
		for _, s := range skipped {
			left = append(left, s.Item+": "+s.Why)
		}
		for i, want := range c.left {
			if len(left) != len(c.left) || !strings.HasPrefix(left[i], want) {
				t.Errorf("%s: left out are %q, want %q", name, left, c.left)
				break
			}
		}
	}
}
