package extract

import (
	"strings"
	"testing"
)

// boilerplate is worded so that nobody needs to look.
var boilerplate = map[Reason][]string{
	Advertisement: {"Advertisement", "ADVERTISEMENT", "— Advertisement —", "Article continues below advertisement", "Sponsored content", "Anzeige", "Publicité", "La suite après cette publicité", "Publicidad", "广告"},
	ShareLine: {"Share this article", "Share this story on Facebook", "Share", "Facebook Twitter WhatsApp Email", "Share | Tweet | Email", "Share on Twitter", "Follow us on Twitter", "Follow @harbourpost on Twitter", "Artikel teilen",
		"Partager cet article", "Partager sur Facebook", "Compartir en WhatsApp", "分享到微博", "扫一扫二维码关注我们"},
	RelatedStory: {"Related stories", "Read more: Council votes on ferry fares", "Read more", "You may also like", "Most read", "See also: The price of a ticket", "Lesen Sie auch", "Mehr zum Thema: Fähren", "À lire aussi : Le prix du billet",
		"Lee también: El precio del billete", "相关阅读", "延伸阅读：轮渡票价上涨"},
	Newsletter:   {"Sign up for our morning newsletter", "Subscribe to our newsletter and never miss a story!", "Get the day’s stories in your inbox", "Abonnieren Sie unseren Newsletter", "Inscrivez-vous à notre newsletter", "Suscríbete a nuestro boletín", "订阅我们的邮件通讯"},
	CookieNotice: {"We use cookies to make this site better. Accept all cookies to go on.", "Accept all cookies", "Wir verwenden Cookies, um diese Seite zu verbessern.", "Nous utilisons des cookies pour améliorer ce site.", "Utilizamos cookies para mejorar este sitio.", "本网站使用cookies"},
	Furniture:    {"© 2021 The Harbour Post. All rights reserved.", "All rights reserved.", "Copyright 2021 The Harbour Post", "Terms of use | Privacy policy | Contact us", "Back to top", "Skip to content", "5 min read", "Alle Rechte vorbehalten", "版权所有，未经许可不得转载"},
	Navigation:   {"Home | News | Sport | Business", "Home > News > Harbour", "首页 > 新闻 > 国内"},
	BylineLine:   {"Published 12 March 2020, 10:14 GMT", "Updated: March 12, 2020", "Last updated on 12/03/2020 at 9:30 am", "Veröffentlicht am 12. März 2020", "Publié le 12 mars 2020 à 10h14"},
	Comments:     {"Leave a comment", "3 comments", "Comments (12)", "Join the conversation"},
}

// sentences are articles' own, however they begin.
var sentences = []string{
	"Share prices fell by 12% on Monday.", "Share of the market: 40%", "The advertisement cost 4.1 million dollars.", "Advertising revenue rose to 2.83 million.", "Advertisements for the ferry ran for 20 minutes a day.",
	"Related work by 12 authors says 40% agree.", "Read more books, the minister said on Monday.", "Home sales rose 4% in May.", "Home prices | 2019: 250,000", "Published in 2019, the report found that 40% of users had left.",
	"Updated figures show 48,000 passengers.", "By 2019, the company had 5,000 users.", "By law, the fare may rise once a year.", "Copyright law was changed in 1998.", "Subscribe or leave, he told the 300 workers.",
	"The newsletter has 12,000 subscribers.", "Cookies were sold for 2 dollars.", "We use 48,000 litres of diesel a week.", "Comments by the mayor cost him the election.", "News of the closure spread.", "Follow the money, she said.",
	"Twitter said it had 330 million users.", "Facebook", "Print newspapers lost 12% of their readers.", "Sign up had closed by Monday.", "Menu prices rose 7%.", "More from 12 countries came in 2018.", "Save the pier, 20,000 people asked.",
	"“Read more”, he said.", "Get out of the harbour by Monday, the company told 12 skippers.", "Name | Year | Votes | Share", "广告收入增长了12%。", "分享经济的规模达到三万亿元。", "相关阅读材料共有12种。", "版权法于1990年通过。",
	"Teilen ist das neue Haben, sagte er.", "Werbung kostete 4 Millionen Euro.", "Publicité et propagande coûtent 3 millions.", "Anzeige gegen 12 Personen wurde erstattet.", "5 minutes later the ferry left.",
}

func TestBoilerplateIsSetAsideAndSentencesAreNot(t *testing.T) {
	found, all := 0, 0
	for reason, lines := range boilerplate {
		for _, line := range lines {
			all++
			m := markOf(line, true)
			if m == nil || m.reason != reason || !m.sure {
				t.Errorf("%q is not set aside as %s: %+v", line, reason, m)
				continue
			}
			found++
		}
	}
	wrong := 0
	for _, line := range sentences {
		if m := markOf(line, true); m != nil && m.sure {
			wrong++
			t.Errorf("%q is set aside as %s", line, m.reason)
		}
	}
	t.Logf("%d of %d lines of boilerplate set aside, and %d of %d sentences", found, all, wrong, len(sentences))
}

// TestManyOrnamentsAreNotLookedAtOneByOne has them before words, among them, and alone.
func TestManyOrnamentsAreNotLookedAtOneByOne(t *testing.T) {
	many := strings.Repeat("= ", longestMark/2-20)
	for text, want := range map[string]string{many + "Advertisement ==": "Advertisement ==", "— Advertisement —": "— Advertisement —", "Advertisement " + many: "Advertisement " + many, many: ""} {
		if got := unadorned(text); got != want {
			t.Errorf("%q: %q is looked at", text, got)
		}
		if m := markOf(text, false); (m != nil && m.reason == Advertisement) != (want != "") {
			t.Errorf("%q is taken for %v", text, m)
		}
	}
}

func TestWhatFollowsALineForRelatedStoriesIsATeaser(t *testing.T) {
	d, err := ReadPlain([]byte("The ferry runs every 20 minutes, it said.\n\nRelated stories\n\nHarbour to get a second pier\n\nAnna, the oldest ferry, turns 60\n\nA paragraph of prose ends them, as the company said on Monday.\n\nA last line without a stop"))
	if err != nil {
		t.Fatal(err)
	}
	var marked []string
	for _, p := range d.Pieces {
		marked = append(marked, string(p.Aside))
	}
	if got := strings.Join(marked, ","); got != ",related story,related story,related story,," {
		t.Errorf("marked are %s", got)
	}
	if got := d.Safe().Text; strings.Contains(got, "second pier") || !strings.Contains(got, "turns 60") {
		t.Errorf("without a look, figures stay: %q", got)
	}
}

func TestWhatWouldEmptyATextStays(t *testing.T) {
	d, err := ReadPlain([]byte("Share this article\n\nAdvertisement\n\nOne."))
	if err != nil || d.Safe().Text != "Share this article\n\nAdvertisement\n\nOne." {
		t.Errorf("%q, %v", d.Safe().Text, err)
	}
}

func TestATextWithoutBoilerplateStaysAsItIs(t *testing.T) {
	for _, text := range append(sentences, "One.\nTwo.\n\nThree wraps\nat a width.\n\n\tFour", strings.Join(sentences, "\n"), strings.Join(sentences, "\n\n")) {
		plain, err := Plain([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		d, err := ReadPlain([]byte(text))
		if err != nil || d.Safe().Text != plain.Text || len(d.Safe().SetAside) > 0 {
			t.Errorf("%q becomes %q, %v", text, d.Safe().Text, err)
		}
	}
}
