package span

import "strings"

// words makes a set of a list.
func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

var (
	scales     = words("hundred thousand million billion trillion hundreds thousands millions billions trillions mln bln mn bn tn m k")
	currencies = words(`dollar dollars cent cents euro euros pound pounds sterling yuan renminbi yen rupee rupees rouble roubles ruble
		rubles franc francs peso pesos reais krona kronor krone kroner bucks`)
	currencyCodes = words("usd eur gbp cny rmb jpy hkd inr rub chf aud cad krw twd sgd")
	whoseCurrency = words("us u s american canadian australian hong kong swiss mexican indian chinese japanese of")

	months = words(`january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct
		november nov december dec`)
	ordinals = words("st nd rd th")

	fractions    = words("third quarter fifth sixth eighth tenth")
	comparatives = words("as more less the that larger bigger higher greater faster")
	quantifiers  = words("over under about around nearly almost roughly some than least most to exactly only")

	// Before one of these even a number that could be a year is a count.
	things = words(`users people persons inhabitants residents citizens deaths arrests cases employees workers members followers
		subscribers customers accounts votes voters children students soldiers companies countries`)
)

// wordClues are the words that tell something by themselves.
var wordClues = clueWords(map[clue]string{
	percentage: "percent pct",
	ratio: `twice thrice double doubled doubles doubling triple tripled triples tripling quadrupled halved half thirds quarters fifths
		tenths twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold hundredfold`,
	ranking: `largest biggest smallest highest lowest fastest slowest richest poorest oldest youngest most least majority minority
		record average median rate rates rank ranks ranked ranking rose risen fell fallen grew grown increase increased increases
		decrease decreased decreases decline declined dropped soared plunged outnumber outnumbered exceed exceeds exceeded
		surpass surpasses surpassed`,
	numberWord: `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
		nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen dozens
		hundreds thousands millions billions trillions`,
	telling: `according said say says saying told tells claim claims claimed argue argues argued state states stated admit admits
		admitted deny denies denied wrote writes report reports reported calls called insist insists insisted warn warns warned
		accuse accuses accused allege alleges alleged suggest suggests suggested believe believes believed`,
	happening: `met meet meets launch launches launched announce announces announced founds founded signs signed ban bans banned
		barred block blocks blocked visit visits visited elects elected resign resigns resigned held holds acquire acquires acquired
		bought buys sold sells opens opened closes closed attack attacks attacked kill kills killed die dies died won wins lost loses
		arrest arrests arrested fines fined sues sued passes passed approve approves approved reject rejects rejected creates created
		built builds releases released publish publishes published invests invested merge merges merged withdrew testifies testified
		receives received appointed fired invade invades invaded began begins ended happened joined left ran learnt learned`,
})

// phraseClues are pairs of words that do.
var phraseClues = map[[2]string]clue{
	{"per", "cent"}: percentage, {"percentage", "point"}: percentage, {"percentage", "points"}: percentage, {"basis", "points"}: percentage,
	{"per", "capita"}: ratio, {"per", "head"}: ratio,
	{"number", "one"}: ranking, {"second", "only"}: ranking,
	{"took", "place"}: happening,
}

func clueWords(lists map[clue]string) map[string]clue {
	clues := map[string]clue{}
	for c, list := range lists {
		for w := range words(list) {
			clues[w] = c
		}
	}
	return clues
}
