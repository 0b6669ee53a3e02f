package export

// Correction is what was found otherwise later.
type Correction struct {
	On   string // a plain date
	What string // a sentence without its full stop
	Why  string
}
