package agreement

// Kappa gives Cohen's kappa of two reviewers' verdicts over groups, which may be those of several articles that both have
// read.
func Kappa(groups []Group, a, b string) PairKappa { return kappaOf(Confusion(groups, a, b)) }
