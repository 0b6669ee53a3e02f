package store

import "stet/server/factcheck"

const citationColumns = `t.claim_id, t.number, s.url, t.title, t.publisher, t.stance, t.is_primary, t.locator, t.passage,
	t.published_on, t.accessed_on, t.archived_url`

type claimCitation struct {
	claimID int64
	factcheck.Citation
}

func scanCitation(row scanner) (c claimCitation, err error) {
	err = row.Scan(&c.claimID, &c.Number, &c.URL, &c.Title, &c.Publisher, &c.Stance, &c.Primary, &c.Locator, &c.Passage,
		&c.PublishedOn, &c.AccessedOn, &c.ArchivedURL)
	return c, err
}

func (r *Reader) citations(claimID int64) ([]factcheck.Citation, error) {
	found, err := all(r, scanCitation, "select "+citationColumns+` from citations t join sources s on s.id = t.source_id
		where t.claim_id = ? order by t.number`, claimID)
	citations := make([]factcheck.Citation, len(found))
	for i, c := range found {
		citations[i] = c.Citation
	}
	return citations, err
}

func (r *Reader) attachArticleCitations(articleID int64, claims []factcheck.Claim) error {
	found, err := all(r, scanCitation, "select "+citationColumns+` from claims c join citations t on t.claim_id = c.id
		join sources s on s.id = t.source_id where c.article_id = ? and not c.deleted order by t.claim_id, t.number`, articleID)
	attach(claims, found)
	return err
}

// attach hands each claim its citations, which come in order within a claim.
func attach(claims []factcheck.Claim, found []claimCitation) {
	at := make(map[int64]int, len(claims))
	for i, c := range claims {
		at[c.ID] = i
	}
	for _, citation := range found {
		if i, ok := at[citation.claimID]; ok {
			claims[i].Citations = append(claims[i].Citations, citation.Citation)
		}
	}
}

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
	return nil
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
