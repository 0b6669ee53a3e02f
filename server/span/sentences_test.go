package span

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// In each case | stands between the sentences; it is not part of the text.
func TestSentences(t *testing.T) {
	for _, c := range []string{
		"One sentence without a stop",
		"One. |Two! |Three?",
		"Really?! |Yes... |No.",
		"It cost US$2.83m. |Then US$12.62 million in 2018, up from US$11.51 million.",
		"Growth was 3.5 per cent. |It fell.",
		"Mr. Zuckerberg met Dr. Lu Wei. |They spoke.",
		"Gov. Jane Smith and Sen. Warren agree. |Others, e.g. Reuters, do not.",
		"It began on Oct. 21, 2019, in the U.S. and ended in Jan. |Nobody won.",
		"The U.S. House met. |He left the U.S. |The company stayed.",
		"He moved to the U.S. |In 2009 it was banned.",
		"Apple Inc. said so. |It rose at Facebook Inc. |The rest fell.",
		"See No. 5 and pp. 3–4. |He said no. |Five people left.",
		"George W. Bush and J. K. Rowling came. |They left.",
		"It was plan b. |Next came plan c.",
		"At 5 p.m. Zuckerberg spoke. |He left at 6 p.m. |The room emptied.",
		"“It is ridiculous.” |Hua Chunying said so.",
		"“Why?” he asked. |(Nobody knew.) |Nothing more.",
		"„Das ist alles.“ |Dann ging er.",
		"He asked: “Is it 2.7 billion?” |It was.",
		"Yahoo! is a company. |So is Discord.",
		"1. Read the text. |Then mark it.",
		"A line\nthat is wrapped. |And\nanother.",
		"刘云山会见扎克伯格。|他说：“互联网是人类共同的新家园。”|会谈持续一小时！|真的吗？|真的",
		"增长３．５倍。|结束了。",
		"“好！”，他说。|走了。",
		"他走了.|她没走.",
		"真的吗?|他不信!|好吧。",
		"यह सच है। |वह आया।",
		"See www.example.com/a.html for version 1.2.3 of it. |Done.",
		"Stop!\ufe0f |Go.",
		"He did.[12][13] |She did not.",
	} {
		text := NewText(strings.ReplaceAll(c, "|", ""))
		block := factcheck.Block{Span: span(0, text.Len())}
		var got []string
		for _, s := range Sentences(text, []factcheck.Block{block}) {
			got = append(got, text.Slice(s))
		}
		want := strings.Split(c, "|")
		for i := range want {
			want[i] = strings.TrimSpace(want[i])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", c, diff)
		}
	}
}

func TestSentencesKeepToTheirBlocks(t *testing.T) {
	text := NewText("A heading\n\nOne. Two\n\nThree")
	got := Sentences(text, paragraphs(text.String()))
	if diff := cmp.Diff([]factcheck.Span{span(0, 9), span(11, 15), span(16, 19), span(21, 26)}, got); diff != "" {
		t.Error(diff)
	}
}

func TestSentencesCoverEverythingVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := texts().Draw(t, "text")
		text, at := NewText(s), 0
		for _, sentence := range Sentences(text, paragraphs(s)) {
			if strings.TrimSpace(text.Slice(span(at, sentence.Start))) != "" {
				t.Fatalf("something before %v is in no sentence", sentence)
			}
			points := []rune(text.Slice(sentence))
			if sentence.Start < at || unicode.IsSpace(points[0]) || unicode.IsSpace(points[len(points)-1]) {
				t.Fatalf("%v is not trimmed, or not after %d", sentence, at)
			}
			at = sentence.End
		}
		if strings.TrimSpace(text.Slice(span(at, text.Len()))) != "" {
			t.Fatalf("something after %d is in no sentence", at)
		}
	})
}
