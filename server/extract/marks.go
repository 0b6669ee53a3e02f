package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// mark is a way in which a whole block of boilerplate is worded.
type mark struct {
	reason Reason
	sure   bool // nobody needs to look: no sentence of an article is worded so
	edge   bool // only near the beginning or the end of the text
	form   *regexp.Regexp
}

// longestMark is the most code points that a block of boilerplate may have.
const longestMark = 300

// marks lists them, in English, Chinese, German, French and Spanish. Each matches a whole block, never a part.
var marks = []mark{
	sure(Advertisement, `advertisements?|advertising|advertorial|sponsored(?: content| post)?|paid content|promoted(?: content)?`+
		`|(?:article|story|content) continues (?:below|after)(?: (?:this |the )?ad(?:vert(?:isement)?)?)?|continue reading below|scroll (?:down )?to continue(?: reading)?|skip ad(?:vertisement)?`+
		`|anzeige|werbung|publicité|la suite après (?:la|cette) publicité|publicidad|anuncio|广告|廣告|广告位`),
	sure(ShareLine, `(?:share|tweet|send|email|print|save|like) this(?: (?:article|story|post|page|piece))?(?: (?:on|via|with|by) [^.!?]{1,60})?|share (?:on|via|to) [^.!?]{1,60}`+
		`|(?:share|shares?|tweet|pin|email|e-mail|print|save|copy link|comment)(?: \d+)?(?:[\s|·•,/]+(?:share|tweet|pin(?: it)?|email|e-mail|print|save|copy link|`+networks+`))+|share`+
		`|(?:`+networks+`)(?:[\s|·•,/]+(?:share|tweet|email|e-mail|print|copy link|`+networks+`)){1,}`+
		`|follow (?:us|me|@\w+|[\w .]{1,40}) on (?:`+networks+`)[^.!?]{0,60}|like us on facebook`+
		`|(?:(?:diesen )?(?:artikel|beitrag) )?teilen|auf (?:facebook|twitter|whatsapp|x) teilen|folgen sie uns auf [^.!?]{1,60}`+
		`|partager(?: (?:cet article|sur [^.!?]{1,40}))?|suivez-nous sur [^.!?]{1,60}|compartir(?: (?:en|este artículo)[^.!?]{0,40})?|síguenos en [^.!?]{1,60}`+
		`|分享(?:到|至|给|本文)?[^。！？]{0,20}|扫(?:一扫|描)[^。！？]{0,30}(?:二维码|关注|分享)[^。！？]{0,10}`),
	sure(RelatedStory, relatedHeads),
	sure(RelatedStory, `(?:read (?:more|also|next)|see also|related|more on this(?: story)?|also read|recommended|watch|lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|(?:à )?lire aussi|lee también|leer más|te puede interesar|相关阅读|相关新闻|延伸阅读|推荐阅读)\s*[:：>»|]\s*[^\n]{1,140}[^.。\n]`),
	sure(Newsletter, `(?:sign up|subscribe|register|join)\b[^\n]{0,120}\b(?:newsletters?|inbox|mailing list|e-?mail (?:alerts|updates|list)|(?:daily|weekly|morning|evening) (?:briefing|e-?mail|digest))\b[^\n]{0,60}`+
		`|get (?:our|the|all|more|today|stories|news)\b[^\n]{0,100}\b(?:newsletters?|your inbox)\b[^\n]{0,40}`+
		`|(?:abonnieren sie|jetzt abonnieren|melden sie sich)[^\n]{0,80}newsletter[^\n]{0,40}|(?:abonnez-vous|inscrivez-vous|recevez)[^\n]{0,100}(?:newsletter|lettre d.information|infolettre)[^\n]{0,40}`+
		`|(?:suscríbete|suscríbase|apúntate|recibe)[^\n]{0,100}(?:newsletter|boletín)[^\n]{0,40}|订阅[^。\n]{0,30}(?:通讯|邮件|简报)[^。\n]{0,10}|(?:关注|搜索)[^。\n]{0,20}(?:微信)?公众号[^。\n]{0,20}`),
	sure(CookieNotice, `(?:we|this (?:web ?)?site|our (?:web ?)?site|our partners)[^\n]{0,40}\buses? cookies\b[^\n]{0,220}|by (?:using|continuing)[^\n]{0,80}cookies[^\n]{0,120}|(?:accept|reject|manage)(?: all)? cookies|cookie (?:settings|preferences|policy)`+
		`|(?:wir|diese (?:web)?seite)[^\n]{0,30}(?:verwende[nt]|nutz(?:t|en)) cookies[^\n]{0,220}|nous utilisons des cookies[^\n]{0,220}|(?:utilizamos|usamos) cookies[^\n]{0,220}|本(?:网站|站)使用\s?cookies?[^\n]{0,100}`),
	sure(Furniture, `(?:©|\(c\)|copyright (?:©|\(c\)|by|\d{4}))[^\n]{0,160}|[^\n.]{0,80}all rights reserved\.?|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|版权所有[^\n]{0,60}|(?:未经授权|转载请注明|未经许可)[^\n]{0,60}`+
		`|back to (?:top|home(?:page)?)|skip to (?:main )?content|(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|cookie policy|contact us|about us|advertise with us|help)(?:[\s|·•,/]+(?:terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)|cookie policy|contact us|about us|advertise with us|help|sitemap|careers|jobs)){1,}`+
		`|(?:log ?in|sign in|register|my account)(?:[\s|·•,/]+(?:log ?in|sign in|register|subscribe|my account)){1,}|load more|show more|(?:listen to|print|save) (?:this )?(?:article|story)|(?:estimated )?reading time:? \d+ min(?:utes?|s)?|\d+ min(?:utes?)? read`+
		`|impressum(?:[\s|·•,/]+\w+){0,4}|nach oben|zum seitenanfang|haut de page|volver arriba|返回(?:顶部|首页)`),
	sure(Navigation, `(?:home|startseite|accueil|inicio|首页|menu|news)(?:\s*[|·•›»>]\s*[^|·•›»>\n.!?。0-9]{1,30}){1,12}|(?:(?:main|site) )?(?:menu|navigation)|you are here:[^\n]{1,100}|当前位置[:：][^\n]{1,60}`),
	likely(ShareLine, networks),
	likely(RelatedStory, `more from (?:the )?[^\n.!?]{1,40}`),
	likely(Navigation, `(?:[^|·•\n.!?。0-9]{1,24}\s*[|·•]\s*){3,12}[^|·•\n.!?。0-9]{1,24}`),
	likely(Furniture, `tags?:[^\n.]{1,120}|filed under:[^\n.]{1,100}|topics?:[^\n.]{1,100}|\(reporting by [^\n]{1,200}\)|(?:photo|image|picture) (?:credit|by|courtesy)[^\n.]{0,80}|click here[^\n]{0,80}|责任编辑[:：][^\n]{1,20}|(?:编辑|来源)[:：][^\n]{1,30}`),
	{BylineLine, true, true, entire(`(?:first )?(?:published|posted|updated|last (?:updated|modified|edited))(?: on| at)?\s*[:：]?\s*` + dayAndTime + `|(?:veröffentlicht|aktualisiert|stand)(?: am)?\s*:?\s*` + dayAndTime + `|(?:publié|mis à jour)(?: le)?\s*:?\s*` + dayAndTime + `|(?:publicado|actualizado)(?: el)?\s*:?\s*` + dayAndTime + `|发布时间[:：][^\n]{1,40}`)},
	{BylineLine, false, true, entire(`(?:by|von|par|por|words by|reporting by|story by) (?:[\p{Lu}][\p{L}.'’-]+)(?: [\p{L}.'’-]+){0,4}(?:[,|·—–-][^\n.!?]{1,60})?|(?:作者|记者|文/|文丨)[:：]?\s?[\p{Han}A-Za-z·\s]{2,20}`)},
	{Comments, true, true, entire(`(?:leave|post|write|add) a (?:comment|reply)|(?:\d+ )?comments?(?: \(\d+\))?|(?:view|show|see)(?: all)?(?: \d+)? comments|join the (?:conversation|discussion)|\d+ kommentare?|kommentare?(?: \(\d+\))?|(?:\d+ )?commentaires?|(?:\d+ )?comentarios?|(?:网友|热门|最新)?评论(?:区)?(?:\(\d+\))?`)},
}

