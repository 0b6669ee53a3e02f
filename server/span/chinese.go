package span

import (
	"regexp"
	"strings"
)

// What Chinese quotes tell, from the most to the least telling. Words run together there, so patterns look for them.
var chineseClues = []struct {
	clue
	*regexp.Regexp
}{
	{percentage, regexp.MustCompile(`百分之|个百分点`)},
	{priced, regexp.MustCompile(`[\d一二两三四五六七八九十百千万亿]\s?[多余]?(?:美元|欧元|英镑|日元|港元|人民币|卢布|元|块钱)`)},
	{ratio, regexp.MustCompile(`[\d一二两三四五六七八九十几]\s?倍|分之[一二三四五六七八九十]|翻[了一]*番`)},
	{counted, regexp.MustCompile(`\d\s?[多余几]?[百千万亿]|(?:\d|[十百千万亿])\s?[多余]?` + chineseMeasures)},
	{counted, regexp.MustCompile(`(?:^|[^\d])\d{1,3}\s?[多余]?年|[十百千万]\s?[多余]?年`)},
	{dated, regexp.MustCompile(`(?:\d{4}|[〇零一二三四五六七八九]{4})\s?年|(?:\d|[一二三四五六七八九十])\s?月`)},
	{ranking, regexp.MustCompile(`第[\d一二三四五六七八九十]|最[大小多少高低快]|增长|下降|平均|排名|超过|多数`)},
	{numberWord, regexp.MustCompile(`数[十百千万亿]`)},
	{telling, regexp.MustCompile(`据|表示|称|说|认为|指出|否认`)},
	{happening, regexp.MustCompile(`会见|访问|宣布|成立|推出|发布|举行|收购|禁止|封锁|签署|当选|辞职|去世|逮捕`)},
}

const chineseMeasures = `(?:人|名|个|家|次|件|条|位|台|部|辆|项|用户|岁|天|小时|分钟|公里|米|吨)`

func chineseClue(quote string) clue {
	if strings.IndexFunc(quote, isHan) < 0 {
		return nothing
	}
	for _, c := range chineseClues {
		if c.MatchString(quote) {
			return c.clue
		}
	}
	return nothing
}
