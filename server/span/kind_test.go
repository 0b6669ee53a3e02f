package span

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

func TestGuessKind(t *testing.T) {
	for kind, quotes := range map[factcheck.Kind][]string{
		factcheck.Money: {
			"US$12.62 million", "$2.83m", "150 million dollars", "€1.2bn", "12.62亿美元", "£3,000", "¥500", "5,000 yuan",
			"up from US$11.51 million in 2017", "took $7 billion to $8.4 billion in 2019", "300万元", "两亿元人民币", "USD 40,000",
			"40,000 USD", "3 million euros", "a $300-million round", "a 300-million-dollar round", "millions of dollars",
			"half a billion US dollars", "1 500 €", "about 20 rubles", "nearly 90 cents", "20 billion won", "HK$5 a head",
		},
		factcheck.Percentage: {
			"80%", "80 per cent", "eighty percent", "百分之八十", "12 % of Snapchat", "3.5 percentage points", "1.5％", "增长了3个百分点",
			"In 2017 Tencent took 12% of Snapchat", "5‰", "a cut of 25 basis points", "80% of 1.4 billion people",
		},
		factcheck.Count: {
			"1.4 billion people", "2.7 billion users", "over 1,500 arrests", "14亿人口", "more than 197 deaths", "330 million monthly users",
			"over 150,000 sub-forums", "4 billion Snaps a day", "6.15 million people barred from flying in 2017", "within 500 metres",
			"Discord had 250 million users in 2019", "1 billion downloads", "12 000 employees", "12'000 votes", "十四亿人", "3名官员",
			"children under 13", "2000 users", "In 2019, 5 countries banned it", "four years of trying to enter China", "2.7bn",
			"dozens of arrests", "hundreds of thousands of accounts", "20 years of growth", "超过1500人被捕", "a 3-hour hearing", "6亿用户",
			"In December 2019 it had 229 million users", "数千人",
		},
		factcheck.Date: {
			"21 October 2019", "Oct. 21, 2019", "Oct 21, 2019", "October 21st, 2019", "2019-10-21", "in 2009", "2014年12月", "March 2016",
			"Banned in China since 2009", "the 1990s", "19 March", "on 18 March Zuckerberg ran through Tiananmen Square", "2016–2021", "Q4 2018",
			"21/10/2019", "2019/10/21", "3月19日", "二〇一九年", "at 5:30 p.m.", "17–19 May", "early September 2019", "9月份", "July of 2019",
			"Zoom was founded in 2012", "who in 2016 won it", "2019年10月21日举行",
		},
		factcheck.Statistic: {
			"TikTok's 2018 downloads were twice Facebook's", "profits doubled", "two-thirds of the internet", "three times as many",
			"3 times more downloads than in 2017", "one in five adults", "4 out of 10 readers", "the largest platform in the world",
			"six of the world's ten largest internet platforms are in China", "ranked first", "the unemployment rate", "用户增长三倍", "三分之一",
			"世界最大的市场", "GDP per capita", "a record", "lobbying rose", "a tenfold rise", "1 in 5 people", "most of its revenue",
		},
		factcheck.Quotation: {
			"“The internet is a common home of mankind”", "\"ridiculous\"", "“互联网是人类共同的新家园”", "「精彩」", "«Это смешно»",
			"“80% approve of it”, she said", "„Das ist alles“", "‘We gave up on China’", "‘It’s gone’", "“The first paragraph of a longer speech",
		},
		factcheck.Attribution: {
			"according to a senior official", "Reuters reported it", "Warren claimed that Zuckerberg endorsed Trump", "华春莹表示", "officials denied it",
			"The spokeswoman says the charge is “absurd” and that nobody in Moscow believes it", "据路透社报道", "critics argue that it cannot work",
		},
		factcheck.Occurrence: {
			"Zuckerberg met Liu Yunshan", "India bans the app", "Lu Wei visited Facebook", "Facebook launched Lasso", "刘云山会见扎克伯格",
			"The Navy banned the app", "a subsidiary was founded in Zhejiang", "Eric Yuan left Cisco",
		},
		factcheck.Other: {
			"", "Facebook", "an internet superpower", "中国", "the path of governance", "COVID-19", "the G20", "Facebook does not check political advertising",
		},
	} {
		for _, quote := range quotes {
			if got := GuessKind(quote); got != kind {
				t.Errorf("%q: guessed %s, want %s", quote, got, kind)
			}
		}
	}
}

// quotations is what counts as quoted.
var quotations = regexp.MustCompile(`“[^”]*(?:”|$)|"[^"]*"|«[^»]*»|「[^」]*」|『[^』]*』|„[^“”]*[“”]|‘[^‘]*’(?:$|[^\pL])`)

func TestWhatStandsWithinQuotationMarksIsCounted(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"“", "”", `"`, "«", "»", "「", "」", "『", "』", "„", "‘", "’", "a", "é", " ", "\n", ".", "\xe2"})
	rapid.Check(t, func(t *rapid.T) {
		quote := strings.Join(rapid.SliceOfN(pieces, 0, 20).Draw(t, "quote"), "")
		want := 0
		for _, part := range quotations.FindAllString(quote, -1) {
			want += utf8.RuneCountInString(part)
		}
		if got := quoted(quote); got != want {
			t.Fatalf("%q: %d code points are quoted, want %d", quote, got, want)
		}
	})
}

// TestQuotationMarksWithoutTheirEndsAreLookedForOnce has so many that a look at the rest for each would take hours.
func TestQuotationMarksWithoutTheirEndsAreLookedForOnce(t *testing.T) {
	for _, unit := range []string{`«""`, "「『", `„""`, "‘a’a", "‘"} {
		if mostlyQuoted(strings.Repeat(unit, 1<<20)+"a") != strings.Contains(unit, `"`) {
			t.Errorf("%s is taken for what it is not", unit)
		}
	}
}