const networks = `facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|tumblr|messenger|weibo|wechat|微博|微信|threads|bluesky|mastodon|flipboard|tiktok`

// dayAndTime is a date as pages write it, in figures or with the name of a month, with or without the time of day.
const dayAndTime = `(?:\p{L}{3,10}\.?,?\s+)?\d{1,4}(?:st|nd|rd|th)?[\s./-]*(?:de )?(?:\p{L}{3,10}\.?,?\s*)?(?:de )?\d{0,4}[^\p{L}\n]{0,20}(?:(?:at|um|à|a las)\s+)?[\d:.\s]*(?:[ap]\.?m\.?|uhr|h\d*)?\s*(?:gmt|utc|[ecmp][sd]t|cet|bst)?`

// relatedHeads are the lines that stand above teasers.
const relatedHeads = `related(?: (?:stories|articles?|content|topics?|coverage|posts?|news|links|reading))?|more (?:stories|on this(?: story| topic)?|news)|you (?:may|might) also (?:like|be interested in)|recommended(?: (?:for you|stories|reading|articles))?|(?:most|editors?.?s?) (?:read|popular|viewed|picks?)|trending(?: now| stories)?|(?:what to )?read next|up next|read more|see also|don.t miss|popular (?:stories|posts|now)|latest (?:news|stories)|top stories` +
	`|lesen sie auch|mehr zum thema|das könnte sie auch interessieren|auch interessant|meistgelesen|(?:à )?lire aussi|sur le même (?:sujet|thème)|les plus lus|lee también|te puede interesar|también te puede interesar|lo más leído|noticias relacionadas|相关(?:阅读|新闻|文章|报道|链接)|延伸阅读|推荐阅读|更多(?:新闻|精彩|阅读)|热门(?:文章|新闻)|猜你喜欢`

