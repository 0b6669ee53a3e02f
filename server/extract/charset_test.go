package extract

import (
	"fmt"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// samples are texts as papers print them, by the character sets that are used for such.
var samples = map[string][]string{
	"windows-1252": {
		"Die Fähre kostet künftig 11,40 Euro, sagte der Geschäftsführer. Über 48.000 Menschen fahren wöchentlich mit ihr, größtenteils Schüler.",
		"Le conseil a décidé hier d’augmenter les tarifs. « C’est modéré », a déclaré un porte-parole, après une réunion à huis clos où l’été dernier fut évoqué.",
		"El alcalde anunció que la línea número cinco abrirá mañana. Según la compañía, el año pasado viajaron ocho millones de niños y jóvenes.",
		"The mayor’s office said “no comment” — for now. It cost £4.1 million.",
	},
	"gbk": {
		"据新华社报道，今年上半年全国网络用户达到八亿五千四百万，比去年同期增长百分之二点五。专家表示，这一数字低于预期。",
		"中国的互联网公司在2019年投入了大量资金，但是没有取得预期的结果。",
		"轮渡票价上涨",
	},
	"big5": {
		"根據昨天公布的資料，台灣的網路使用者已經超過兩千萬人，比去年增加了百分之三。專家認為這個數字還會上升。",
		"市長在記者會上表示，這座橋的維修費用是四億元，比原來的預算多了一倍。",
	},
	"shift_jis": {
		"市は金曜日、橋の修理に四億円かかると発表した。昨年の見積もりの二倍である。毎日約二万三千台の車が通る。",
		"フェリーの運賃が四月から上がることになった。",
	},
	"euc-kr": {"시장은 금요일 다리 수리에 사억 원이 든다고 발표했다. 하루 이만 삼천 대의 자동차가 이 다리를 지난다."},
	"utf-8":  {"据新华社报道，今年上半年。", "Die Fähre kostet künftig 11,40 €.", "plain", "👨‍👩‍👧 naïve 治理"},
}

func encoded(t *testing.T, name, text string) []byte {
	t.Helper()
	enc, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestCharacterSetsAreToldWithoutADeclaration(t *testing.T) {
	for name, texts := range samples {
		for _, text := range texts {
			if got, _, err := decodeAny(encoded(t, name, text)); err != nil || got != text {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	}
}

func TestADeclarationThatLiesIsNotBelieved(t *testing.T) {
	for really, texts := range samples {
		for said := range samples {
			text := texts[0]
			page := fmt.Sprintf(`<html><head><meta charset="%s"><title>x</title></head><body><p>%s</p>`, said, text)
			got, _, err := decodePage(encoded(t, really, page), "")
			if err != nil || got != page {
				t.Errorf("%s that says %s: %q, %v", really, said, got, err)
			}
			page = fmt.Sprintf(`<html><head><title>x</title></head><body><p>%s</p>`, text)
			if got, _, err := decodePage(encoded(t, really, page), "text/html; charset="+said); err != nil || got != page {
				t.Errorf("%s sent as %s: %q, %v", really, said, got, err)
			}
		}
	}
}

func TestMarksOfByteOrderAreRead(t *testing.T) {
	for mark, name := range map[string]string{"\xEF\xBB\xBF": "utf-8", "\xFF\xFE": "utf-16le", "\xFE\xFF": "utf-16be"} {
		if got, _, err := decodeAny(append([]byte(mark), encoded(t, name, "治理 and 🎉")...)); err != nil || got != "治理 and 🎉" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
