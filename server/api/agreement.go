package api

import "stet/server/agreement"

// Agreement says how far the readings agree.
type Agreement struct {
	Finding Finding `json:"finding" doc:"On which words are claims."`
	Judging Judging `json:"judging" doc:"On the verdicts and ratings of the claims found in common. An unchecked verdict counts as missing."`
}

// Finding is agreement on finding claims.
type Finding struct {
	AlphaU Coefficient   `json:"alpha_u" doc:"Krippendorff’s unitizing alpha."`
	Pairs  []PairFinding `json:"pairs" nullable:"false"`
}

// PairFinding compares the spans of two reviewers, the first one’s taken as the key.
type PairFinding struct {
	Reviewers [2]string `json:"reviewers"`
	Exact     PRF       `json:"exact"`
	Overlap   PRF       `json:"overlap"`
}

// PRF is precision, recall and their harmonic mean; null where there is nothing to divide by.
type PRF struct {
	Precision *float64 `json:"precision"`
	Recall    *float64 `json:"recall"`
	F1        *float64 `json:"f1"`
}

// Judging is agreement on judging the claims found in common.
type Judging struct {
	Percent            Coefficient `json:"percent"`
	Kappa              []PairKappa `json:"kappa" nullable:"false" doc:"Cohen’s, for every two reviewers."`
	FleissKappa        Coefficient `json:"fleiss_kappa"`
	AlphaNominal       Coefficient `json:"alpha_nominal" doc:"Krippendorff’s alpha of the verdicts."`
	AlphaOrdinalRating Coefficient `json:"alpha_ordinal_rating" doc:"Krippendorff’s alpha of the ratings."`
}

// PairKappa is Cohen’s kappa of two reviewers.
type PairKappa struct {
	Reviewers [2]string `json:"reviewers"`
	Coefficient
}

// Coefficient is one figure, with what it rests on.
type Coefficient struct {
	Value     *float64    `json:"value"`
	Undefined string      `json:"undefined,omitempty" doc:"Why there is no value."`
	CI95      *[2]float64 `json:"ci95,omitempty" doc:"The bootstrap’s 95 % interval."`
	Units     int         `json:"units" doc:"The units that entered."`
	LeftOut   int         `json:"left_out" doc:"The units that could not enter."`
}

func tellAgreement(f agreement.Finding, j agreement.Judging) Agreement {
	told := Agreement{
		Finding{tellCoefficient(f.AlphaU), make([]PairFinding, len(f.Pairs))},
		Judging{tellCoefficient(j.Percent), make([]PairKappa, len(j.Kappa)), tellCoefficient(j.FleissKappa), tellCoefficient(j.AlphaNominal), tellCoefficient(j.AlphaOrdinalRating)},
	}
	for i, p := range f.Pairs {
		told.Finding.Pairs[i] = PairFinding{p.Reviewers, tellPRF(p.Exact), tellPRF(p.Overlap)}
	}
	for i, k := range j.Kappa {
		told.Judging.Kappa[i] = PairKappa{k.Reviewers, tellCoefficient(k.Coefficient)}
	}
	return told
}

func tellCoefficient(c agreement.Coefficient) Coefficient {
	return Coefficient{c.Value, c.Undefined, c.CI95, c.Units, c.LeftOut}
}

func tellPRF(f agreement.PRF) PRF { return PRF{f.Precision, f.Recall, f.F1} }
