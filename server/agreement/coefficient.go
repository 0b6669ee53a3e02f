package agreement

// Coefficient is one figure of agreement, with what it rests on.
type Coefficient struct {
	Value     *float64    // nil where it is undefined
	Undefined string      // why there is no value, as a sentence; "" where there is one
	CI95      *[2]float64 // the bootstrap's 95 % interval; nil where there is none (see [FewestUnits])
	Units     int         // the units that entered: groups of claims, or claims where finding is measured
	LeftOut   int         // the units that could not enter
}

// Why a coefficient is undefined.
const (
	oneReading      = "Agreement takes two readings or more."
	nothingInCommon = "There is nothing that two reviewers have both judged."
	oneValue        = "Every judgement is the same, so agreement cannot be told from chance."
	nothingFound    = "Nobody has marked anything."
	nothingToRecall = "The first of the two has marked nothing, so there is nothing to recall."
	nothingToTrust  = "The second of the two has marked nothing, so there is nothing to be precise about."
	oneUnitizing    = "The text can be marked in one way only, so agreement cannot be told from chance."
)

// formula computes a coefficient from how often each pattern occurs among the units. A pattern is all that the formula
// knows of a unit, so that a thousand units of twenty patterns cost no more than twenty. Where the coefficient is
// undefined, why says so.
type formula func(times []int) (value float64, why string)

// over computes the coefficient and its interval for the units observed.
func (f formula) over(times []int, leftOut int) Coefficient {
	c := Coefficient{Units: sum(times), LeftOut: leftOut}
	value, why := f(times)
	if why != "" {
		c.Undefined = why
		return c
	}
	c.Value = &value
	c.CI95 = interval(times, f)
	return c
}

func sum(ns []int) int {
	total := 0
	for _, n := range ns {
		total += n
	}
	return total
}