var teaserHead = entire(relatedHeads)

func sure(r Reason, form string) mark   { return mark{reason: r, sure: true, form: entire(form)} }
func likely(r Reason, form string) mark { return mark{reason: r, form: entire(form)} }

// ornaments are the dashes, stars and brackets that may stand around a block's words; the last is a dash in a class of characters, too.
const ornaments = ` [](){}*_=~<>▼▶■►·•|–—-`

// entire makes a form match a block from end to end, whatever its case and the ornaments around it.
func entire(form string) *regexp.Regexp {
	around := regexp.QuoteMeta(ornaments)
	return regexp.MustCompile(`(?i)^[\s` + around + `]*(?:` + form + `)[\s:：.!…` + around + `]*$`)
}

// mostOrnaments is how many bytes of ornaments are looked at before a block's words. Each could be the first of a form, so that all forms
// are tried from each.
const mostOrnaments = 20

// unadorned gives a block from its words on where there are more ornaments before them.
func unadorned(text string) string {
	words := strings.TrimLeft(text, ornaments)
	if len(text)-len(words) > mostOrnaments {
		return words
	}
	return text
}

// markOf gives how a block is worded as boilerplate, nil where it is not. near says that it stands near the beginning or the end.
func markOf(text string, near bool) *mark {
	if len(text) > 4*longestMark || utf8.RuneCountInString(text) > longestMark {
		return nil
	}
	text = unadorned(strings.Join(strings.Fields(text), " "))
	for i := range marks {
		if m := &marks[i]; (near || !m.edge) && m.form.MatchString(text) {
			return m
		}
	}
	return nil
}
