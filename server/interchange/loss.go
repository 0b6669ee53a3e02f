package interchange

import "slices"

// Loss is something of a claim that a format cannot carry: what was written in it does not come back.
type Loss string

// The losses.
const (
	LosesKind         Loss = "kind"
	LosesRating       Loss = "rating"
	LosesNote         Loss = "note"
	LosesSpeaker      Loss = "speaker"
	LosesSources      Loss = "sources"
	LosesSourceDetail Loss = "source detail"
	LosesEdgeBlanks   Loss = "blanks at the edges"
	LosesSeparators   Loss = "line separators"
	LosesReviewer     Loss = "reviewer"
	LosesDecisions    Loss = "decisions"
	LosesEarlier      Loss = "claims of earlier revisions"
)

var sentences = map[Loss]string{
	LosesKind:         "The kind of a claim is not in it.",
	LosesRating:       "The truth rating is not in it.",
	LosesNote:         "Notes are not in it.",
	LosesSpeaker:      "Who claims it, the speaker, is not in it.",
	LosesSources:      "Sources are not in it.",
	LosesSourceDetail: "Of a source only its web address, percent-encoded where it has to be, and its title are in it; one without a web address is not.",
	LosesEdgeBlanks:   "White space at the very edge of a claim is left out.",
	LosesSeparators:   "Of a note, unusual line separators come back as ordinary line ends.",
	LosesReviewer:     "What is brought in again belongs to whoever brings it in, as of that moment: reviewers, dates and claim numbers are not taken from a file.",
	LosesDecisions:    "The desk’s decisions are not in it.",
	LosesEarlier:      "Claims that still stand on an earlier revision of the text are not in it.",
}

// String is the loss in plain words.
func (l Loss) String() string { return sentences[l] }

var lossesOf = map[Format][]Loss{
	WebAnnotation: {},
	Hypothesis:    {},
	Doccano:       {LosesKind, LosesRating, LosesNote, LosesSpeaker, LosesSources},
	Brat:          {LosesSourceDetail, LosesEdgeBlanks, LosesSeparators},
	WebAnnoTSV:    {LosesSources, LosesEdgeBlanks},
}

// CommonLosses lists what no format carries.
var CommonLosses = []Loss{LosesDecisions, LosesReviewer, LosesEarlier}

// OwnLosses lists what the format cannot carry and others can.
func (f Format) OwnLosses() []Loss { return lossesOf[f] }

// Losses lists all that the format cannot carry.
func (f Format) Losses() []Loss { return slices.Concat(f.OwnLosses(), CommonLosses) }
