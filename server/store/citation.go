package store

import "stet/server/factcheck"

// NextCitationNumber gives a number that no citation of the claim has had.
func (t *Tx) NextCitationNumber(claimID int64) (int, error) {
	n, err := t.number("update claims set citations_made = citations_made + 1 where id = ? returning citations_made", claimID)
	return int(n), err
}

// SetCitations makes the claim's citations these. Their sources are put on the desk-wide list where they are new.
func (t *Tx) SetCitations(claimID int64, citations []factcheck.Citation, at factcheck.Timestamp) error {
	if err := t.exec("delete from citations where claim_id = ?", claimID); err != nil {
		return err
	}
	for _, c := range citations {
		if err := t.addCitation(claimID, c, at); err != nil {
			return err
		}
	}
	return t.keepNumbers(claimID, citations)
}

// keepNumbers counts the citations' numbers as given out. Reads rely on it: a claim that has given out none has no citations.
func (t *Tx) keepNumbers(claimID int64, citations []factcheck.Citation) error {
	highest := 0
	for _, c := range citations {
		highest = max(highest, c.Number)
	}
	if highest == 0 {
		return nil
	}
	return t.exec("update claims set citations_made = ?1 where id = ?2 and citations_made < ?1", highest, claimID)
}

func (t *Tx) addCitation(claimID int64, c factcheck.Citation, at factcheck.Timestamp) error {
	source, err := t.keepSource(c, at)
	if err != nil {
		return err
	}
	return t.exec(`insert into citations (claim_id, number, source_id, title, publisher, published_on, stance, is_primary, locator,
		passage, accessed_on, archived_url) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		claimID, c.Number, source, c.Title, c.Publisher, c.PublishedOn, c.Stance, c.Primary, c.Locator, c.Passage, c.AccessedOn, c.ArchivedURL)
}
